package io.dlt4j.format.parquet;

import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.DoubleVector;
import java.io.IOException;

/** Doubles, bit for bit. */
final class DoubleColumn extends ColumnWriter {

    DoubleColumn(ParquetColumn column, PageWriter pages) {
        super(column, pages);
    }

    @Override
    long plainSize(ColumnVector vector, int from, int to) {
        return (long) pages.levels().present() * Double.BYTES;
    }

    @Override
    void writePlain(ColumnVector vector, int from, int to) throws IOException {
        double[] values = column.expect(vector, DoubleVector.class).values();
        long[] block = pages.block();
        DefinitionLevels levels = pages.levels();
        boolean mixed = levels.isMixed();
        int row = from;
        while (row < to) {
            int count = 0;
            while (row < to && count < block.length) {
                block[count] = Double.doubleToRawLongBits(values[row]);
                count += mixed ? levels.bit(row - from) : 1;
                row++;
            }
            pages.out().putLongs(block, 0, count);
        }
    }
}
