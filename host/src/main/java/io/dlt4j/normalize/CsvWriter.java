package io.dlt4j.normalize;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.format.ColumnBatch;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.normalize.CsvOptions.Quoting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes one CSV file, with the quotes that Python's {@code csv} module sets. */
final class CsvWriter implements FileFormatWriter {

    private static final byte[] NOTHING = new byte[0];

    private final TextOutput out;
    private final List<ColumnSchema> columns;
    private final DataType[] types;
    private final CsvOptions options;
    /** The bytes with which a value must stand in quotes. */
    private final boolean[] special = new boolean[256];

    private final StringBuilder text = new StringBuilder(64);

    CsvWriter(TextOutput out, List<ColumnSchema> columns, CsvOptions options) throws IOException {
        this.out = out;
        this.columns = List.copyOf(columns);
        this.options = options;
        this.types =
                columns.stream().map(column -> column.dataType().orElseThrow()).toArray(DataType[]::new);
        special[options.delimiter()] = true;
        ("\"\r\n" + options.lineEnd()).chars().forEach(c -> special[c] = true);
        if (options.header()) {
            for (int index = 0; index < types.length; index++) {
                byte[] name = columns.get(index).name().getBytes(StandardCharsets.UTF_8);
                separate(index);
                put(index, name, 0, name.length, true);
            }
            out.putAscii(options.lineEnd());
        }
    }

    @Override
    public void write(ColumnBatch batch) throws IOException {
        ColumnVector[] vectors = batch.columns().toArray(ColumnVector[]::new);
        for (int row = 0; row < batch.rows(); row++) {
            for (int index = 0; index < types.length; index++) {
                separate(index);
                cell(index, vectors[index], row);
            }
            out.putAscii(options.lineEnd());
        }
    }

    private void separate(int index) throws IOException {
        if (index > 0) {
            out.put(options.delimiter());
        }
    }

    private void cell(int index, ColumnVector vector, int row) throws IOException {
        if (vector.isNull(row)) {
            put(index, NOTHING, 0, 0, true);
        } else if (vector instanceof BytesVector bytes) {
            if (types[index] == DataType.BINARY) {
                byte[] decoded = decoded(index, bytes, row);
                put(index, decoded, 0, decoded.length, true);
            } else {
                put(index, bytes.data(), bytes.startOf(row), bytes.ends()[row], true);
            }
        } else {
            text.setLength(0);
            CellText.append(text, columns.get(index), vector, row, ' ');
            byte[] ascii = text.toString().getBytes(StandardCharsets.US_ASCII);
            put(index, ascii, 0, ascii.length, !CellText.isNumber(types[index]));
        }
    }

    /** @param isText whether the value is no number */
    private void put(int index, byte[] data, int from, int to, boolean isText) throws IOException {
        if (!isQuoted(index, data, from, to, isText)) {
            out.put(data, from, to);
            return;
        }
        out.put('"');
        int start = from;
        for (int at = from; at < to; at++) {
            if (data[at] == '"') {
                out.put(data, start, at + 1);
                start = at;
            }
        }
        out.put(data, start, to);
        out.put('"');
    }

    private boolean isQuoted(int index, byte[] data, int from, int to, boolean isText) {
        Quoting quoting = options.quoting();
        if (quoting == Quoting.QUOTE_ALL || quoting == Quoting.QUOTE_NEEDED && isText) {
            return true;
        }
        if (!needsQuotes(data, from, to)) {
            return false;
        }
        if (quoting == Quoting.QUOTE_NONE) {
            throw new DltException(
                    NormalizeError.NORMALIZE_VALUE_UNWRITABLE,
                    "A value of column '" + columns.get(index).name()
                            + "' can only be written in quotes, and data_writer.quoting is quote_none.",
                    "Set data_writer.quoting to quote_minimal, or choose another delimiter.");
        }
        return true;
    }

    /** A line that would be empty needs them too. */
    private boolean needsQuotes(byte[] data, int from, int to) {
        for (int at = from; at < to; at++) {
            if (special[data[at] & 0xFF]) {
                return true;
            }
        }
        return from == to && types.length == 1;
    }

    private byte[] decoded(int index, BytesVector bytes, int row) {
        try {
            ByteBuffer value = ByteBuffer.wrap(bytes.data(), bytes.startOf(row), bytes.length(row));
            String decoded = options.bytesEncoding().newDecoder().decode(value).toString();
            return decoded.getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new DltException(
                    NormalizeError.NORMALIZE_VALUE_UNWRITABLE,
                    "A value of the binary column '" + columns.get(index).name() + "' is no text in "
                            + options.bytesEncoding().name() + ", and CSV has no bytes.",
                    "Choose another file format, or set data_writer.bytes_encoding to an encoding that reads all bytes,"
                            + " for example iso-8859-1.",
                    e);
        }
    }

    @Override
    public void finish() throws IOException {
        out.finish();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
