package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.destination.duckdb.e2e.Undisturbed.Which;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run that is killed, with SIGKILL, and started again until it ends leaves what an undisturbed one leaves.
 *
 * <p>{@code -Dcrash.kills=50} kills that many runs of each disposition at random times, {@code -Dcrash.seed} repeats the times of
 * an earlier test.
 */
@Execution(ExecutionMode.CONCURRENT)
class RunCrashIT {

    private static final int KILLS = Integer.getInteger("crash.kills", 6);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

    @TempDir
    private static Path shared;

    private static Path events;
    private static Undisturbed appended;
    private static Undisturbed replaced;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void runUndisturbed() throws IOException {
        events = Undisturbed.writeEvents(shared);
        appended = Undisturbed.of(Undisturbed.home(shared.resolve("appended")), true, command(true));
        replaced = Undisturbed.of(Undisturbed.home(shared.resolve("replaced")), false, command(false));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void loadsEachRowOnceWhicheverStepKillsTheRun(boolean appends) throws IOException {
        KilledRuns runs = killedRuns("killed", appends);
        runs.completeFirst();
        Undisturbed undisturbed = undisturbed(appends);
        if (appends) {
            for (String step : undisturbed.steps(2, Which.FIRST)) {
                runs.killAt(step);
            }
        }
        for (String step : fromPublicationOn(undisturbed.steps(2, Which.LAST))) {
            // one that is reached once has been taken already
            if (!appends || !step.endsWith("#1")) {
                runs.killAt(step);
            }
        }
    }

    @Test
    void loadsEachRowOnceWhicheverStepKillsTheFirstRun() throws IOException {
        List<String> steps = fromPublicationOn(appended.steps(1, Which.FIRST));
        for (String step : steps.subList(0, steps.indexOf("load.migrate.after#1"))) {
            killedRuns(step, true).killAt(step);
        }
    }

    @Test
    void loadsEachRowOnceIfEachStepKillsTheRunInTurn() throws IOException {
        killedRuns("killed", false).killAtEach(replaced.steps(1, Which.FIRST));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void loadsEachRowOnceWheneverTheRunIsKilled(boolean appends) throws Exception {
        long duration = duration(Undisturbed.home(temporary.resolve("measured")), command(appends));
        System.out.printf(
                "%d runs that %s, killed within %d ms, -Dcrash.seed=%d%n",
                KILLS, appends ? "append" : "replace", TimeUnit.NANOSECONDS.toMillis(duration), SEED);
        Random random = new Random(SEED);
        KilledRuns runs = killedRuns("killed", appends);
        for (int kill = 0; kill < KILLS; kill++) {
            runs.killAfter((long) (random.nextDouble() * duration));
        }
    }

    @Test
    void readsTheStandardInputOnceMoreOnlyIfItWasNotPublished() throws IOException {
        String[] command = {"run", "-", "--table", "events", "--pipeline", Undisturbed.PIPELINE};
        CommandLine dlt4j = Undisturbed.home(temporary).reading(events);
        KilledRuns runs = new KilledRuns(dlt4j, appended, command);
        for (String step : List.of(
                "extract.part.written#2",
                "extract.publish.before#1",
                "extract.publish.after#1",
                "load.start#1",
                "duckdb.ingest.after-commit#2",
                "run.report.before#1",
                "run.report.after#1")) {
            runs.killAt(step);
        }
    }

    private static Undisturbed undisturbed(boolean appends) {
        return appends ? appended : replaced;
    }

    private static List<String> fromPublicationOn(List<String> steps) {
        return steps.subList(steps.indexOf("extract.publish.before#1"), steps.size());
    }

    private KilledRuns killedRuns(String name, boolean appends) {
        return new KilledRuns(
                Undisturbed.home(temporary.resolve(name.replace('#', '-'))), undisturbed(appends), command(appends));
    }

    private static String[] command(boolean appends) {
        return new String[] {"run", events.toString(), "--write-disposition", appends ? "append" : "replace"};
    }

    /** From the first step of a run to its end. */
    private static long duration(CommandLine dlt4j, String... command) throws InterruptedException {
        Path trace = dlt4j.directory().resolve("steps");
        CommandLine.Running run =
                dlt4j.with("DLT4J_FAIL_TRACE", trace.toString()).start(command);
        KilledRuns.awaitFirstStep(run, trace);
        long start = System.nanoTime();
        assertThat(run.end().exitCode()).isZero();
        return System.nanoTime() - start;
    }
}
