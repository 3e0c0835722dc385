package io.dlt4j.destination.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.crash.Program;
import io.dlt4j.destination.bigquery.server.BigQueryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin as it is installed. */
class PackagedPluginIT {

    private static final Path PLUGIN = Path.of(System.getProperty("plugin.directory", "target/plugin/bigquery"))
            .toAbsolutePath();
    private static final long MEGABYTE = 1_000_000;

    @TempDir
    private Path directory;

    @Test
    void theThinJarNamesItsLibrariesAndTheyAreNotTooMany() throws IOException {
        try (JarFile jar = new JarFile(PLUGIN.resolve("bigquery.jar").toFile())) {
            String libraries = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            assertThat(libraries.split(" "))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(library -> assertThat(PLUGIN.resolve(library)).exists());
        }
        try (Stream<Path> files = Files.list(PLUGIN.resolve("lib"))) {
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(50 * MEGABYTE);
        }
    }

    @Test
    void extractAndNormalizeNeedNoLibraryAndLoadDoes() throws IOException {
        Path thin = Files.createDirectories(directory.resolve("thin/bigquery"));
        Files.copy(PLUGIN.resolve("bigquery.jar"), thin.resolve("bigquery.jar"));
        Path home = Files.createDirectories(directory.resolve("home"));
        Files.writeString(home.resolve("orders.jsonl"), "{\"id\": 1, \"lines\": [{\"n\": 1}]}\n");
        try (BigQueryServer server = BigQueryServer.start("packaged")) {
            Map<String, String> settings = Map.of(
                    "DESTINATION__BIGQUERY__CREDENTIALS", server.keyFile(),
                    "DESTINATION__BIGQUERY__API_ENDPOINT", server.endpoint());
            Program without = program(home, thin.getParent(), settings);
            assertThat(without.run("extract", "orders.jsonl", "--destination", "bigquery")
                            .exitCode())
                    .isZero();
            assertThat(without.run("normalize", "--pipeline", "orders").exitCode())
                    .isZero();
            assertThat(without.run("load", "--pipeline", "orders").toString())
                    .contains("PLUGIN_INCOMPLETE", "com.google.cloud:google-cloud-bigquery:2.");

            Program.Ended loaded = program(home, PLUGIN.getParent(), settings).run("load", "--pipeline", "orders");
            assertThat(loaded.exitCode()).as(loaded.toString()).isZero();
            assertThat(server.tableNames("orders_dataset")).contains("orders", "orders__lines");
            Program.Ended checked =
                    program(home, PLUGIN.getParent(), settings).run("destinations", "check", "bigquery");
            assertThat(checked.exitCode()).as(checked.toString()).isZero();
            assertThat(checked.out()).contains("ran a load job");
        }
    }

    private static Program program(Path home, Path plugins, Map<String, String> settings) {
        Map<String, String> environment = new java.util.HashMap<>(settings);
        environment.put("DLT4J_PLUGINS", plugins.toString());
        return Program.in(home, CrashServer.hostClassPath(), environment);
    }
}
