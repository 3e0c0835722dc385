package io.dlt4j.destination.duckdb.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.destination.duckdb.e2e.CommandLine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line says about a destination's configuration, and what it never says. */
class ConfigurationIT {

    private static final String SECRET = "hunter2";

    @TempDir
    Path home;

    @Test
    void explainsEachFieldOfADestination() throws IOException {
        Files.createDirectories(home.resolve(".dlt"));
        Files.writeString(home.resolve(".dlt/secrets.toml"), "[web.destination.duckdb]\ncredentials='web.db'\n");

        Ended ended = CommandLine.in(home)
                .with("DESTINATION__DUCKDB__CREATE_INDEXES", "true")
                .run("config", "explain", "destination.duckdb", "--pipeline", "web");

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(ended.out())
                .startsWith("destination.duckdb (")
                .contains(
                        "  credentials.database = web.db\n"
                                + "      from  secrets.toml: web.destination.duckdb.credentials\n",
                        "  create_indexes = true\n"
                                + "      from  Environment Variables: DESTINATION__DUCKDB__CREATE_INDEXES\n",
                        "  replace_strategy = (not set)\n",
                        "  staging_dataset_name_layout = %s_staging\n",
                        "  environment = (not set)\n");

        Ended one = CommandLine.in(home).run("config", "explain", "destination.duckdb.create_indexs");
        assertThat(one.exitCode()).isEqualTo(2);
        assertThat(one.err()).contains("Did you mean 'create_indexes'?");
    }

    @Test
    void neverShowsASecretOfWrongCredentials() throws IOException {
        Files.writeString(home.resolve("items.jsonl"), "{\"id\":1}\n");
        CommandLine wrong =
                CommandLine.in(home).with("DESTINATION__DUCKDB__CREDENTIALS", "postgres://u:" + SECRET + "@h:port/d");
        for (List<String> command : List.of(
                List.of("run", "items.jsonl", "--debug"),
                List.of("run", "items.jsonl", "--json"),
                List.of("config", "explain", "destination.duckdb"),
                List.of("config", "explain", "destination.duckdb.credentials", "--json"),
                List.of("pipeline", "items", "trace"),
                List.of("pipeline", "items", "info", "--json"))) {
            Ended ended = wrong.run(command.toArray(String[]::new));
            assertThat(ended.out() + ended.err()).as(command.toString()).doesNotContain(SECRET);
            if (!command.get(0).equals("pipeline")) {
                assertThat(ended.exitCode()).as(command.toString()).isNotZero();
                assertThat(ended.err()).contains("CONFIG_NATIVE_VALUE_INVALID");
            }
        }
        try (Stream<Path> files = Files.walk(home)) {
            List<Path> written = files.filter(Files::isRegularFile).toList();
            assertThat(written).hasSizeGreaterThan(2);
            for (Path file : written) {
                assertThat(Files.readString(file, ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SECRET);
            }
        }
    }
}
