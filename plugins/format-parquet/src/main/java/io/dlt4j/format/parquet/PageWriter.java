package io.dlt4j.format.parquet;

import io.dlt4j.api.format.ColumnVector;
import java.io.IOException;

/**
 * Writes what precedes the values of a page, and holds what the columns of a file share while their pages are written,
 * one after the other.
 */
final class PageWriter {

    /** How many values a column converts at a time; a multiple of 8, as bits are packed block by block. */
    static final int BLOCK = 4096;

    /**
     * How many rows a method handles in a call, where it handles them one by one. A new JVM compiles a method after
     * some hundred calls, but a loop only after 60,000 turns.
     */
    static final int STEP = 32;

    private static final int DATA_PAGE = 0;
    private static final int DICTIONARY_PAGE = 2;

    private final FileOutput out;
    private final ThriftWriter header = new ThriftWriter();
    private final DefinitionLevels levels = new DefinitionLevels();
    private final ByteArrayDictionary dictionary = new ByteArrayDictionary();
    private final long[] block = new long[BLOCK];

    PageWriter(FileOutput out) {
        this.out = out;
    }

    FileOutput out() {
        return out;
    }

    /** Room for {@link #BLOCK} values. */
    long[] block() {
        return block;
    }

    /** The levels of the page for which {@link #read} was called last. */
    DefinitionLevels levels() {
        return levels;
    }

    ByteArrayDictionary dictionary() {
        return dictionary;
    }

    /**
     * Begins a page with rows {@code from} to before {@code to}: reads their levels.
     *
     * @throws io.dlt4j.api.error.DltException if there is a null and the column may hold none
     */
    void read(ParquetColumn column, ColumnVector vector, int from, int to) {
        levels.read(vector, from, to);
        if (levels.nulls() > 0 && !column.isNullable()) {
            throw column.nullValue();
        }
    }

    /** Writes header and levels of the data page that {@link #read} began; {@code valueBytes} of values follow. */
    void writeDataPageHead(ParquetColumn column, Encoding encoding, long valueBytes) throws IOException {
        writeSizes(DATA_PAGE, column.isNullable() ? valueBytes + levels.size() : valueBytes);
        header.struct(5);
        header.int32(1, levels.rows());
        header.int32(2, encoding.id());
        header.int32(3, Encoding.RLE.id());
        header.int32(4, Encoding.RLE.id());
        header.end();
        header.end();
        header.drainTo(out);
        if (column.isNullable()) {
            levels.write(out);
        }
    }

    /** Writes the header of a dictionary page; {@code bytes} of values follow. */
    void writeDictionaryPageHead(int entries, long bytes) throws IOException {
        writeSizes(DICTIONARY_PAGE, bytes);
        header.struct(7);
        header.int32(1, entries);
        header.int32(2, Encoding.PLAIN.id());
        header.end();
        header.end();
        header.drainTo(out);
    }

    private void writeSizes(int pageType, long bytes) {
        int size = Math.toIntExact(bytes);
        header.begin();
        header.int32(1, pageType);
        header.int32(2, size);
        header.int32(3, size);
    }
}
