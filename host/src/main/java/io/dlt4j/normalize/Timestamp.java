package io.dlt4j.normalize;

/**
 * A point in time, or a local date-time, with microseconds.
 *
 * @param micros microseconds since 1970-01-01T00:00:00, in UTC if {@code aware}, else of the local date-time
 * @param aware whether the value is tied to UTC by an offset
 * @param offsetSeconds the offset from UTC that the text form shows, in whole minutes; 0 unless {@code aware}
 */
record Timestamp(long micros, boolean aware, int offsetSeconds) {

    static final long MICROS_PER_SECOND = 1_000_000L;
    static final int SECONDS_PER_DAY = 86_400;
    static final long MICROS_PER_DAY = SECONDS_PER_DAY * MICROS_PER_SECOND;
    static final long MIN_SECONDS = -62_135_596_800L;
    static final long MAX_SECONDS = 253_402_300_799L;
    static final long MIN_MICROS = MIN_SECONDS * MICROS_PER_SECOND;
    static final long MAX_MICROS = MAX_SECONDS * MICROS_PER_SECOND + (MICROS_PER_SECOND - 1);

    /** What {@link #ofEpochSeconds} returns for seconds outside of the years 1 to 9999. */
    static final long OUT_OF_RANGE = Long.MIN_VALUE;

    Timestamp {
        if (!inRange(micros) || !inRange(micros + offsetSeconds * MICROS_PER_SECOND)) {
            throw new IllegalArgumentException("micros are outside of the years 1 to 9999: " + micros);
        }
        if (!aware && offsetSeconds != 0) {
            throw new IllegalArgumentException("a timestamp without zone has no offset: " + offsetSeconds);
        }
        if (offsetSeconds % 60 != 0 || Math.abs(offsetSeconds) >= SECONDS_PER_DAY) {
            throw new IllegalArgumentException("an offset is whole minutes of less than a day: " + offsetSeconds);
        }
    }

    static Timestamp utc(long micros) {
        return new Timestamp(micros, true, 0);
    }

    static Timestamp local(long micros) {
        return new Timestamp(micros, false, 0);
    }

    /** Whether the microseconds lie in the years 1 to 9999, the range of dlt and of its text forms. */
    static boolean inRange(long micros) {
        return micros >= MIN_MICROS && micros <= MAX_MICROS;
    }

    /** The microseconds of epoch seconds, rounded half-even; {@link #OUT_OF_RANGE} for what no timestamp can hold. */
    static long ofEpochSeconds(double seconds) {
        if (!(seconds >= MIN_SECONDS && seconds <= MAX_SECONDS + 1)) {
            return OUT_OF_RANGE;
        }
        long whole = (long) seconds;
        long micros = whole * MICROS_PER_SECOND + (long) Math.rint((seconds - whole) * MICROS_PER_SECOND);
        return inRange(micros) ? micros : OUT_OF_RANGE;
    }

    /** The microseconds of epoch seconds; {@link #OUT_OF_RANGE} for what no timestamp can hold. */
    static long ofEpochSeconds(long seconds) {
        return seconds >= MIN_SECONDS && seconds <= MAX_SECONDS ? seconds * MICROS_PER_SECOND : OUT_OF_RANGE;
    }

    /** The same time as a column keeps it: in UTC, with or without zone. A value without zone is taken as UTC. */
    Timestamp inColumn(boolean timezone) {
        return aware == timezone && offsetSeconds == 0 ? this : new Timestamp(micros, timezone, 0);
    }

    /** The date in UTC, as days since 1970-01-01. */
    long epochDay() {
        return Math.floorDiv(micros, MICROS_PER_DAY);
    }
}
