package io.dlt4j.format.parquet;

import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.LongVector;
import java.io.IOException;

/** A column whose values come as 64-bit integers: takes out the nulls and hands on the others block by block. */
abstract sealed class LongColumn extends ColumnWriter permits BoolColumn, Int32Column, Int64Column, TimestampColumn {

    LongColumn(ParquetColumn column, PageWriter pages) {
        super(column, pages);
    }

    /** Writes the first {@code count} values, which may be changed; all blocks of a page but the last are full. */
    abstract void writeBlock(long[] block, int count) throws IOException;

    @Override
    void writePlain(ColumnVector vector, int from, int to) throws IOException {
        long[] values = column.expect(vector, LongVector.class).values();
        long[] block = pages.block();
        DefinitionLevels levels = pages.levels();
        boolean mixed = levels.isMixed();
        int row = from;
        while (row < to) {
            int count;
            if (mixed) {
                count = 0;
                while (row < to && count < block.length) {
                    block[count] = values[row];
                    count += levels.bit(row - from);
                    row++;
                }
            } else {
                count = Math.min(block.length, to - row);
                System.arraycopy(values, row, block, 0, count);
                row += count;
            }
            writeBlock(block, count);
        }
    }
}
