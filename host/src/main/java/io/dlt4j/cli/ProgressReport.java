package io.dlt4j.cli;

import io.dlt4j.pack.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells people how far a step is, at most once in an interval and not before the first one has passed. Driven by the updates
 * alone: it has no thread. Thread-safe.
 */
final class ProgressReport implements Progress {

    private static final long TERMINAL_NANOS = 100_000_000L;
    private static final long PLAIN_NANOS = 2_000_000_000L;
    private static final int NAME_WIDTH = 28;
    private static final int PERCENT = 100;

    private final LongSupplier clock;
    private final long interval;
    private final Consumer<String> lines;
    private final boolean summaries;
    private final Deque<Step> steps = new ArrayDeque<>();
    private long lastTold;
    private boolean started;

    private ProgressReport(LongSupplier clock, long interval, Consumer<String> lines, boolean summaries) {
        this.clock = clock;
        this.interval = interval;
        this.lines = lines;
        this.summaries = summaries;
    }

    /** On a line of a terminal that is written again and again; an empty text ends a step. */
    static ProgressReport onTerminal(LongSupplier nanoClock, Consumer<String> line) {
        return new ProgressReport(nanoClock, TERMINAL_NANOS, line, false);
    }

    /** In lines, as a log keeps them; what is done within two seconds is not mentioned. */
    static ProgressReport inLines(LongSupplier nanoClock, Consumer<String> lines) {
        return new ProgressReport(nanoClock, PLAIN_NANOS, lines, true);
    }

    @Override
    public synchronized void begin(String step, long total) {
        long now = clock.getAsLong();
        if (!started) {
            started = true;
            lastTold = now;
        }
        steps.push(new Step(step, total, now));
    }

    @Override
    public synchronized void advance(String step, String table, long count) {
        for (Step begun : steps) {
            if (begun.name.equals(step)) {
                begun.done += count;
                begun.table = table;
                tell(begun);
                return;
            }
        }
    }

    @Override
    public synchronized void end(String step) {
        for (Step begun : steps) {
            if (begun.name.equals(step)) {
                steps.remove(begun);
                if (!summaries) {
                    lines.accept("");
                } else if (begun.told) {
                    lines.accept(begun.summary(clock.getAsLong()));
                }
                return;
            }
        }
    }

    private void tell(Step step) {
        long now = clock.getAsLong();
        if (now - lastTold >= interval) {
            lastTold = now;
            step.told = true;
            lines.accept(step.text(now));
        }
    }

    /** A step that has begun. */
    private static final class Step {

        private final String name;
        private final long total;
        private final long begun;
        private long done;
        private String table = "";
        private boolean told;

        Step(String name, long total, long begun) {
            this.name = name;
            this.total = total;
            this.begun = begun;
        }

        String text(long now) {
            return amount(now) + (countsJobs() ? "" : ", " + cut(table)) + ", " + Quantity.time(now - begun);
        }

        String summary(long now) {
            return amount(now) + ", ended after " + Quantity.time(now - begun);
        }

        private String amount(long now) {
            if (countsJobs()) {
                return name + ": " + Math.min(done, total) + " of " + Quantity.count(total, "job");
            }
            String amount = total > 0
                    ? Math.min(PERCENT, done * PERCENT / total) + "% of " + Quantity.bytes(total)
                    : Quantity.bytes(done);
            return name + ": " + amount + ", " + Quantity.rate(done, now - begun);
        }

        private boolean countsJobs() {
            return name.equals("load");
        }

        private static String cut(String table) {
            return table.length() <= NAME_WIDTH ? table : table.substring(0, NAME_WIDTH - 1) + "…";
        }
    }
}
