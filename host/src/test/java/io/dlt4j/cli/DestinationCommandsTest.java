package io.dlt4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without plugins: what is there of a destination is its capability sheet. */
final class DestinationCommandsTest {

    @TempDir
    private Path directory;

    @Test
    void listsTypesWithTheCoordinatesOfPluginsThatAreNotThere() throws IOException {
        CommandLine list = CommandLine.run(directory, "destinations", "list");
        assertThat(list.code()).isZero();
        assertThat(list.out().lines())
                .anyMatch(line -> line.startsWith("duckdb    ")
                        && line.contains("not installed (io.dlt4j:dlt4j-destination-duckdb:"));
        JsonNode first =
                json("destinations", "list", "--json").get("destinations").get(0);
        assertThat(first.get("type").asText()).isEqualTo("bigquery");
        assertThat(first.get("installed").asBoolean()).isFalse();
        assertThat(first.get("plugin").isNull()).isTrue();
    }

    @Test
    void describesWhatATypeCanDo() throws IOException {
        CommandLine described = CommandLine.run(directory, "destinations", "describe", "postgres");
        assertThat(described.code()).isZero();
        assertThat(described.out())
                .startsWith("postgres (dlt.destinations.postgres)\n")
                .contains("Its plugin tells how it is configured")
                .containsPattern("max_identifier_length +63\n")
                .containsPattern("merge_strategies +delete-insert, upsert, scd2, insert-only\n");
        JsonNode document = json("destinations", "describe", "dlt.destinations.postgres", "--json");
        assertThat(document.get("canonical_type").asText()).isEqualTo("dlt.destinations.postgres");
        assertThat(document.get("capabilities").get("case_folding").asText()).isEqualTo("lower");
    }

    @Test
    void describesAConfiguredDestination() throws IOException {
        configure("[destination.reporting]\ndestination_type = \"postgres\"\n");
        JsonNode document = json("destinations", "describe", "reporting", "--json");
        assertThat(document.get("type").asText()).isEqualTo("postgres");
        assertThat(document.get("name").asText()).isEqualTo("reporting");
        assertThat(document.get("configured_name").asText()).isEqualTo("reporting");
    }

    @Test
    void checkNeedsThePlugin() {
        CommandLine check = CommandLine.run(directory, "destinations", "check", "duckdb");
        assertThat(check.code()).isEqualTo(2);
        assertThat(check.out()).isEqualTo("ok  found duckdb (dlt.destinations.duckdb)\n");
        assertThat(check.err())
                .startsWith("PLUGIN_MISSING: Destination 'duckdb' is not installed.")
                .contains("Add io.dlt4j:dlt4j-destination-duckdb:");
    }

    @Test
    void checkTellsWhatWasTriedForAReferenceThatIsNone() throws IOException {
        CommandLine check = CommandLine.run(directory, "destinations", "check", "nosuch", "--json");
        assertThat(check.code()).isEqualTo(2);
        JsonNode document = new ObjectMapper().readTree(check.out());
        assertThat(document.get("passed")).isEmpty();
        assertThat(document.get("error").get("code").asText()).isEqualTo("PLUGIN_MISSING");
        assertThat(document.get("error").get("message").asText())
                .contains("no destination type was configured", "Tried as: nosuch, dlt.destinations.nosuch");
    }

    @Test
    void helpNamesTheOperations() {
        assertThat(CommandLine.run(directory, "destinations", "--help").out())
                .startsWith("Usage: dlt4j destinations list | describe TYPE | check REF [OPTION...]\n")
                .contains("dlt4j destinations check duckdb --pipeline web");
        assertThat(CommandLine.run(directory, "destinations", "check", "--help").out())
                .contains("--destination-name NAME", "--pipeline NAME", "--json");
        CommandLine incomplete = CommandLine.run(directory, "destinations");
        assertThat(incomplete.code()).isEqualTo(2);
    }

    @Test
    void aNameAloneIsThatOfAConfiguredDestination() throws IOException {
        Files.writeString(directory.resolve("a.jsonl"), "{\"id\": 1}\n");
        CommandLine refused = CommandLine.run(directory, "extract", "a.jsonl", "--destination-name", "reporting");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("destination.reporting.destination_type is not configured");

        configure("[destination.reporting]\ndestination_type = \"postgres\"\n");
        assertThat(CommandLine.run(directory, "extract", "a.jsonl", "--destination-name", "reporting")
                        .code())
                .isZero();
        JsonNode state = json("pipeline", "a", "info", "--json");
        assertThat(state.toString())
                .contains("\"destination_type\":\"dlt.destinations.postgres\"", "\"destination_name\":\"reporting\"");
    }

    private void configure(String toml) throws IOException {
        Files.createDirectories(directory.resolve(".dlt"));
        Files.writeString(directory.resolve(".dlt/config.toml"), toml);
    }

    private JsonNode json(String... args) throws IOException {
        CommandLine run = CommandLine.run(directory, args);
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }
}
