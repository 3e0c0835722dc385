package io.dlt4j.format.parquet;

import io.dlt4j.api.format.ColumnVector;
import java.io.IOException;

/** Writes one column's part of each row group. */
abstract sealed class ColumnWriter permits ByteArrayColumn, DecimalColumn, DoubleColumn, LongColumn {

    final ParquetColumn column;
    final PageWriter pages;

    ColumnWriter(ParquetColumn column, PageWriter pages) {
        this.column = column;
        this.pages = pages;
    }

    /** The writer for a column, by its type. */
    static ColumnWriter of(ParquetColumn column, PageWriter pages) {
        LogicalType logical = column.logical();
        if (logical instanceof LogicalType.Decimal decimal) {
            return new DecimalColumn(column, decimal, pages);
        }
        if (logical instanceof LogicalType.Timestamp timestamp && timestamp.unit() != TimestampUnit.MICROS) {
            return new TimestampColumn(column, timestamp.unit(), pages);
        }
        return switch (column.physical()) {
            case BOOLEAN -> new BoolColumn(column, pages);
            case INT32 -> new Int32Column(column, pages);
            case INT64 -> new Int64Column(column, pages);
            case DOUBLE -> new DoubleColumn(column, pages);
            case BYTE_ARRAY -> new ByteArrayColumn(column, pages);
            case FIXED_LEN_BYTE_ARRAY -> throw new IllegalArgumentException("only decimals are of fixed length");
        };
    }

    /** Writes rows {@code from} to before {@code to} as a column chunk. */
    ColumnChunk write(ColumnVector vector, int from, int to) throws IOException {
        beginChunk(vector, from, to);
        long start = pages.offset();
        long savedBefore = pages.saved();
        int nulls = 0;
        int row = from;
        while (row < to) {
            int end = pageEnd(vector, row, to);
            pages.read(column, vector, row, end);
            pages.writeDataPageHead(column, Encoding.PLAIN, plainSize(vector, row, end));
            if (pages.levels().present() > 0) {
                writePlain(vector, row, end);
            }
            pages.end();
            nulls += pages.levels().nulls();
            row = end;
        }
        return new ColumnChunk(
                start, start, pages.offset(), pages.compression(), pages.saved() - savedBefore, to - from, nulls);
    }

    /** Decides how the pages with rows {@code from} to before {@code to} are compressed. */
    void beginChunk(ColumnVector vector, int from, int to) {
        pages.beginChunk();
    }

    /** The row behind the last one of the page that begins with {@code from}. */
    int pageEnd(ColumnVector vector, int from, int to) {
        return to;
    }

    /** The bytes of the values in rows {@code from} to before {@code to}, whose levels were read. */
    abstract long plainSize(ColumnVector vector, int from, int to);

    /** Writes the values of rows {@code from} to before {@code to}, whose levels were read, in PLAIN encoding. */
    abstract void writePlain(ColumnVector vector, int from, int to) throws IOException;
}
