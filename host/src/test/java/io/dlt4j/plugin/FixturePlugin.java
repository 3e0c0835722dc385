package io.dlt4j.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Builds plugins as an author would package them. All classes are compiled once for all tests; a fixture picks those that
 * are to be in its jar.
 */
final class FixturePlugin {

    private static final String FACTORY = """
            package fixture.ID;
            import io.dlt4j.api.*;
            import io.dlt4j.api.capability.Capabilities;
            import io.dlt4j.api.config.*;
            import io.dlt4j.api.load.DestinationClient;
            import java.util.List;
            @DestinationPlugin(id = "ID", api = ApiVersion.CURRENT)
            public final class Factory implements DestinationFactory ROLES {
                STATIC
                public String type() { return "ID"; }
                public Capabilities capabilities() { return Capabilities.builder("ID").build(); }
                public ConfigSpec configSpec() { return ConfigSpec.of("ID", List.of(ConfigField.text("path"))); }
                public DestinationClient open(DestinationContext context) { return new Client(context); }
            }
            """;
    private static final String CLIENT = """
            package fixture.ID;
            import io.dlt4j.api.load.*;
            import io.dlt4j.api.schema.*;
            import java.util.*;
            final class Client implements DestinationClient MIXINS {
                private final io.dlt4j.api.DestinationContext context;
                Client(io.dlt4j.api.DestinationContext context) { this.context = context; }
                public String location() { return LOCATION; }
                public boolean isLoaded(String loadId, String schemaName) {
                    throw new IllegalStateException(Thread.currentThread().getContextClassLoader().getName());
                }
                public List<TableSchema> migrate(Schema schema, Set<String> tables) { return List.of(); }
                public JobOutcome ingest(IngestJob job) { return JobOutcome.completed(); }
                public JobOutcome truncate(TruncateJob job) { return JobOutcome.completed(); }
                public JobOutcome complete(LoadCompletion completion) { return JobOutcome.completed(); }
                public void close() { }
                public Optional<StoredState> newestState(String pipelineName) { return Optional.empty(); }
                public Optional<StoredSchema> newestSchema(String schemaName) { return Optional.empty(); }
                public Optional<StoredSchema> schemaByHash(String versionHash) { return Optional.empty(); }
                public boolean datasetExists() { return true; }
            }
            """;
    private static final String FORMAT = """
            package fixture.format;
            import io.dlt4j.api.format.*;
            import io.dlt4j.api.schema.ColumnSchema;
            import java.io.IOException;
            import java.nio.file.Path;
            import java.util.List;
            public final class Provider implements FileFormatProvider {
                public FileFormat format() { return new FileFormat("weird", 1); }
                public FileFormatWriter openWriter(Path file, List<ColumnSchema> columns) {
                    return new FileFormatWriter() {
                        public void write(ColumnBatch batch) { }
                        public void finish() throws IOException {
                            throw new IOException(Thread.currentThread().getContextClassLoader().getName());
                        }
                        public void close() { }
                    };
                }
            }
            """;
    /** What a library does that shares a thread between all its users, and what its plugin does against it. */
    private static final String LINGERING = """
            private static final Thread SHARED = new Thread(Factory::linger);
            static {
                SHARED.setDaemon(true);
                SHARED.start();
            }
            private static void linger() {
                try {
                    new java.util.concurrent.CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            public void unload() {
                System.setProperty(
                        "fixture.unload",
                        System.getProperty("fixture.unload", "")
                                + Thread.currentThread().getContextClassLoader().getName());
                SHARED.interrupt();
            }
            """;

    private static final String DRIVER = """
            package fixture.driver;
            import java.sql.*;
            import java.util.Properties;
            import java.util.logging.Logger;
            public final class Driver implements java.sql.Driver {
                static {
                    try {
                        DriverManager.registerDriver(
                                new Driver(), () -> System.setProperty("fixture.driver", "deregistered"));
                        System.setProperty("fixture.driver", "registered");
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
                public static String name() { return "driver"; }
                public Connection connect(String url, Properties info) { return null; }
                public boolean acceptsURL(String url) { return false; }
                public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) { return null; }
                public int getMajorVersion() { return 1; }
                public int getMinorVersion() { return 0; }
                public boolean jdbcCompliant() { return false; }
                public Logger getParentLogger() { return null; }
            }
            """;

    private static final Map<String, byte[]> CLASSES = compileAll();
    private static final Map<String, byte[]> SECOND_VERSION =
            FixtureSources.compile(Map.of("shared.Library", library("2.0")));

    private final String id;
    private final Map<String, byte[]> jar = new TreeMap<>();
    private final Map<String, Map<String, byte[]>> libraries = new TreeMap<>();
    private final Map<String, String> descriptor = new TreeMap<>();

    /** A destination in working order: its location is the name of the context class loader. */
    FixturePlugin(String id) {
        this.id = id;
        descriptor.put("id", id);
        descriptor.put("api", io.dlt4j.api.ApiVersion.CURRENT);
        descriptor.put("factory", "fixture." + id + ".Factory");
        descriptor.put("destinations", id);
        CLASSES.forEach((name, code) -> {
            if (name.startsWith("fixture/" + id + "/")) {
                jar.put(name, code);
            }
        });
        service("io.dlt4j.api.DestinationFactory", "fixture." + id + ".Factory");
    }

    private static Map<String, byte[]> compileAll() {
        String loader = "Thread.currentThread().getContextClassLoader().getName()";
        String library = "shared.Library.version()";
        Map<String, String> sources = new TreeMap<>();
        sources.put("shared.Library", library("1.0"));
        sources.put("fixture.driver.Driver", DRIVER);
        sources.put("fixture.format.Provider", FORMAT);
        destination(sources, "plain", "", "", loader);
        destination(sources, "other", "", ", SupportsStateSync", loader);
        destination(
                sources, "crashes", "static { if (true) throw new IllegalStateException(\"no luck\"); }", "", loader);
        destination(sources, "first", "", "", library);
        destination(sources, "second", "", "", library);
        destination(sources, "jdbc", "", "", "fixture.driver.Driver.name()");
        destination(
                sources,
                "threads",
                "",
                "",
                "java.util.Optional.of(context.threadFactory().newThread(() -> {})).map(t -> t.getName() + \" \""
                        + " + t.getContextClassLoader().getName() + \" \" + context.destinationName()).get()");
        destination(sources, "lingers", LINGERING, "", loader);
        destination(sources, "nosy", "", "", "String.valueOf(" + PluginCatalog.class.getName() + ".class)");
        return FixtureSources.compile(sources);
    }

    private static void destination(
            Map<String, String> sources, String id, String statics, String mixins, String location) {
        String roles = statics.contains("void unload()") ? ", SupportsUnload" : "";
        sources.put(
                "fixture." + id + ".Factory",
                FACTORY.replace("ID", id).replace("ROLES", roles).replace("STATIC", statics));
        sources.put(
                "fixture." + id + ".Client",
                CLIENT.replace("ID", id).replace("MIXINS", mixins).replace("LOCATION", location));
    }

    private static String library(String version) {
        return "package shared; public final class Library { public static String version() { return \"" + version
                + "\"; } }";
    }

    FixturePlugin property(String key, String value) {
        descriptor.put(key, value);
        return this;
    }

    FixturePlugin withoutDescriptor() {
        descriptor.clear();
        return this;
    }

    FixturePlugin sheet(String json) {
        jar.put("META-INF/dlt4j/capabilities/" + id + ".json", json.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The sheet that says what the fixture's factory says. */
    FixturePlugin withSheet() {
        return sheet("{\"type\": \"" + id + "\"}");
    }

    /** What a jar's manifest says. */
    FixturePlugin manifest(String attributes) {
        jar.put("META-INF/MANIFEST.MF", ("Manifest-Version: 1.0\n" + attributes).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** A jar in the lib folder that has empty files of these names. */
    FixturePlugin withLibrary(String name, String... entries) {
        Map<String, byte[]> content = new TreeMap<>();
        for (String entry : entries) {
            content.put(entry, new byte[0]);
        }
        return library(name, content);
    }

    FixturePlugin withoutService() {
        jar.keySet().removeIf(name -> name.startsWith("META-INF/services/"));
        return this;
    }

    /** Replaces each class by bytes that no class loader takes. */
    FixturePlugin withUnreadableClasses() {
        jar.replaceAll((name, code) -> name.endsWith(".class") ? new byte[] {1} : code);
        return this;
    }

    FixturePlugin withLibrary(int version) {
        return library("library", version == 1 ? only("shared/") : SECOND_VERSION);
    }

    FixturePlugin withDriver() {
        Map<String, byte[]> driver = only("fixture/driver/");
        driver.put("META-INF/services/java.sql.Driver", "fixture.driver.Driver\n".getBytes(StandardCharsets.UTF_8));
        return library("driver", driver);
    }

    /** Makes it the plugin of the format {@code weird}. */
    FixturePlugin asFormat() {
        descriptor.remove("factory");
        descriptor.remove("destinations");
        descriptor.put("formats", "weird");
        jar.clear();
        jar.putAll(only("fixture/format/"));
        service("io.dlt4j.api.format.FileFormatProvider", "fixture.format.Provider");
        return this;
    }

    FixturePlugin service(String type, String provider) {
        jar.put("META-INF/services/" + type, (provider + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Writes the folder of the plugin into {@code directory}; the result is its jar. */
    Path installIn(Path directory) {
        if (!descriptor.isEmpty()) {
            StringBuilder text = new StringBuilder();
            descriptor.forEach(
                    (key, value) -> text.append(key).append('=').append(value).append('\n'));
            jar.put(PluginDescriptor.RESOURCE, text.toString().getBytes(StandardCharsets.UTF_8));
        }
        Path folder = directory.resolve(id);
        libraries.forEach((name, content) -> write(folder.resolve("lib/" + name + ".jar"), content));
        return write(folder.resolve(id + ".jar"), jar);
    }

    private FixturePlugin library(String name, Map<String, byte[]> content) {
        libraries.put(name, content);
        return this;
    }

    private static Map<String, byte[]> only(String prefix) {
        Map<String, byte[]> picked = new TreeMap<>();
        List<String> names = new ArrayList<>(CLASSES.keySet());
        names.removeIf(name -> !name.startsWith(prefix));
        names.forEach(name -> picked.put(name, CLASSES.get(name)));
        return picked;
    }

    private static Path write(Path jar, Map<String, byte[]> content) {
        try {
            Files.createDirectories(jar.getParent());
            try (OutputStream file = Files.newOutputStream(jar);
                    ZipOutputStream zip = new ZipOutputStream(file)) {
                for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                    zip.closeEntry();
                }
            }
            return jar.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
