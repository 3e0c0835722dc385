package io.dlt4j.format.parquet;

/**
 * One column's part of a row group, as it lies in the file.
 *
 * @param start where its first page begins
 * @param dataStart where its first data page begins; the same, unless a dictionary page comes first
 * @param end where its last page ends
 * @param compression of its pages
 * @param saved by how many bytes compression has made its pages smaller
 * @param rows all rows
 * @param nulls the rows without value
 */
record ColumnChunk(long start, long dataStart, long end, Compression compression, long saved, int rows, int nulls) {

    /** The bytes in the file. */
    long size() {
        return end - start;
    }

    /** The bytes that they stand for. */
    long uncompressedSize() {
        return size() + saved;
    }

    /** Writes {@code ColumnChunk} of parquet.thrift. */
    void write(ParquetColumn column, ThriftWriter thrift) {
        boolean hasDictionary = dataStart > start;
        thrift.begin();
        thrift.int64(2, 0);
        thrift.struct(3);
        thrift.int32(1, column.physical().id());
        thrift.list(2, ThriftWriter.INT32, hasDictionary ? 3 : 2);
        thrift.element(Encoding.PLAIN.id());
        thrift.element(Encoding.RLE.id());
        if (hasDictionary) {
            thrift.element(Encoding.RLE_DICTIONARY.id());
        }
        thrift.list(3, ThriftWriter.BINARY, 1);
        thrift.element(column.nameBytes());
        thrift.int32(4, compression.id());
        thrift.int64(5, rows);
        thrift.int64(6, uncompressedSize());
        thrift.int64(7, size());
        thrift.int64(9, dataStart);
        if (hasDictionary) {
            thrift.int64(11, start);
        }
        thrift.struct(12);
        thrift.int64(3, nulls);
        thrift.end();
        thrift.end();
        thrift.end();
    }
}
