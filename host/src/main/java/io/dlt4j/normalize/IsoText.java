package io.dlt4j.normalize;

import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Writes dates and times as Python's {@code isoformat} does: microseconds only if there are any, {@code +00:00} for
 * UTC.
 */
final class IsoText {

    private static final int NANOS_PER_MICRO = 1_000;

    private IsoText() {}

    static String text(Timestamp timestamp) {
        StringBuilder out = new StringBuilder(32);
        appendTimestamp(out, timestamp.micros(), timestamp.aware(), timestamp.offsetSeconds());
        return out.toString();
    }

    static String text(LocalDate date) {
        StringBuilder out = new StringBuilder(10);
        appendDate(out, date.toEpochDay());
        return out.toString();
    }

    static String text(LocalTime time) {
        StringBuilder out = new StringBuilder(15);
        appendTime(out, time.toNanoOfDay() / NANOS_PER_MICRO);
        return out.toString();
    }

    /** Appends {@code YYYY-MM-DDTHH:MM:SS[.ffffff][±HH:MM]}; the parameters are those of {@link Timestamp}. */
    static void appendTimestamp(StringBuilder out, long micros, boolean aware, int offsetSeconds) {
        long shown = micros + offsetSeconds * Timestamp.MICROS_PER_SECOND;
        appendDate(out, Math.floorDiv(shown, Timestamp.MICROS_PER_DAY));
        out.append('T');
        appendTime(out, Math.floorMod(shown, Timestamp.MICROS_PER_DAY));
        if (aware) {
            int minutes = Math.abs(offsetSeconds) / 60;
            out.append(offsetSeconds < 0 ? '-' : '+');
            appendDigits(out, minutes / 60, 2);
            out.append(':');
            appendDigits(out, minutes % 60, 2);
        }
    }

    /** Appends {@code YYYY-MM-DD}. */
    static void appendDate(StringBuilder out, long epochDay) {
        int fields = CivilDays.fields(epochDay);
        appendDigits(out, fields / 10_000, 4);
        out.append('-');
        appendDigits(out, fields / 100 % 100, 2);
        out.append('-');
        appendDigits(out, fields % 100, 2);
    }

    /** Appends {@code HH:MM:SS[.ffffff]}. */
    static void appendTime(StringBuilder out, long microsOfDay) {
        int seconds = (int) (microsOfDay / Timestamp.MICROS_PER_SECOND);
        int fraction = (int) (microsOfDay % Timestamp.MICROS_PER_SECOND);
        appendDigits(out, seconds / 3600, 2);
        out.append(':');
        appendDigits(out, seconds / 60 % 60, 2);
        out.append(':');
        appendDigits(out, seconds % 60, 2);
        if (fraction != 0) {
            out.append('.');
            appendDigits(out, fraction, 6);
        }
    }

    private static void appendDigits(StringBuilder out, int value, int digits) {
        int unit = 1;
        for (int i = 1; i < digits; i++) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            out.append((char) ('0' + value / unit % 10));
        }
    }
}
