package io.dlt4j.normalize;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.ColumnBatch;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.format.PgCopyHeader;
import io.dlt4j.api.schema.ColumnSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes one file of the {@code pgcopy} format. */
final class PgCopyWriter implements FileFormatWriter {

    private static final int NULL = -1;
    private static final int TRAILER = -1;

    /** The most fields of a row that the stream has a number for. */
    private static final int MAX_COLUMNS = Short.MAX_VALUE;

    private final List<ColumnSchema> columns;
    private final PgType[] types;
    private final PgCopyOutput out;

    PgCopyWriter(Path file, List<ColumnSchema> columns) throws IOException {
        if (columns.size() > MAX_COLUMNS) {
            throw new DltException(
                    NormalizeError.NORMALIZE_TABLE_TOO_WIDE,
                    "A table has " + columns.size() + " columns with values, the first of them '"
                            + columns.get(0).name() + "'; PostgreSQL takes at most 1600.",
                    "Limit how deep items are flattened, or declare large objects as json.");
        }
        this.columns = List.copyOf(columns);
        this.types = columns.stream().map(PgType::of).toArray(PgType[]::new);
        this.out = new PgCopyOutput(file);
        List<PgCopyHeader.Column> header = new ArrayList<>();
        for (int index = 0; index < types.length; index++) {
            header.add(new PgCopyHeader.Column(columns.get(index).name(), types[index].text()));
        }
        byte[] bytes = new PgCopyHeader(header).toBytes();
        out.putBytes(bytes, 0, bytes.length);
    }

    @Override
    public void write(ColumnBatch batch) throws IOException {
        ColumnVector[] vectors = batch.columns().toArray(ColumnVector[]::new);
        for (int row = 0; row < batch.rows(); row++) {
            out.putShort(types.length);
            for (int index = 0; index < types.length; index++) {
                ColumnVector vector = vectors[index];
                if (vector.isNull(row)) {
                    out.putInt(NULL);
                } else if (!types[index].put(out, vector, row)) {
                    throw misfit(columns.get(index), vector, row);
                }
            }
        }
    }

    private static DltException misfit(ColumnSchema column, ColumnVector vector, int row) {
        return new DltException(
                NormalizeError.NORMALIZE_VALUE_TOO_LARGE,
                "The value " + PgType.shown(vector, row) + " does not fit column '" + column.name() + "', which has "
                        + column.precision().orElse(Long.SIZE) + " bits.",
                "Give the column more precision, or leave its precision away.");
    }

    @Override
    public void finish() throws IOException {
        out.putShort(TRAILER);
        out.finish();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
