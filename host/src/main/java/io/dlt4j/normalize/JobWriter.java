package io.dlt4j.normalize;

import io.dlt4j.api.capability.DecimalPrecision;
import io.dlt4j.api.format.ColumnBatch;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.pack.FailPoints;
import io.dlt4j.pack.JobEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes the rows of table buffers as job files. Not thread-safe. */
final class JobWriter {

    private static final int FILE_ID_BYTES = 5;

    private final NormalizeSettings settings;
    private final FileFormatProvider format;
    private final SecureRandom random = new SecureRandom();
    private final List<JobEntry> written = new ArrayList<>();

    /** @param format of all files */
    JobWriter(NormalizeSettings settings, FileFormatProvider format) {
        this.settings = settings;
        this.format = format;
    }

    /** The files written so far. */
    List<JobEntry> written() {
        return written;
    }

    /** Writes the rows of a buffer as one file, columns without a value left out, and clears it. */
    void write(TableBuffer table) throws IOException {
        int rows = table.rows();
        List<ColumnSchema> schemas = new ArrayList<>();
        List<ColumnVector> vectors = new ArrayList<>();
        for (Column column : table.columns()) {
            column.vector.padTo(rows);
            if (column.vector.nullCount() < rows || rows == 0) {
                schemas.add(written(column));
                vectors.add(column.vector);
            }
        }
        byte[] id = new byte[FILE_ID_BYTES];
        random.nextBytes(id);
        String fileId = HexFormat.of().formatHex(id);
        Path file = settings.directory().resolve(fileId + "." + format.extension());
        try (FileFormatWriter writer = format.openWriter(file, schemas)) {
            if (rows > 0) {
                writer.write(new ColumnBatch(rows, vectors));
            }
            FailPoints.reach("normalize.file.before-finish");
            writer.finish();
        }
        FailPoints.reach("normalize.file.written");
        written.add(new JobEntry(table.name, fileId, format.format(), file, rows, Files.size(file)));
        table.clear();
    }

    /** The column as the file has it: with the destination's precision, and nullable where a row has no value. */
    private ColumnSchema written(Column column) {
        ColumnSchema.Builder builder = column.schema.toBuilder();
        if (column.vector.nullCount() > 0) {
            builder.nullable(true);
        }
        if (column.type == DataType.DECIMAL) {
            precise(builder, column.schema, settings.capabilities().decimalPrecision());
        } else if (column.type == DataType.WEI) {
            precise(builder, column.schema, settings.capabilities().weiPrecision());
        } else if (column.type == DataType.TIMESTAMP && column.timezone) {
            settings.capabilities()
                    .zonedTimestampPrecision()
                    .ifPresent(digits -> builder.property("precision", (long) digits));
        }
        return builder.build();
    }

    private static void precise(ColumnSchema.Builder builder, ColumnSchema column, DecimalPrecision standard) {
        builder.property("precision", (long) column.precision().orElse(standard.precision()));
        builder.property(
                "scale", (long) column.scale().orElse(column.precision().isPresent() ? 0 : standard.scale()));
    }
}
