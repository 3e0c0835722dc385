package io.dlt4j.pack;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The labelled steps at which a crash test kills the process.
 *
 * <p>The environment variable {@code DLT4J_FAIL_AT} holds {@code label} or {@code label#n}: the process sends itself SIGKILL when
 * the step is reached for the n-th time. Without the variable a step costs one field read.
 */
public final class FailPoints {

    private static final @Nullable String ARMED = System.getenv("DLT4J_FAIL_AT");
    private static final ConcurrentHashMap<String, AtomicInteger> REACHED = new ConcurrentHashMap<>();

    private FailPoints() {}

    /** Says that the step {@code label} was reached; does not return if this is where the process is to die. */
    public static void reach(String label) {
        if (ARMED != null) {
            check(ARMED, label);
        }
    }

    private static void check(String armed, String label) {
        int hash = armed.indexOf('#');
        String wanted = hash < 0 ? armed : armed.substring(0, hash);
        int count = hash < 0 ? 1 : Integer.parseInt(armed.substring(hash + 1));
        int reached = REACHED.computeIfAbsent(label, key -> new AtomicInteger()).incrementAndGet();
        if (wanted.equals(label) && reached == count) {
            kill();
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
