package io.dlt4j.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin as {@code mvn package} leaves it, called from processes that have the host alone on their class path. */
class PackagedPluginIT {

    private static final Path PLUGIN = Path.of(System.getProperty("plugin.directory", "target/plugin/postgres"))
            .toAbsolutePath();
    private static final int MISUSED = 2;
    private static final int FAILED = 1;

    @TempDir
    private Path directory;

    private Path whole;
    private Path thin;

    private record Ended(int exitCode, String output, List<String> classes) {}

    @BeforeEach
    void install() throws IOException {
        whole = PLUGIN.getParent();
        thin = directory.resolve("thin");
        Files.createDirectories(thin.resolve("postgres"));
        Files.copy(PLUGIN.resolve("postgres.jar"), thin.resolve("postgres/postgres.jar"));
        Files.writeString(directory.resolve("orders.jsonl"), "{\"id\": 1, \"lines\": [{\"n\": 1}]}\n");
    }

    @Test
    void theThinJarNamesItsLibraries() throws IOException {
        try (JarFile jar = new JarFile(PLUGIN.resolve("postgres.jar").toFile())) {
            String libraries = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            assertThat(libraries.split(" "))
                    .isNotEmpty()
                    .allSatisfy(library -> assertThat(PLUGIN.resolve(library)).exists());
        }
    }

    @Test
    void extractAndNormalizeNeedNeitherDriverNorConfiguration() throws Exception {
        for (String[] command : new String[][] {
            {"extract", "orders.jsonl", "--destination", "postgres"}, {"normalize", "--pipeline", "orders"}
        }) {
            Ended ended = dlt4j(thin, command);
            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(ended.classes())
                    .anyMatch(name -> name.startsWith("io.dlt4j."))
                    .noneMatch(name -> name.startsWith("org.postgresql.") || name.startsWith("io.dlt4j.destination."));
        }
    }

    @Test
    void describingLoadsTheFactoryAndNoDriver() throws Exception {
        Ended described = dlt4j(thin, "destinations", "describe", "postgres");
        assertThat(described.exitCode()).as(described.output()).isZero();
        assertThat(described.output()).contains("credentials.password", "required, secret");
        assertThat(described.classes())
                .contains("io.dlt4j.destination.postgres.Postgres")
                .noneMatch(name -> name.startsWith("org.postgresql."));
    }

    @Test
    @DisplayName("P-135: a server is asked of PostgreSQL")
    void aNewProjectAsksForTheServerAndKeepsWhatIsThere() throws Exception {
        Files.createDirectories(directory.resolve(".dlt"));
        Path secrets = directory.resolve(".dlt/secrets.toml");
        Files.writeString(secrets, "[destination.postgres.credentials] # mine\npassword = \"hunter2\"\n");
        Ended made = dlt4j(thin, "init", "postgres", "--pipeline", "crm");
        assertThat(made.exitCode()).as(made.output()).isZero();
        assertThat(made.output())
                .contains("  destination.postgres.credentials.database\n", "  destination.postgres.credentials.host\n")
                .doesNotContain("credentials.password", "credentials.port");
        assertThat(secrets)
                .content()
                .startsWith("[destination.postgres.credentials] # mine\n")
                .contains("\nhost = \"<configure me>\" # fill this in!\n", "\npassword = \"hunter2\"\n");
    }

    @Test
    void asksForConfigurationThenDriverThenServer() throws Exception {
        Ended unconfigured = dlt4j(thin, "destinations", "check", "postgres");
        assertThat(unconfigured.exitCode()).isEqualTo(MISUSED);
        assertThat(unconfigured.output()).contains("CONFIG_FIELD_MISSING", "DESTINATION__POSTGRES__CREDENTIALS__HOST");

        Files.createDirectories(directory.resolve(".dlt"));
        Files.writeString(
                directory.resolve(".dlt/secrets.toml"),
                "[destination.postgres]\ncredentials = \"postgresql://loader:hunter2@localhost:1/db\"\n");
        Ended driverless = dlt4j(thin, "destinations", "check", "postgres");
        assertThat(driverless.exitCode()).isEqualTo(MISUSED);
        assertThat(driverless.output())
                .contains(
                        "PLUGIN_INCOMPLETE",
                        "io.dlt4j:dlt4j-support-sql:",
                        "com.zaxxer:HikariCP:",
                        "org.postgresql:postgresql:42.")
                .doesNotContain("hunter2");

        Ended unreachable = dlt4j(whole, "destinations", "check", "postgres");
        assertThat(unreachable.exitCode()).isEqualTo(FAILED);
        assertThat(unreachable.output())
                .contains("POSTGRES_UNREACHABLE", "postgresql://localhost:1/db")
                .doesNotContain("hunter2");
    }

    private Ended dlt4j(Path plugins, String... arguments) throws IOException, InterruptedException {
        Path log = directory.resolve("classes");
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log + "::filecount=0",
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + directory,
                "-cp",
                hostClassPath(),
                "io.dlt4j.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder program = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        program.environment().keySet().removeIf(name -> name.startsWith("DLT") || name.contains("__"));
        program.environment().put("DLT_DATA_DIR", directory.resolve("data").toString());
        program.environment().put("DLT4J_PLUGINS", plugins.toString());
        Process process = program.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("does not end: " + Files.readString(output));
        }
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            List<String> classes = lines.filter(line -> line.contains(" source: "))
                    .map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").replaceFirst(" source: .*", ""))
                    .toList();
            return new Ended(process.exitValue(), Files.readString(output), classes);
        }
    }

    /** That of the tests, without the plugin and its driver. */
    private static String hostClassPath() {
        Path module = Path.of("").toAbsolutePath();
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).startsWith(module)
                        && !Path.of(entry).getFileName().toString().contains("postgres"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
