package io.dlt4j.cli;

/** Sizes, rates and times as people read them. */
final class Quantity {

    private static final String[] SIZES = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final int STEP = 1000;
    private static final double NANOS = 1e9;
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;

    private Quantity() {}

    /** With a decimal unit and three digits, for example {@code 12.3 MB}. */
    static String bytes(long count) {
        double value = count;
        int unit = 0;
        while (value >= STEP - 0.5 && unit < SIZES.length - 1) {
            value /= STEP;
            unit++;
        }
        return (unit == 0 ? String.valueOf(count) : digits(value)) + " " + SIZES[unit];
    }

    /** For example {@code 45.1 MB/s}. */
    static String rate(long bytes, long nanos) {
        return bytes((long) (bytes / Math.max(nanos / NANOS, 1e-3))) + "/s";
    }

    /** For example {@code 0.84 s}, {@code 12.3 s} or {@code 3 min 12 s}. */
    static String time(long nanos) {
        double seconds = nanos / NANOS;
        long whole = Math.round(seconds);
        if (whole < MINUTE) {
            return digits(seconds) + " s";
        }
        if (whole < HOUR) {
            return whole / MINUTE + " min " + whole % MINUTE + " s";
        }
        return whole / HOUR + " h " + whole % HOUR / MINUTE + " min";
    }

    /** The largest unit of an age, for example {@code 3 minutes}. */
    static String age(long seconds) {
        if (seconds < MINUTE) {
            return count(seconds, "second");
        }
        if (seconds < HOUR) {
            return count(seconds / MINUTE, "minute");
        }
        return seconds < 24 * HOUR ? count(seconds / HOUR, "hour") : count(seconds / (24 * HOUR), "day");
    }

    /** For example {@code 1 row} or {@code 2 rows}. */
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Three digits, but no less than the whole number; no more than two behind the point. */
    private static String digits(double value) {
        int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
        long scale = decimals == 2 ? 100 : decimals == 1 ? 10 : 1;
        long scaled = Math.round(value * scale);
        if (decimals == 0) {
            return String.valueOf(scaled);
        }
        String fraction = String.valueOf(scaled % scale);
        return scaled / scale + "." + "0".repeat(decimals - fraction.length()) + fraction;
    }
}
