package io.dlt4j.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.crash.Program.Ended;
import io.dlt4j.crash.Program.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A directory in which a scenario is run, with its dataset. */
final class Home {

    private static final int MAX_REPEATS = 3;

    private final CrashDatabase database;
    private final Path home;
    private final Program program;
    private final String[] command;

    Home(CrashDatabase database, Scenario scenario, Path home) throws IOException {
        this.database = database;
        this.home = Files.createDirectories(home);
        Map<String, String> environment = new HashMap<>(scenario.environment(database.type()));
        environment.putAll(database.environment(home));
        this.program = Program.in(home, database.classPath(), environment);
        this.command = scenario.command(database.type());
    }

    Program program() {
        return program;
    }

    String[] command() {
        return command.clone();
    }

    Content content() throws SQLException {
        try (Connection connection = database.connect(home)) {
            return Content.read(connection, database.dataset(home));
        }
    }

    /** Runs to the step, given as {@code label#n}, and dies there; false if the run ended before. */
    boolean killAt(String step) {
        Ended ended = program.with("DLT4J_FAIL_AT", step).run(command);
        if (ended.exitCode() == 0) {
            return false;
        }
        assertThat(ended.exitCode()).as("at %s: %s", step, ended).isEqualTo(Ended.KILLED);
        return true;
    }

    /** Dies that time after the first step; false if the run ended, or had nothing left to do but to end. */
    boolean killAfter(long nanos) throws IOException, InterruptedException {
        Path trace = home.resolve("steps");
        Files.deleteIfExists(trace);
        String before = record();
        Running running = program.with("DLT4J_FAIL_TRACE", trace.toString()).start(command);
        // a process that finds everything done may reach no step
        Ended ended;
        if (awaitFirstStep(running, trace)) {
            running.process().waitFor(nanos, TimeUnit.NANOSECONDS);
            ended = running.kill();
        } else {
            ended = running.end();
        }
        if (ended.exitCode() == 0 || !record().equals(before) && isFinished()) {
            return false;
        }
        assertThat(ended.exitCode()).as("after %s ns: %s", nanos, ended).isEqualTo(Ended.KILLED);
        return true;
    }

    /** Runs until the command ends by itself with success. */
    void complete() {
        Ended ended = program.run(command);
        for (int repeat = 1; ended.exitCode() != 0; repeat++) {
            assertThat(repeat).as("repeats: %s", ended).isLessThan(MAX_REPEATS);
            ended = program.run(command);
        }
    }

    /** Compares the dataset and the working directory with what an undisturbed run leaves. */
    void compare(Content expected, String when) throws IOException, SQLException {
        Content actual;
        try {
            actual = content();
        } catch (AssertionError e) {
            throw new AssertionError(when + ": " + e.getMessage(), e);
        }
        assertThat(actual.rows().keySet())
                .as("tables, %s", when)
                .isEqualTo(expected.rows().keySet());
        expected.rows()
                .forEach((table, rows) -> assertThat(actual.rows().get(table))
                        .as("rows of %s, %s", table, when)
                        .isEqualTo(rows));
        assertThat(actual.system()).as("system tables, %s", when).isEqualTo(expected.system());
        assertThat(isFinished()).as("the record of the run, %s", when).isTrue();
        for (String stage : List.of("pending", "writing")) {
            assertThat(entries(program.pipeline(Scenario.PIPELINE).resolve(stage)))
                    .as("%s, %s", stage, when)
                    .isEmpty();
        }
    }

    /** Removes all of it. */
    void discard() throws IOException, SQLException {
        database.discard(home);
        try (Stream<Path> entries = Files.walk(home)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }

    /** Waits until a process whose steps are recorded has reached one; false if it ended without. */
    static boolean awaitFirstStep(Running running, Path trace) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        try {
            while (!Files.exists(trace)) {
                if (running.process().waitFor(1, TimeUnit.MILLISECONDS)) {
                    return Files.exists(trace);
                }
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("reaches no step: " + running.kill());
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean isFinished() throws IOException {
        return record().matches("(?s).*\"finished\"\\s*:\\s*true.*");
    }

    private String record() throws IOException {
        Path file = program.pipeline(Scenario.PIPELINE).resolve("run.json");
        return Files.exists(file) ? Files.readString(file) : "";
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
