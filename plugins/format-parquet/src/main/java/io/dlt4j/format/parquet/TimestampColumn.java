package io.dlt4j.format.parquet;

import io.dlt4j.api.format.ColumnVector;
import java.io.IOException;

/** Timestamps in another unit than the microseconds that they come in. */
final class TimestampColumn extends LongColumn {

    private static final long FACTOR = 1000;

    private final TimestampUnit unit;

    TimestampColumn(ParquetColumn column, TimestampUnit unit, PageWriter pages) {
        super(column, pages);
        this.unit = unit;
    }

    @Override
    long plainSize(ColumnVector vector, int from, int to) {
        return (long) pages.levels().present() * Long.BYTES;
    }

    @Override
    void writeBlock(long[] block, int count) throws IOException {
        if (unit == TimestampUnit.NANOS) {
            toNanos(block, count);
        } else {
            for (int index = 0; index < count; index++) {
                block[index] = Math.floorDiv(block[index], FACTOR);
            }
        }
        pages.out().putLongs(block, 0, count);
    }

    private void toNanos(long[] block, int count) {
        for (int index = 0; index < count; index++) {
            long micros = block[index];
            if (micros > Long.MAX_VALUE / FACTOR || micros < Long.MIN_VALUE / FACTOR) {
                throw column.tooLarge(micros + " microseconds since 1970");
            }
            block[index] = micros * FACTOR;
        }
    }
}
