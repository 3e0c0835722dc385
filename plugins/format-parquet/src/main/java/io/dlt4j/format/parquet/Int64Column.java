package io.dlt4j.format.parquet;

import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.LongVector;
import java.io.IOException;

/** 64-bit integers that are stored as they are. */
final class Int64Column extends LongColumn {

    Int64Column(ParquetColumn column, PageWriter pages) {
        super(column, pages);
    }

    @Override
    long plainSize(ColumnVector vector, int from, int to) {
        return (long) pages.levels().present() * Long.BYTES;
    }

    @Override
    void writePlain(ColumnVector vector, int from, int to) throws IOException {
        if (pages.levels().isMixed()) {
            super.writePlain(vector, from, to);
        } else {
            pages.out().putLongs(column.expect(vector, LongVector.class).values(), from, to - from);
        }
    }

    @Override
    void writeBlock(long[] block, int count) throws IOException {
        pages.out().putLongs(block, 0, count);
    }
}
