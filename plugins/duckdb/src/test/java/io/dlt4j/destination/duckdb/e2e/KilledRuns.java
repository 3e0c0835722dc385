package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dlt4j.destination.duckdb.e2e.CommandLine.Ended;
import io.dlt4j.destination.duckdb.e2e.CommandLine.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A sequence of runs of one command into one dataset, each of which is killed, started again until it ends, and then
 * compared with the undisturbed sequence.
 */
final class KilledRuns {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_REPEATS = 3;

    private final CommandLine dlt4j;
    private final Undisturbed undisturbed;
    private final String[] command;
    private int done;

    KilledRuns(CommandLine dlt4j, Undisturbed undisturbed, String... command) {
        this.dlt4j = dlt4j;
        this.undisturbed = undisturbed;
        this.command = command.clone();
    }

    /** A run that nobody kills. */
    void completeFirst() throws IOException {
        completeAndCompare("undisturbed");
    }

    /**
     * Kills the next run at the first of the steps, the process that goes on with it at the second, and so on. A step that is
     * not reached any more, since what it belongs to is done, ends the run, and the next run is killed at it.
     */
    void killAtEach(List<String> steps) throws IOException {
        for (String step : steps) {
            Ended ended = dlt4j.with("DLT4J_FAIL_AT", step).run(command);
            if (ended.exitCode() == 0) {
                done++;
                compare("not killed at " + step);
                ended = dlt4j.with("DLT4J_FAIL_AT", step).run(command);
            }
            assertThat(ended.exitCode()).as("at %s: %s", step, ended).isEqualTo(Ended.KILLED);
        }
        completeAndCompare("killed at " + steps.get(steps.size() - 1));
    }

    /** Kills the next run when it reaches a step, given as {@code label#n}. */
    void killAt(String step) throws IOException {
        Ended killed = dlt4j.with("DLT4J_FAIL_AT", step).run(command);
        assertThat(killed.exitCode()).as("at %s: %s", step, killed).isEqualTo(Ended.KILLED);
        completeAndCompare("killed at " + step);
    }

    /** Kills the next run that time after it reached its first step, if it has not ended by then. */
    void killAfter(long nanos) throws IOException, InterruptedException {
        Path trace = dlt4j.directory().resolve("steps");
        Files.deleteIfExists(trace);
        Optional<String> before = runId();
        Running run = dlt4j.with("DLT4J_FAIL_TRACE", trace.toString()).start(command);
        awaitFirstStep(run, trace);
        run.process().waitFor(nanos, TimeUnit.NANOSECONDS);
        Ended killed = run.kill();
        List<String> steps = Files.readAllLines(trace);
        String when = "killed " + nanos / 1000 + " us after its first step, after " + steps.get(steps.size() - 1);
        // with the record finished all was done and reported: nothing but the exit code was lost
        if (killed.exitCode() == 0 || !runId().equals(before) && isFinished()) {
            done++;
            compare(when);
        } else {
            assertThat(killed.exitCode()).as("%s: %s", when, killed).isEqualTo(Ended.KILLED);
            completeAndCompare(when);
        }
    }

    private void completeAndCompare(String when) throws IOException {
        Ended ended = dlt4j.run(command);
        for (int repeat = 1; ended.exitCode() != 0; repeat++) {
            assertThat(repeat).as("repeats, %s: %s", when, ended).isLessThan(MAX_REPEATS);
            ended = dlt4j.run(command);
        }
        done++;
        compare(when);
    }

    private void compare(String when) throws IOException {
        try (LoadedDataset dataset = LoadedDataset.of(dlt4j, Undisturbed.PIPELINE)) {
            undisturbed.assertEquals(dataset, done);
        } catch (AssertionError e) {
            throw new AssertionError("run " + done + ", " + when + ": " + e.getMessage(), e);
        }
        assertThat(isFinished()).as("the record of run %s, %s", done, when).isTrue();
        for (String stage : List.of("pending", "writing")) {
            assertThat(entries(dlt4j.pipeline(Undisturbed.PIPELINE).resolve(stage)))
                    .as("%s after run %s, %s", stage, done, when)
                    .isEmpty();
        }
    }

    /** Waits until a process whose steps are recorded has reached one. */
    static void awaitFirstStep(Running run, Path trace) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!Files.exists(trace)) {
            boolean ended = run.process().waitFor(1, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > deadline) {
                throw new AssertionError("reaches no step: " + run.kill());
            }
        }
    }

    private boolean isFinished() throws IOException {
        return record().path("finished").asBoolean();
    }

    private Optional<String> runId() throws IOException {
        return Optional.of(record().path("run_id").asText()).filter(id -> !id.isEmpty());
    }

    private JsonNode record() throws IOException {
        Path file = dlt4j.pipeline(Undisturbed.PIPELINE).resolve("run.json");
        return Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
    }

    private static List<Path> entries(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }
}
