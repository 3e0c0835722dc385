package io.dlt4j.normalize;

import io.dlt4j.api.capability.DecimalPrecision;
import io.dlt4j.api.format.ColumnBatch;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.DecimalVector;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.pack.FailPoints;
import io.dlt4j.pack.JobEntry;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the rows of table buffers as job files. Not thread-safe. */
final class JobWriter {

    private static final Logger LOG = LoggerFactory.getLogger(JobWriter.class);
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
            if (column.vector.nullCount() < rows || rows == 0 || format.writesEmptyColumns()) {
                ColumnSchema schema = written(column);
                schemas.add(schema);
                vectors.add(storable(table, column, schema));
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

    /** The values of a column as the destination can have them. */
    private ColumnVector storable(TableBuffer table, Column column, ColumnSchema schema) {
        boolean json = column.type == DataType.JSON;
        if (settings.capabilities().nulCharacters() || !json && column.type != DataType.TEXT) {
            return rounded(column, schema);
        }
        NulCharacters found = NulCharacters.of(column.bytes(), json);
        if (found.count() > 0) {
            LOG.warn(
                    "table '{}', column '{}': the destination cannot store the character U+0000, U+FFFD stands for {} of them",
                    table.name,
                    column.name(),
                    found.count());
        }
        return found.replaced();
    }

    /**
     * The values of a column, decimals rounded to its scale as databases do it: halves away from zero. Without a destination a
     * scale that nobody gave is not known yet.
     */
    private ColumnVector rounded(Column column, ColumnSchema schema) {
        boolean scaled = column.schema.precision().isPresent()
                || column.schema.scale().isPresent()
                || !settings.capabilities().type().isEmpty();
        if (!(column.vector instanceof DecimalVector given) || !scaled) {
            return column.vector;
        }
        int scale = schema.scale().orElse(0);
        DecimalVector result = new DecimalVector();
        for (int row = 0; row < given.size(); row++) {
            if (given.isNull(row)) {
                result.padTo(row + 1);
            } else {
                BigDecimal value = given.value(row);
                result.append(value.scale() > scale ? value.setScale(scale, RoundingMode.HALF_UP) : value);
            }
        }
        return result;
    }

    private static void precise(ColumnSchema.Builder builder, ColumnSchema column, DecimalPrecision standard) {
        builder.property("precision", (long) column.precision().orElse(standard.precision()));
        builder.property(
                "scale", (long) column.scale().orElse(column.precision().isPresent() ? 0 : standard.scale()));
    }
}
