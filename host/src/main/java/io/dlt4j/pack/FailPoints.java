package io.dlt4j.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The labelled steps at which a crash test kills the process.
 *
 * <p>The environment variable {@code DLT4J_FAIL_AT} holds {@code label} or {@code label#n}: the process sends itself SIGKILL when
 * the step is reached for the n-th time. {@code DLT4J_FAIL_TRACE} names a file to which the label of each step is appended
 * when it is reached, so that a test knows what there is to kill at. Without the variables a step costs one field read.
 */
public final class FailPoints {

    private static final @Nullable FailPoints ACTIVE =
            fromEnvironment(System.getenv("DLT4J_FAIL_AT"), System.getenv("DLT4J_FAIL_TRACE"));

    private final String fatal;
    private final int fatalCount;
    private final @Nullable Path trace;
    private final Map<String, Integer> reached = new HashMap<>();

    private FailPoints(String fatal, int fatalCount, @Nullable Path trace) {
        this.fatal = fatal;
        this.fatalCount = fatalCount;
        this.trace = trace;
    }

    private static @Nullable FailPoints fromEnvironment(@Nullable String armed, @Nullable String trace) {
        if (armed == null && trace == null) {
            return null;
        }
        String step = armed == null ? "" : armed;
        int hash = step.indexOf('#');
        return new FailPoints(
                hash < 0 ? step : step.substring(0, hash),
                hash < 0 ? 1 : Integer.parseInt(step.substring(hash + 1)),
                trace == null ? null : Path.of(trace));
    }

    /** Says that the step {@code label} was reached; does not return if this is where the process is to die. */
    public static void reach(String label) {
        FailPoints active = ACTIVE;
        if (active != null) {
            active.check(label);
        }
    }

    /** Steps of several threads are told apart one after the other: the trace has whole lines, the count is exact. */
    private synchronized void check(String label) {
        if (trace != null) {
            append(trace, label);
        }
        if (reached.merge(label, 1, Integer::sum) == fatalCount && label.equals(fatal)) {
            kill();
        }
    }

    private static void append(Path trace, String label) {
        try {
            Files.writeString(trace, label + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A halt would still run the native libraries' exit handlers; only the signal is what an operator does. */
    private static void kill() {
        try {
            new ProcessBuilder(
                            "kill", "-9", Long.toString(ProcessHandle.current().pid()))
                    .start();
            TimeUnit.MINUTES.sleep(1);
        } catch (IOException e) {
            Runtime.getRuntime().halt(137);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(137);
    }
}
