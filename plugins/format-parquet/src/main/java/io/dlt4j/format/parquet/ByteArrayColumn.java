package io.dlt4j.format.parquet;

import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.format.ColumnVector;
import java.io.IOException;
import java.util.Arrays;

/** Text, JSON and binary: as a dictionary and indices where values repeat, else as they are. */
final class ByteArrayColumn extends ColumnWriter {

    /** A page ends before the value with which it would exceed this. Readers hold a page in memory. */
    private static final int PAGE_BYTES = 1 << 20;

    ByteArrayColumn(ParquetColumn column, PageWriter pages) {
        super(column, pages);
    }

    @Override
    ColumnChunk write(ColumnVector vector, int from, int to) throws IOException {
        ByteArrayDictionary dictionary = pages.dictionary();
        if (!dictionary.build(column.expect(vector, BytesVector.class), from, to)) {
            return super.write(vector, from, to);
        }
        pages.beginChunk();
        FileOutput out = pages.out();
        long start = pages.offset();
        long savedBefore = pages.saved();
        pages.writeDictionaryPageHead(dictionary.entries(), dictionary.entriesSize());
        dictionary.writeEntries(out);
        pages.end();
        long dataStart = pages.offset();
        pages.read(column, vector, from, to);
        pages.writeDataPageHead(column, Encoding.RLE_DICTIONARY, dictionary.indicesSize());
        dictionary.writeIndices(out);
        pages.end();
        return new ColumnChunk(
                start,
                dataStart,
                pages.offset(),
                pages.compression(),
                pages.saved() - savedBefore,
                to - from,
                pages.levels().nulls());
    }

    @Override
    void beginChunk(ColumnVector vector, int from, int to) {
        BytesVector bytes = column.expect(vector, BytesVector.class);
        pages.beginChunk(bytes.data(), bytes.startOf(from), bytes.ends()[to - 1]);
    }

    @Override
    int pageEnd(ColumnVector vector, int from, int to) {
        BytesVector bytes = column.expect(vector, BytesVector.class);
        long limit = (long) bytes.startOf(from) + PAGE_BYTES;
        if (limit >= bytes.ends()[to - 1]) {
            return to;
        }
        int found = Arrays.binarySearch(bytes.ends(), from, to, (int) limit);
        return Math.max(from + 1, found < 0 ? -found - 1 : found + 1);
    }

    @Override
    long plainSize(ColumnVector vector, int from, int to) {
        BytesVector bytes = column.expect(vector, BytesVector.class);
        return (long) pages.levels().present() * Integer.BYTES + bytes.ends()[to - 1] - bytes.startOf(from);
    }

    @Override
    void writePlain(ColumnVector vector, int from, int to) throws IOException {
        BytesVector bytes = column.expect(vector, BytesVector.class);
        boolean mixed = pages.levels().isMixed();
        for (int row = from; row < to; row += PageWriter.STEP) {
            writeStep(bytes, row, Math.min(to, row + PageWriter.STEP), mixed);
        }
    }

    private void writeStep(BytesVector bytes, int from, int to, boolean mixed) throws IOException {
        FileOutput out = pages.out();
        byte[] data = bytes.data();
        int[] ends = bytes.ends();
        int start = bytes.startOf(from);
        for (int row = from; row < to; row++) {
            int end = ends[row];
            if (!mixed || !bytes.isNull(row)) {
                out.putByteArray(data, start, end - start);
            }
            start = end;
        }
    }
}
