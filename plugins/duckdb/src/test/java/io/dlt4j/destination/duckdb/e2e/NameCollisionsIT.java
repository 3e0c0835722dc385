package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dlt4j.destination.duckdb.e2e.CommandLine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who loads keys that become one column hears of it, whichever command noticed. */
class NameCollisionsIT {

    private static final String SENTENCE =
            "Keys 'userId', 'user_id' of table items are one column, user_id: in 2 rows only the last value was kept.";

    @TempDir
    private Path home;

    @Test
    void areSaidByRunAndKeptInTheTrace() throws IOException {
        CommandLine dlt4j = withItems();

        Ended ended = dlt4j.run("run", "items.jsonl", "--json");

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(ended.err()).contains(SENTENCE);
        assertReported(ended.document());
        assertThat(dlt4j.run("pipeline", "items", "trace").out()).contains("Warning: " + SENTENCE);
        try (LoadedDataset dataset = LoadedDataset.of(dlt4j, "items")) {
            assertThat(dataset.texts("SELECT user_id FROM " + dataset.name("items") + " ORDER BY id"))
                    .containsExactly("2", "3", "4");
        }
    }

    @Test
    void areSaidByNormalizeAndByLoad() throws IOException {
        CommandLine dlt4j = withItems();
        dlt4j.document("extract", "items.jsonl", "--pipeline", "items");

        assertReported(dlt4j.document("normalize", "--pipeline", "items"));
        Ended loaded = dlt4j.run("load", "--pipeline", "items", "--destination", "duckdb", "--json");

        assertThat(loaded.exitCode()).as(loaded.toString()).isZero();
        assertThat(loaded.err()).contains(SENTENCE);
        assertReported(loaded.document());
    }

    private CommandLine withItems() throws IOException {
        Files.writeString(
                home.resolve("items.jsonl"),
                "{\"id\":1,\"userId\":1,\"user_id\":2}\n{\"id\":2,\"userId\":3}\n{\"id\":3,\"userId\":1,\"user_id\":4}\n");
        return CommandLine.in(home);
    }

    private static void assertReported(JsonNode document) {
        JsonNode collision = document.path("collisions").path(0);
        assertThat(collision.path("kind").asText()).isEqualTo("VALUE_LOST");
        assertThat(collision.path("name").asText()).isEqualTo("user_id");
        assertThat(collision.path("keys").toString()).isEqualTo("[\"userId\",\"user_id\"]");
        assertThat(collision.path("rows").asLong()).isEqualTo(2);
    }
}
