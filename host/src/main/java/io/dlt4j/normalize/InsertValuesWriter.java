package io.dlt4j.normalize;

import io.dlt4j.api.capability.SqlLiterals;
import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.format.ColumnBatch;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

/** Writes one INSERT statement. */
final class InsertValuesWriter implements FileFormatWriter {

    private static final HexFormat HEX = HexFormat.of();

    private final TextOutput out;
    private final List<ColumnSchema> columns;
    private final DataType[] types;
    /** Whether backslashes and line ends are escaped in texts. */
    private final boolean escapes;

    private final StringBuilder text = new StringBuilder(64);
    private boolean hasRows;

    InsertValuesWriter(TextOutput out, List<ColumnSchema> columns, SqlLiterals literals) throws IOException {
        this.out = out;
        this.columns = List.copyOf(columns);
        this.types =
                columns.stream().map(column -> column.dataType().orElseThrow()).toArray(DataType[]::new);
        this.escapes = literals == SqlLiterals.POSTGRES;
        out.putAscii("INSERT INTO {}(");
        for (int index = 0; index < types.length; index++) {
            out.putAscii(index == 0 ? "" : ",");
            out.putText(identifier(columns.get(index).name()));
        }
        out.putAscii(")\nVALUES\n");
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void write(ColumnBatch batch) throws IOException {
        ColumnVector[] vectors = batch.columns().toArray(ColumnVector[]::new);
        for (int row = 0; row < batch.rows(); row++) {
            out.putAscii(hasRows ? ",\n(" : "(");
            hasRows = true;
            for (int index = 0; index < types.length; index++) {
                out.putAscii(index == 0 ? "" : ",");
                value(index, vectors[index], row);
            }
            out.put(')');
        }
    }

    private void value(int index, ColumnVector vector, int row) throws IOException {
        if (vector.isNull(row)) {
            out.putAscii("NULL");
        } else if (vector instanceof BytesVector bytes) {
            if (types[index] == DataType.BINARY) {
                out.putAscii(escapes ? "'\\x" : "X'");
                out.putAscii(HEX.formatHex(bytes.data(), bytes.startOf(row), bytes.ends()[row]));
                out.put('\'');
            } else {
                text(bytes.data(), bytes.startOf(row), bytes.ends()[row]);
            }
        } else {
            text.setLength(0);
            CellText.append(text, columns.get(index), vector, row, 'T');
            String quote = CellText.isNumber(types[index]) ? "" : "'";
            out.putAscii(quote);
            out.putAscii(text);
            out.putAscii(quote);
        }
    }

    private void text(byte[] data, int from, int to) throws IOException {
        out.putAscii(escapes ? "E'" : "'");
        int start = from;
        for (int at = from; at < to; at++) {
            String escape = escape(data[at]);
            if (!escape.isEmpty()) {
                out.put(data, start, at);
                out.putAscii(escape);
                start = at + 1;
            }
        }
        out.put(data, start, to);
        out.put('\'');
    }

    /** What stands for a character in a text; empty for the character itself. */
    private String escape(byte c) {
        return switch (c) {
            case '\'' -> "''";
            case '\\' -> escapes ? "\\\\" : "";
            case '\n' -> escapes ? "\\n" : "";
            case '\r' -> escapes ? "\\r" : "";
            default -> "";
        };
    }

    @Override
    public void finish() throws IOException {
        out.putAscii(hasRows ? ";" : "");
        out.finish();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
