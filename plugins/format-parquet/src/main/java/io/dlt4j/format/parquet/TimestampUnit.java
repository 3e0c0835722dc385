package io.dlt4j.format.parquet;

import java.util.Locale;

/** The units of a timestamp; the ids are those of the union {@code TimeUnit} in parquet.thrift. */
enum TimestampUnit {
    MILLIS(1),
    MICROS(2),
    NANOS(3);

    private final int id;

    TimestampUnit(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }

    /** The unit for that many digits of a second. */
    static TimestampUnit of(int precision) {
        return precision <= 3 ? MILLIS : precision <= 6 ? MICROS : NANOS;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
