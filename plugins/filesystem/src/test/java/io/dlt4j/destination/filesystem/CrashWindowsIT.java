package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The windows in which the reference doubles files, leaves them behind or believes them, as numbered in docs/exactly-once.md. */
class CrashWindowsIT {

    private static final String DATASET = "events_dataset";
    private static final String[] RUN = {"run", "events.jsonl", "--destination", "filesystem"};
    private static final int KILLED = 128 + 9;

    @TempDir
    private Path home;

    private CommandLine dlt4j;

    @BeforeEach
    void writeEvents() throws IOException {
        dlt4j = CommandLine.in(home);
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, 20).forEach(id -> lines.append("{\"id\":%d,\"tags\":[\"a\",\"b\"]}%n".formatted(id)));
        Files.writeString(home.resolve("events.jsonl"), lines);
    }

    @Test
    void c23_aJobThatRunsAgainWritesTheSameFileAlsoUnderATime() {
        CommandLine timed = dlt4j.with(
                "DESTINATION__FILESYSTEM__LAYOUT",
                "{table_name}/{YYYY}{MM}{DD}/{HH}{mm}{ss}.{timestamp_ms}.{load_id}.{file_id}.{ext}");
        kill(timed, "filesystem.complete.before");
        timed.succeed(RUN);
        assertThat(timed.dataset(DATASET).rows("events")).hasSize(20);
        assertThat(timed.dataset(DATASET).rows("events__tags")).hasSize(40);
    }

    @Test
    void c24_filesOfAPackageThatIsGivenUpAreDeleted() {
        dlt4j.succeed(RUN);
        kill(dlt4j, "filesystem.complete.before");
        assertThat(dlt4j.dataset(DATASET).rows("events")).hasSize(40);

        dlt4j.succeed("pipeline", "events", "drop-pending-packages");

        assertThat(dlt4j.dataset(DATASET).rows("events")).hasSize(20);
        assertThat(dlt4j.dataset(DATASET).rows("events__tags")).hasSize(40);
        dlt4j.succeed(RUN);
        assertThat(dlt4j.dataset(DATASET).rows("events")).hasSize(40);
    }

    @Test
    void c25_aStateCountsWhenItsLoadIsThere() {
        kill(dlt4j, "filesystem.complete.before");
        assertThat(dlt4j.dataset(DATASET).files("_dlt_pipeline_state"))
                .as("the state is written before the load is complete")
                .isNotEmpty();
        CommandLine elsewhere =
                dlt4j.with("DLT_DATA_DIR", home.resolve("elsewhere").toString());
        String[] sync = {"pipeline", "events", "sync", "--destination", "filesystem"};
        assertThat(elsewhere.run(sync).err()).contains("PIPELINE_NOT_FOUND");

        dlt4j.succeed(RUN);

        elsewhere.succeed(sync);
    }

    private static void kill(CommandLine dlt4j, String step) {
        CommandLine.Ended killed = dlt4j.with("DLT4J_FAIL_AT", step).run(RUN);
        assertThat(killed.exitCode()).as("at %s: %s", step, killed).isEqualTo(KILLED);
    }
}
