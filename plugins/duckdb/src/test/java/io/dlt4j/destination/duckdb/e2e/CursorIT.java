package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.destination.duckdb.e2e.CommandLine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --cursor} on the command line: what is new is loaded once, whatever happens in between. */
class CursorIT {

    private static final int ROWS = 40;

    @TempDir
    private Path home;

    @Test
    void aGrowingFileIsLoadedOnceAlsoIfARunIsKilled() throws IOException {
        CommandLine dlt4j = Undisturbed.home(home);
        write(1);
        assertThat(run(dlt4j).exitCode()).isZero();
        int size = 1;
        for (String step : List.of(
                "extract.publish.before",
                "extract.publish.after",
                "live.save.before",
                "load.job.after",
                "duckdb.complete.after-commit")) {
            size++;
            write(size);
            Ended killed = run(dlt4j.with("DLT4J_FAIL_AT", step));
            assertThat(killed.exitCode()).as("at %s: %s", step, killed).isEqualTo(Ended.KILLED);
            Ended again = run(dlt4j);
            assertThat(again.exitCode()).as("after %s: %s", step, again).isZero();
            try (LoadedDataset dataset = LoadedDataset.of(dlt4j, "events")) {
                String events = dataset.name("events");
                assertThat(dataset.number("SELECT count(*) FROM " + events))
                        .as("rows after %s", step)
                        .isEqualTo((long) size * ROWS);
                assertThat(dataset.number("SELECT count(DISTINCT id) FROM " + events))
                        .as("different rows after %s", step)
                        .isEqualTo((long) size * ROWS);
            }
        }
    }

    /** Always four rows share a cursor value, and some of these come only with the next run. */
    private void write(int size) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int id = 0; id < size * ROWS; id++) {
            lines.append("{\"id\":%d,\"at\":%d,\"note\":\"%s\"}\n".formatted(id, (id + 2) / 4, "n".repeat(50)));
        }
        Files.writeString(home.resolve("events.jsonl"), lines);
    }

    private static Ended run(CommandLine dlt4j) {
        return dlt4j.run("run", "events.jsonl", "--cursor", "at");
    }

    @Test
    void aFileOfOneCursorValueLoadsInLittleMemory() throws IOException {
        try (var lines = Files.newBufferedWriter(home.resolve("same.jsonl"))) {
            for (int id = 0; id < 60_000; id++) {
                lines.write("{\"id\":%d,\"day\":\"2024-01-01\",\"note\":\"%s\"}%n".formatted(id, "n".repeat(500)));
            }
        }
        CommandLine dlt4j = CommandLine.in(home).option("-Xmx128m");
        for (int run = 0; run < 2; run++) {
            Ended ended = dlt4j.run("run", "same.jsonl", "--cursor", "day");
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            if (run == 0) {
                assertThat(ended.err()).contains("60000 rows have the newest value of cursor 'day'");
            }
        }
        try (LoadedDataset dataset = LoadedDataset.of(dlt4j, "same")) {
            assertThat(dataset.number("SELECT count(*) FROM " + dataset.name("same")))
                    .isEqualTo(60_000L);
        }
    }

    @Test
    void aPathThatCannotBeReadIsWrongUsage() throws IOException {
        Files.writeString(home.resolve("t.jsonl"), "{\"a\":1}\n");
        Ended ended = CommandLine.in(home).run("run", "t.jsonl", "--cursor", "a[?(@.b)]");
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.err()).contains("INCREMENTAL_PATH_INVALID", "a[?(@.b)]");
    }
}
