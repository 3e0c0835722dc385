package io.dlt4j.destination.filesystem;

import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.storage.ObjectStore;
import io.dlt4j.api.storage.StorageLocation;
import io.dlt4j.config.Config;
import io.dlt4j.config.RunContext;
import io.dlt4j.plugin.PluginCatalog;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place for datasets that nothing else uses, on a real service.
 *
 * @param url the {@code bucket_url}
 * @param settings of the destination by name; those of credentials begin with {@code credentials.}
 */
record Bucket(String kind, String url, Map<String, String> settings) {

    /** The packaged storage plugins, each in a folder of its module. */
    static final List<Path> STORAGES = packaged("storage-s3", "storage-azure", "storage-gcs");

    /** The same, and the engine that queries files. */
    static final List<Path> STORAGES_AND_ENGINE = packaged("storage-s3", "storage-azure", "storage-gcs", "duckdb");

    /** The storage of Google, the warehouse that loads from it, and an engine that nobody loads from. */
    static final List<Path> GOOGLE = packaged("storage-gcs", "bigquery", "duckdb");

    private static @Nullable S3Server s3;
    private static @Nullable Azurite azurite;
    private static @Nullable GcsServer gcs;

    private static List<Path> packaged(String... modules) {
        return Stream.of(modules)
                .map(module -> Path.of("..", module, "target", "plugin")
                        .toAbsolutePath()
                        .normalize())
                .toList();
    }

    static Bucket local(Path directory) {
        return new Bucket("local", "file://" + directory.resolve("bucket"), Map.of());
    }

    static Bucket s3() {
        S3Server server = s3Server();
        return new Bucket(
                "s3",
                "s3://" + S3Server.BUCKET + "/" + unique(),
                Map.of(
                        "credentials.aws_access_key_id",
                        S3Server.KEY,
                        "credentials.aws_secret_access_key",
                        S3Server.SECRET,
                        "credentials.region_name",
                        "us-east-1",
                        "credentials.endpoint_url",
                        server.url().toString()));
    }

    static Bucket azure() {
        return new Bucket(
                "azure",
                "az://" + Azurite.CONTAINER + "/" + unique(),
                Map.of(
                        "credentials.azure_storage_account_name", Azurite.ACCOUNT,
                        "credentials.azure_storage_account_key", Azurite.KEY,
                        "credentials.azure_account_host", azurite().endpoint()));
    }

    static Bucket gcs() {
        GcsServer server = gcsServer();
        return new Bucket(
                "gcs",
                "gs://" + GcsServer.BUCKET + "/" + unique(),
                Map.of("credentials", server.keyFile(), "kwargs", "{\"endpoint_url\": \"" + server.url() + "\"}"));
    }

    static synchronized S3Server s3Server() {
        try {
            S3Server running = s3 == null ? S3Server.start() : s3;
            s3 = running;
            return running;
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy does not start", e);
        }
    }

    static synchronized Azurite azurite() {
        try {
            Azurite running = azurite == null ? Azurite.start() : azurite;
            azurite = running;
            return running;
        } catch (Exception e) {
            throw new IllegalStateException("Azurite does not start", e);
        }
    }

    static synchronized GcsServer gcsServer() {
        try {
            GcsServer running = gcs == null ? new GcsServer() : gcs;
            gcs = running;
            return running;
        } catch (Exception e) {
            throw new IllegalStateException("the server does not start", e);
        }
    }

    /** A folder with a name that needs care. */
    private static String unique() {
        return "a folder/100% ü+" + UUID.randomUUID();
    }

    Bucket with(String setting, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(setting, value);
        return new Bucket(kind, url, more);
    }

    Bucket at(String other) {
        return new Bucket(kind, other, settings);
    }

    /** The settings as variables. */
    Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        variables.put("DESTINATION__FILESYSTEM__BUCKET_URL", url);
        settings.forEach((name, value) -> variables.put(
                "DESTINATION__FILESYSTEM__" + name.replace(".", "__").toUpperCase(java.util.Locale.ROOT), value));
        return variables;
    }

    /** Opens the folder of a dataset through the packaged plugin. */
    ObjectStore open(PluginCatalog plugins, String dataset) {
        Config config = Config.of(RunContext.of(Map.of()), environment(), Optional.empty());
        ConfigValues values = config.resolve(FilesystemConfig.SPEC, List.of("destination", "filesystem"), Map.of());
        if (kind.equals("local")) {
            return new LocalStore(Path.of(url.substring("file://".length())).resolve(dataset), "pipe", label -> {});
        }
        Map<String, Map<String, Object>> options = new LinkedHashMap<>();
        List.of(FilesystemConfig.KWARGS, FilesystemConfig.CLIENT_KWARGS, FilesystemConfig.CONFIG_KWARGS)
                .forEach(field -> values.find(field).ifPresent(found -> options.put(field.name(), found)));
        return plugins.openStore(
                new StorageLocation(url + "/" + dataset, values.find(FilesystemConfig.CREDENTIALS), options, "pipe"));
    }

    @Override
    public String toString() {
        return kind;
    }
}
