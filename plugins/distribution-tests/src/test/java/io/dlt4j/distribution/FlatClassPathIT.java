package io.dlt4j.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.destination.bigquery.server.BigQueryServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All plugins on one class path, with the versions of the BOM, and no class loader that keeps them apart. */
class FlatClassPathIT {

    @TempDir
    private static Path temporary;

    @TempDir
    private Path directory;

    private static Path project;
    private static List<String> plugins;

    @BeforeAll
    static void build() throws IOException {
        project = temporary.resolve("orders");
        Program.in(temporary, "/bin/cp", "-R", Build.ROOT.resolve("examples/embedding"), project)
                .succeed();
        plugins = Build.modules().stream()
                .map(Build.Module::artifact)
                .filter(artifact -> artifact.matches("dlt4j-(destination|format|storage)-.*"))
                .toList();
        StringBuilder dependencies = new StringBuilder();
        for (String plugin : plugins) {
            dependencies.append(
                    "<dependency><groupId>io.dlt4j</groupId><artifactId>" + plugin + "</artifactId></dependency>");
        }
        Path pom = project.resolve("pom.xml");
        String text = Files.readString(pom);
        int end = text.lastIndexOf("</dependencies>");
        Files.writeString(
                pom,
                text.substring(0, end).replaceFirst("(?s)<!-- The plugin of each.*", "")
                        + dependencies
                        + text.substring(end));
        LocalRepository.in(temporary.resolve("repository"))
                .maven(project, "package")
                .succeed();
    }

    @Test
    void hasEachPluginAndTheVersionsOfTheBom() throws IOException {
        List<String> names = Build.children(project.resolve("target/lib")).stream()
                .map(file -> file.getFileName().toString())
                .toList();
        assertThat(plugins).hasSizeGreaterThanOrEqualTo(5);
        for (String plugin : plugins) {
            assertThat(names).contains(plugin + "-" + Build.VERSION + ".jar");
        }
        String bom = Files.readString(Build.ROOT.resolve("plugins/bom/pom.xml"));
        assertThat(names)
                .contains(
                        "jackson-databind-" + version(bom, "jackson") + ".jar",
                        "slf4j-api-" + version(bom, "slf4j") + ".jar");
    }

    private static String version(String bom, String library) {
        return bom.replaceFirst("(?s).*<" + library + "\\.version>(.*?)</.*", "$1");
    }

    @Test
    void loadsIntoDuckDb() {
        load("duckdb").succeed();
        assertThat(directory.resolve("orders.duckdb")).exists();
    }

    @Test
    void loadsIntoFiles() throws IOException {
        load("filesystem")
                .with("DESTINATION__FILESYSTEM__BUCKET_URL", directory.resolve("lake"))
                .with("NORMALIZE__LOADER_FILE_FORMAT", "parquet")
                .succeed();
        try (Stream<Path> files = Files.list(directory.resolve("lake/shop/orders"))) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file -> assertThat(file.toString()).endsWith(".parquet"));
        }
    }

    @Test
    void loadsIntoPostgres() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            Program.Ended ended = load("postgres")
                    .with(
                            "DESTINATION__POSTGRES__CREDENTIALS",
                            "postgresql://postgres:postgres@localhost:" + server.getPort() + "/postgres")
                    .succeed();
            assertThat(ended.out()).contains("loaded to destination postgres");
        }
    }

    @Test
    void loadsIntoBigQuery() {
        try (BigQueryServer server = BigQueryServer.start("shop-project")) {
            Program.Ended ended = load("bigquery")
                    .with("DESTINATION__BIGQUERY__CREDENTIALS", server.keyFile())
                    .with("DESTINATION__BIGQUERY__API_ENDPOINT", server.endpoint())
                    .succeed();
            assertThat(ended.out()).contains("loaded to destination bigquery");
        }
    }

    private Program load(String destination) {
        return Program.in(
                        directory,
                        Program.JAVA,
                        "-cp",
                        project + "/target/classes:" + project + "/target/lib/*",
                        "org.example.orders.Main",
                        destination)
                .with("HOME", directory)
                .with("DLT_DATA_DIR", directory.resolve("dlt"))
                .with("LC_ALL", "C.UTF-8");
    }
}
