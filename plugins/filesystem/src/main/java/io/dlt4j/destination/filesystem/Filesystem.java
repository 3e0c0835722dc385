package io.dlt4j.destination.filesystem;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.SupportsCheck;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.capability.DecimalPrecision;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.load.DestinationClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Publishes the destination {@code filesystem}: files in a folder, in dlt's order. */
@DestinationPlugin(id = Filesystem.TYPE, api = ApiVersion.CURRENT)
public final class Filesystem implements DestinationFactory, SupportsCheck {

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
                .stage(true)
                .build();
    }

    @Override
    public ConfigSpec configSpec() {
        return FilesystemConfig.SPEC;
    }

    /**
     * The URL without its path. All occurrences of the path's text go, as in the reference, so that fingerprints are the same.
     */
    @Override
    public Optional<String> storeIdentity(ConfigValues config) {
        return config.find(FilesystemConfig.BUCKET_URL).map(url -> {
            String path = path(url);
            return path.isEmpty() ? url : url.replace(path, "");
        });
    }

    private static String path(String url) {
        int host = url.indexOf("://");
        if (host >= 0) {
            int slash = url.indexOf('/', host + 3);
            return slash < 0 ? "" : url.substring(slash);
        }
        return url.startsWith("file:") ? url.substring("file:".length()) : url;
    }

    @Override
    public void check(DestinationContext context, Consumer<String> passed) {
        new FilesystemCheck(context, passed).run();
    }

    @Override
    public DestinationClient open(DestinationContext context) {
        return new FilesystemClient(context);
    }
}
