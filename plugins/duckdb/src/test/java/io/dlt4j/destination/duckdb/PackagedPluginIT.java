package io.dlt4j.destination.duckdb;

import static io.dlt4j.destination.duckdb.Fixtures.count;
import static io.dlt4j.destination.duckdb.Fixtures.items;
import static io.dlt4j.destination.duckdb.Fixtures.parquet;
import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.support.sql.SqlClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin as {@code mvn package} leaves it in {@code target/plugin/duckdb}. */
class PackagedPluginIT {

    private static final Path PLUGIN = Path.of(System.getProperty("plugin.directory", "target/plugin/duckdb"));

    @TempDir
    Path directory;

    @Test
    void thinJarNamesItsLibraries() throws Exception {
        try (JarFile jar = new JarFile(PLUGIN.resolve("duckdb.jar").toFile())) {
            String libraries = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);

            assertThat(libraries).isNotNull();
            assertThat(libraries.split(" ")).isNotEmpty().allMatch(path -> Files.exists(PLUGIN.resolve(path)));
            assertThat(jar.getEntry("META-INF/dlt4j/plugin.properties")).isNotNull();
            assertThat(jar.getEntry("META-INF/dlt4j/capabilities/duckdb.json")).isNotNull();
        }
    }

    @Test
    void loadsWithoutUnpackingAnything() throws Exception {
        for (String name : List.of("a", "b", "c")) {
            parquet(directory, name, items(0, 10));
        }
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Programs.Ended killed = Programs.run(Programs.java(
                Programs.classPathWith(PLUGIN.resolve("duckdb.jar")),
                List.of("-Djava.io.tmpdir=" + temporary, "-XX:-UsePerfData"),
                LoadProgram.class,
                directory.toString(),
                "duckdb.close.after-checkpoint"));

        assertThat(killed.exitCode()).as(killed.output()).isEqualTo(LoadProgram.KILLED);
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
        try (SqlClient client = Fixtures.open(Fixtures.context(directory))) {
            assertThat(count(client, "items")).isEqualTo(30);
        }
    }

    @Test
    void describesItselfWithoutItsLibraries() throws Exception {
        Path alone = Files.copy(PLUGIN.resolve("duckdb.jar"), directory.resolve("duckdb.jar"));
        Programs.Ended described = Programs.run(
                Programs.java(Programs.classPathWith(alone), List.of("-Xlog:class+load"), DescribeProgram.class));

        assertThat(described.exitCode()).as(described.output()).isZero();
        assertThat(described.output())
                .contains("io.dlt4j.destination.duckdb.DuckDb ")
                .doesNotContain("org.duckdb.");
    }

    /** What extract and normalize do with a destination. */
    static final class DescribeProgram {

        private DescribeProgram() {}

        public static void main(String[] arguments) throws Exception {
            DuckDb factory = new DuckDb();
            System.out.println(factory.type()
                    + factory.capabilities().fileFormats()
                    + factory.configSpec().fields());
            Enumeration<?> sheets =
                    DuckDb.class.getClassLoader().getResources("META-INF/dlt4j/capabilities/duckdb.json");
            System.out.println(sheets.hasMoreElements());
        }
    }
}
