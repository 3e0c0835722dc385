package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.destination.duckdb.e2e.CommandLine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Extract, normalize and load as processes of their own, each killed at each of its steps in turn. */
@Execution(ExecutionMode.CONCURRENT)
class StageCrashIT {

    @TempDir
    private Path temporary;

    private CommandLine dlt4j;
    private Undisturbed undisturbed;
    private String[] extract;
    private int extracted;

    @BeforeEach
    void runUndisturbed() throws IOException {
        String events = Undisturbed.writeEvents(temporary).toString();
        extract = new String[] {"extract", events, "--destination", "duckdb"};
        undisturbed = Undisturbed.of(Undisturbed.home(temporary.resolve("undisturbed")), true, "run", events);
        dlt4j = Undisturbed.home(temporary.resolve("killed"));
    }

    @Test
    void loadsEachRowOnceWhicheverStepKillsAStage() throws IOException {
        Set<String> extractSteps = steps(extract);
        extracted++;
        Set<String> normalizeSteps = steps(normalize());
        Set<String> loadSteps = steps(load());
        assertLoaded("undisturbed");
        // Only a first load makes the file and remembers that the pipeline has run.
        loadSteps.removeIf(step -> step.startsWith("duckdb.create.") || step.startsWith("live.save."));

        for (String step : extractSteps) {
            kill(step, extract);
            if (isPending()) {
                extracted++;
                complete();
                assertLoaded("killed at " + step);
            }
        }
        for (String step : normalizeSteps) {
            extractIfNothingIsPending();
            kill(step, normalize());
        }
        for (String step : loadSteps) {
            extractIfNothingIsPending();
            run(normalize());
            Ended ended = dlt4j.with("DLT4J_FAIL_AT", step).run(load());
            if (ended.exitCode() == 0) {
                assertLoaded("the step " + step + " was done");
                extractIfNothingIsPending();
                run(normalize());
                kill(step, load());
            } else {
                assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(Ended.KILLED);
            }
        }
        complete();
        assertLoaded("killed at each step of normalize and load");
    }

    private static String[] normalize() {
        return new String[] {"normalize", "--pipeline", Undisturbed.PIPELINE};
    }

    private static String[] load() {
        return new String[] {"load", "--pipeline", Undisturbed.PIPELINE};
    }

    private Set<String> steps(String... command) throws IOException {
        Path trace = temporary.resolve(command[0]);
        Ended ended = dlt4j.with("DLT4J_FAIL_TRACE", trace.toString()).run(command);
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        return new LinkedHashSet<>(Files.readAllLines(trace));
    }

    private void kill(String step, String... command) {
        Ended killed = dlt4j.with("DLT4J_FAIL_AT", step).run(command);
        assertThat(killed.exitCode()).as("at %s: %s", step, killed).isEqualTo(Ended.KILLED);
    }

    private void run(String... command) {
        Ended ended = dlt4j.run(command);
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
    }

    private void complete() {
        run(normalize());
        run(load());
    }

    private void extractIfNothingIsPending() throws IOException {
        if (!isPending()) {
            run(extract);
            extracted++;
        }
    }

    private boolean isPending() throws IOException {
        Path pending = dlt4j.pipeline(Undisturbed.PIPELINE).resolve("pending");
        if (!Files.exists(pending)) {
            return false;
        }
        try (Stream<Path> batches = Files.list(pending)) {
            return batches.findAny().isPresent();
        }
    }

    private void assertLoaded(String when) throws IOException {
        assertThat(isPending()).as(when).isFalse();
        try (LoadedDataset dataset = LoadedDataset.of(dlt4j, Undisturbed.PIPELINE)) {
            undisturbed.assertEquals(dataset, extracted);
        } catch (AssertionError e) {
            throw new AssertionError("after " + extracted + " loads, " + when + ": " + e.getMessage(), e);
        }
    }
}
