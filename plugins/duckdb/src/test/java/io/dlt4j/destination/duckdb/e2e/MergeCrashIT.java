package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.destination.duckdb.e2e.CommandLine.Ended;
import io.dlt4j.destination.duckdb.e2e.Undisturbed.Which;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs that go through the staging dataset, killed and started again until they end, leave what undisturbed ones leave.
 * {@code -Dcrash.kills} and {@code -Dcrash.seed} as in {@link RunCrashIT}.
 */
@Execution(ExecutionMode.CONCURRENT)
class MergeCrashIT {

    private static final int KILLS = Integer.getInteger("crash.kills", 4);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

    /** The steps that only these runs have. */
    private static final String STAGED =
            "(duckdb\\.(migrate-staging|truncate-staging|stage|merge|replace)|load\\.staged)\\..*";

    @TempDir
    private Path temporary;

    private Path events;

    /** What a run does to the rows of the runs before, and whether rows staged twice would show. */
    private enum Way {
        /** Without a key rows are only added: each one too many would stay. */
        ADD(true, "--write-disposition", "merge"),
        /** Nothing drops duplicates. */
        MERGE_KEY(false, "--write-disposition", "merge", "--merge-key", "id"),
        UPSERT(false, "--write-disposition", "merge", "--merge-strategy", "upsert", "--primary-key", "id"),
        REPLACE(false, "--write-disposition", "replace");

        private final boolean appends;
        private final List<String> options;

        Way(boolean appends, String... options) {
            this.appends = appends;
            this.options = List.of(options);
        }
    }

    @BeforeEach
    void writeEvents() throws IOException {
        events = Undisturbed.writeEvents(temporary);
    }

    @ParameterizedTest
    @EnumSource(names = {"ADD", "UPSERT", "REPLACE"})
    void mergesEachRowOnceWhicheverStepKillsTheRun(Way way) throws IOException {
        Undisturbed undisturbed = undisturbed(way);
        KilledRuns runs = new KilledRuns(home("killed"), undisturbed, command(way));
        runs.completeFirst();
        List<String> steps = new ArrayList<>(undisturbed.steps(2, Which.FIRST));
        undisturbed.steps(2, Which.LAST).stream()
                .filter(step -> !step.endsWith("#1"))
                .forEach(steps::add);
        steps.removeIf(step -> !step.matches(STAGED));
        assertThat(steps).as("steps of staging").hasSizeGreaterThan(8);
        for (String step : steps) {
            runs.killAt(step);
        }
    }

    @Test
    void mergesEachRowOnceIfEachStepKillsTheRunInTurn() throws IOException {
        Undisturbed undisturbed = undisturbed(Way.MERGE_KEY);

        new KilledRuns(home("killed"), undisturbed, command(Way.MERGE_KEY))
                .killAtEach(undisturbed.steps(1, Which.FIRST));
    }

    @Test
    void mergesEachRowOnceWheneverTheRunIsKilled() throws Exception {
        KilledRuns runs = new KilledRuns(home("killed"), undisturbed(Way.ADD), command(Way.ADD));
        System.out.printf("%d runs that merge, -Dcrash.seed=%d%n", KILLS, SEED);
        Random random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            runs.killAfter((long) (random.nextDouble() * 1_000_000_000));
        }
    }

    /** Both load one table into one dataset, and so share the staging table. */
    @Test
    void aRunGoesOnThoughAnotherPipelineHasTakenTheStagingTables() throws IOException {
        CommandLine dlt4j = home("shared").with("DESTINATION__DUCKDB__CREDENTIALS", "shared.duckdb");
        Path other = Files.writeString(
                temporary.resolve("other.jsonl"), "{\"id\":1000,\"kind\":\"other\",\"tags\":[\"x\"]}\n");
        for (String step : List.of(
                "duckdb.truncate-staging.after-commit#1",
                "duckdb.stage.after-commit#2",
                "load.staged.after#1",
                "duckdb.merge.before-commit#1",
                "duckdb.merge.after-commit#1")) {
            String[] interrupted = shared(events, "one");
            Ended killed = dlt4j.with("DLT4J_FAIL_AT", step).run(interrupted);
            assertThat(killed.exitCode()).as("at %s: %s", step, killed).isEqualTo(Ended.KILLED);
            assertThat(dlt4j.run(shared(other, "two")).exitCode()).isZero();
            assertThat(dlt4j.run(interrupted).exitCode()).isZero();
        }

        try (LoadedDataset dataset = LoadedDataset.open(dlt4j.directory().resolve("shared.duckdb"), "shared_data")) {
            assertThat(dataset.counts())
                    .containsEntry("events", 5L * (20 + 1))
                    .containsEntry("events__tags", 5L * (2 * 20 + 1));
            assertThat(dataset.trees().get("events")).hasSize(5 * 21);
        }
    }

    /** Without a key, so that a row lost or merged twice is seen. */
    private static String[] shared(Path source, String pipeline) {
        return new String[] {
            "run",
            source.toString(),
            "--table",
            "events",
            "--pipeline",
            pipeline,
            "--dataset",
            "shared_data",
            "--write-disposition",
            "merge"
        };
    }

    private CommandLine home(String name) {
        return Undisturbed.home(temporary.resolve(name)).with("DESTINATION__REPLACE_STRATEGY", "insert-from-staging");
    }

    private Undisturbed undisturbed(Way way) throws IOException {
        return Undisturbed.of(home("undisturbed"), way.appends, command(way));
    }

    private String[] command(Way way) {
        List<String> command = new ArrayList<>(List.of("run", events.toString()));
        command.addAll(way.options);
        return command.toArray(String[]::new);
    }
}
