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

    /** Kills the next run when it reaches a step, given as {@code label#n}. */
    void killAt(String step) throws IOException {
        Ended killed = dlt4j.with("DLT4J_FAIL_AT", step).run(command);
        assertThat(killed.exitCode()).as("at %s: %s", step, killed).isEqualTo(Ended.KILLED);
        completeAndCompare("killed at " + step);
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
