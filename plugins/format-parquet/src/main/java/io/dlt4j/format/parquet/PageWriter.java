package io.dlt4j.format.parquet;

import io.dlt4j.api.format.ColumnVector;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

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

    private final FileOutput file;
    private final FileOutput body;
    private final PageBytes page = new PageBytes();
    private final @Nullable PageCodec codec;
    private boolean isStored;
    private final ThriftWriter header = new ThriftWriter();
    private final DefinitionLevels levels = new DefinitionLevels();
    private final ByteArrayDictionary dictionary = new ByteArrayDictionary();
    private final long[] block = new long[BLOCK];
    private int pageType;
    private int pageEntries;
    private Encoding pageEncoding = Encoding.PLAIN;
    private long saved;

    PageWriter(FileOutput file, Compression compression) {
        this.file = file;
        this.codec = compression == Compression.SNAPPY ? new PageCodec() : null;
        this.body = codec == null ? file : new FileOutput(page);
    }

    /** Where the content of a page goes: to the file, or to where it is compressed when it ends. */
    FileOutput out() {
        return body;
    }

    /** Where in the file the next page begins. */
    long offset() {
        return file.offset();
    }

    /** By how many bytes the pages so far are smaller in the file than they were. */
    long saved() {
        return saved;
    }

    /** How the pages of this column chunk are compressed. */
    Compression compression() {
        return codec == null || isStored ? Compression.UNCOMPRESSED : Compression.SNAPPY;
    }

    /** Begins a column chunk, whose pages are compressed if the file's are. */
    void beginChunk() {
        isStored = false;
    }

    /** Begins a column chunk; its pages are stored as they are if a sample shows that compressing them is not worth it. */
    void beginChunk(byte[] values, int from, int to) {
        isStored = codec != null && !codec.isWorthwhile(values, from, to);
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

    /** Begins the content of the data page that {@link #read} began; {@code valueBytes} of values follow, then {@link #end}. */
    void writeDataPageHead(ParquetColumn column, Encoding encoding, long valueBytes) throws IOException {
        begin(
                DATA_PAGE,
                levels.rows(),
                encoding,
                Math.toIntExact(column.isNullable() ? valueBytes + levels.size() : valueBytes));
        if (column.isNullable()) {
            levels.write(body);
        }
    }

    /** Begins a dictionary page; {@code bytes} of values follow, then {@link #end}. */
    void writeDictionaryPageHead(int entries, long bytes) throws IOException {
        begin(DICTIONARY_PAGE, entries, Encoding.PLAIN, Math.toIntExact(bytes));
    }

    private void begin(int type, int entries, Encoding encoding, int size) throws IOException {
        pageType = type;
        pageEntries = entries;
        pageEncoding = encoding;
        if (codec == null) {
            writeHeader(size, size);
        }
    }

    /** Ends a page: its content is complete. */
    void end() throws IOException {
        if (codec == null) {
            return;
        }
        body.flush();
        if (isStored) {
            writeHeader(page.size(), page.size());
            file.putBytes(page.bytes(), 0, page.size());
        } else {
            int size = codec.compress(page.bytes(), page.size());
            writeHeader(page.size(), size);
            file.putBytes(codec.bytes(), 0, size);
            saved += page.size() - size;
        }
        page.clear();
    }

    /** {@code PageHeader} of parquet.thrift. */
    private void writeHeader(int size, int compressedSize) throws IOException {
        header.begin();
        header.int32(1, pageType);
        header.int32(2, size);
        header.int32(3, compressedSize);
        boolean data = pageType == DATA_PAGE;
        header.struct(data ? 5 : 7);
        header.int32(1, pageEntries);
        header.int32(2, pageEncoding.id());
        if (data) {
            header.int32(3, Encoding.RLE.id());
            header.int32(4, Encoding.RLE.id());
        }
        header.end();
        header.end();
        header.drainTo(file);
    }
}
