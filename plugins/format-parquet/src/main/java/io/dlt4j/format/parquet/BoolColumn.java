package io.dlt4j.format.parquet;

import io.dlt4j.api.format.ColumnVector;
import java.io.IOException;

/** Booleans, a bit each. */
final class BoolColumn extends LongColumn {

    BoolColumn(ParquetColumn column, PageWriter pages) {
        super(column, pages);
    }

    @Override
    long plainSize(ColumnVector vector, int from, int to) {
        return (pages.levels().present() + 7) / 8;
    }

    @Override
    void writeBlock(long[] block, int count) throws IOException {
        pages.out().putBits(block, count);
    }
}
