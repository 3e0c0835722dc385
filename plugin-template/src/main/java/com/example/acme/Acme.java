package com.example.acme;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.load.DestinationClient;
import java.util.List;

/**
 * Publishes the destination {@code acme}. This class is loaded where drivers are not: it names no class of a driver, and
 * {@link #open} is one {@code return new}.
 */
@DestinationPlugin(id = Acme.TYPE, api = ApiVersion.CURRENT)
public final class Acme implements DestinationFactory {

    static final String TYPE = "acme";

    static final ConfigField<String> FOLDER = ConfigField.text("folder")
            .describedAs("The folder of the datasets. Relative paths start in the local directory.");

    private static final ConfigSpec SPEC = ConfigSpec.of("Acme", List.of(FOLDER));

    /** Called by {@link java.util.ServiceLoader}. */
    public Acme() {}

    @Override
    public String type() {
        return TYPE;
    }

    /** The same as in {@code META-INF/dlt4j/capabilities/acme.json}, which is read where this class is not. */
    @Override
    public Capabilities capabilities() {
        return Capabilities.builder(TYPE)
                .fileFormats(List.of("jsonl"))
                .replaceStrategies(List.of("truncate-and-insert"))
                .build();
    }

    @Override
    public ConfigSpec configSpec() {
        return SPEC;
    }

    @Override
    public DestinationClient open(DestinationContext context) {
        return new AcmeClient(context);
    }
}
