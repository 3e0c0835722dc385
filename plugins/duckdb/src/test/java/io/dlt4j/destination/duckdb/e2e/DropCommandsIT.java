package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dlt4j.destination.duckdb.e2e.CommandLine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that give something up, and the sheet in the place of a plugin. */
class DropCommandsIT {

    @TempDir
    private Path home;

    private CommandLine dlt4j;

    @BeforeEach
    void load() throws IOException {
        dlt4j = CommandLine.in(home);
        Undisturbed.writeEvents(home);
        succeed(dlt4j, "run", "events.jsonl");
    }

    @Test
    void dropShowsAndThenDropsWhatWasNamed() {
        Ended shown = succeed(dlt4j, "pipeline", "events", "drop", "events", "--dry-run");
        assertThat(shown.out()).contains("Would be dropped", "tables with data: events, events__at__stops");
        assertThat(tables()).contains("events");

        JsonNode dropped = dlt4j.document("pipeline", "events", "drop", "re:ev.*", "nobody");
        assertThat(dropped.get("dropped").asBoolean()).isTrue();
        assertThat(dropped.get("resources")).hasSize(1);
        assertThat(tables()).isEmpty();
        succeed(dlt4j, "run", "events.jsonl");
        assertThat(tables()).contains("events");

        Ended nothing = dlt4j.run("pipeline", "events", "drop");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err()).contains("--drop-all");
    }

    @Test
    void syncTakesTheStateOnAMachineThatKnowsNothing() {
        CommandLine fresh = dlt4j.with("DLT_DATA_DIR", home.resolve("fresh").toString());
        Ended unknown = fresh.run("pipeline", "events", "sync", "--dataset", "another");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("PIPELINE_NOT_FOUND");
        assertThat(home.resolve("fresh/dlt4j/pipelines/events")).doesNotExist();

        Ended known = succeed(fresh, "pipeline", "events", "sync");

        assertThat(known.out()).contains("Pipeline events has state version");
        assertThat(succeed(fresh, "pipeline", "events", "info").out()).contains("events with 4 tables");
    }

    @Test
    void pendingPackagesAreDroppedAndExtractedAnew() {
        succeed(dlt4j, "extract", "events.jsonl", "--destination", "duckdb");
        succeed(dlt4j, "normalize", "--pipeline", "events");
        JsonNode dropped = dlt4j.document("pipeline", "events", "drop-pending-packages");
        assertThat(dropped.get("load_ids")).hasSize(1);
        assertThat(succeed(dlt4j, "pipeline", "events", "drop-pending-packages").out())
                .contains("No pending packages found");
        succeed(dlt4j, "run", "events.jsonl");
        try (LoadedDataset dataset = LoadedDataset.of(dlt4j, "events")) {
            assertThat(dataset.counts()).containsEntry("events", 40L);
        }
    }

    @Test
    void aSheetStandsForAPluginThatIsNotHere() throws IOException {
        Path sheet = Files.writeString(
                home.resolve("vault.json"),
                "{\"type\":\"vault\",\"file_formats\":[\"jsonl\"],\"max_identifier_length\":20}");
        String[] extract = {"extract", "events.jsonl", "--pipeline", "kept", "--destination", "vault"};
        Ended unknown = dlt4j.run(extract);
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("PLUGIN_MISSING");

        CommandLine other = CommandLine.in(home);
        succeed(other, append(extract, "--capabilities", sheet.toString()));
        succeed(other, "normalize", "--pipeline", "kept", "--destination", "vault", "--capabilities", sheet.toString());
        assertThat(succeed(other, "pipeline", "kept", "load-package").out()).contains("NORMALIZED", "jsonl");
        Ended load = other.run("load", "--pipeline", "kept", "--destination", "vault");
        assertThat(load.exitCode()).isEqualTo(2);
        assertThat(load.err()).contains("PLUGIN_MISSING");

        // for a destination that is here, it is normalized again
        succeed(other, "normalize", "--pipeline", "kept", "--destination", "duckdb");
        succeed(other, "load", "--pipeline", "kept", "--destination", "duckdb");
        try (LoadedDataset dataset = LoadedDataset.of(other, "kept")) {
            assertThat(dataset.counts()).containsEntry("events", 20L);
        }
    }

    private static String[] append(String[] command, String... more) {
        String[] all = java.util.Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return all;
    }

    private java.util.List<String> tables() {
        try (LoadedDataset dataset = LoadedDataset.of(dlt4j, "events")) {
            return dataset.tables();
        }
    }

    private static Ended succeed(CommandLine dlt4j, String... command) {
        Ended ended = dlt4j.run(command);
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        return ended;
    }
}
