package io.dlt4j.format.parquet;

import io.dlt4j.api.format.ColumnVector;
import java.io.IOException;

/** Dates, and integers of up to 32 bits. */
final class Int32Column extends LongColumn {

    private final int unusedBits;

    Int32Column(ParquetColumn column, PageWriter pages) {
        super(column, pages);
        this.unusedBits =
                Long.SIZE - (column.logical() instanceof LogicalType.Int number ? number.bits() : Integer.SIZE);
    }

    @Override
    long plainSize(ColumnVector vector, int from, int to) {
        return (long) pages.levels().present() * Integer.BYTES;
    }

    @Override
    void writeBlock(long[] block, int count) throws IOException {
        for (int index = 0; index < count; index++) {
            long value = block[index];
            if (value << unusedBits >> unusedBits != value) {
                throw column.tooLarge(value);
            }
        }
        pages.out().putInts(block, count);
    }
}
