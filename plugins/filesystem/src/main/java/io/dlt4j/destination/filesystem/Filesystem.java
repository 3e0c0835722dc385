package io.dlt4j.destination.filesystem;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.capability.DecimalPrecision;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.load.DestinationClient;
import java.util.List;

/** Publishes the destination {@code filesystem}: files in a folder, in dlt's order. */
@DestinationPlugin(id = Filesystem.TYPE, api = ApiVersion.CURRENT)
public final class Filesystem implements DestinationFactory {

    static final String TYPE = "filesystem";

    /** Called by {@link java.util.ServiceLoader}. */
    public Filesystem() {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.builder(TYPE)
                .fileFormats(List.of("jsonl", "insert_values", "parquet", "csv"))
                .decimalPrecision(new DecimalPrecision(38, 9))
                .weiPrecision(new DecimalPrecision(78, 0))
                .replaceStrategies(List.of("truncate-and-insert"))
                .compressedText(true)
                .emptyFiles(true)
                .build();
    }

    @Override
    public ConfigSpec configSpec() {
        return FilesystemConfig.SPEC;
    }

    @Override
    public DestinationClient open(DestinationContext context) {
        return new FilesystemClient(context);
    }
}
