package io.dlt4j.format.parquet;

import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.format.ColumnBatch;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.DecimalVector;
import io.dlt4j.api.format.DoubleVector;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.format.LongVector;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns, vectors and files for tests. */
final class Columns {

    private Columns() {}

    static ColumnSchema required(String name, DataType type) {
        return ColumnSchema.builder(name).dataType(type).nullable(false).build();
    }

    static ColumnSchema withPrecision(String name, DataType type, int precision) {
        return ColumnSchema.builder(name)
                .dataType(type)
                .property("precision", (long) precision)
                .build();
    }

    static ColumnSchema decimal(String name, int precision, int scale) {
        return withPrecision(name, DataType.DECIMAL, precision).toBuilder()
                .property("scale", (long) scale)
                .build();
    }

    static LongVector longs(@Nullable Long... values) {
        LongVector vector = new LongVector();
        for (Long value : values) {
            if (value == null) {
                vector.padTo(vector.size() + 1);
            } else {
                vector.append(value);
            }
        }
        return vector;
    }

    static DoubleVector doubles(@Nullable Double... values) {
        DoubleVector vector = new DoubleVector();
        for (Double value : values) {
            if (value == null) {
                vector.padTo(vector.size() + 1);
            } else {
                vector.append(value);
            }
        }
        return vector;
    }

    static BytesVector texts(@Nullable String... values) {
        BytesVector vector = new BytesVector();
        for (String value : values) {
            if (value == null) {
                vector.padTo(vector.size() + 1);
            } else {
                vector.append(value);
            }
        }
        return vector;
    }

    static DecimalVector decimals(@Nullable String... values) {
        DecimalVector vector = new DecimalVector();
        for (String value : values) {
            if (value == null) {
                vector.padTo(vector.size() + 1);
            } else {
                vector.append(new BigDecimal(value));
            }
        }
        return vector;
    }

    static ColumnBatch batch(ColumnVector... vectors) {
        return new ColumnBatch(vectors[0].size(), Arrays.asList(vectors));
    }

    /** Writes a complete file. */
    static Path write(Path file, List<ColumnSchema> columns, ColumnBatch... batches) throws IOException {
        try (FileFormatWriter writer = new ParquetFormat().openWriter(file, columns)) {
            for (ColumnBatch batch : batches) {
                writer.write(batch);
            }
            writer.finish();
        }
        return file;
    }

    /** A column of each type that Parquet files have. */
    static List<ColumnSchema> allTypes() {
        return List.of(
                ColumnSchema.of("i", DataType.BIGINT),
                withPrecision("i8", DataType.BIGINT, 8),
                withPrecision("i16", DataType.BIGINT, 9),
                withPrecision("i32", DataType.BIGINT, 32),
                ColumnSchema.of("f", DataType.DOUBLE),
                ColumnSchema.of("b", DataType.BOOL),
                ColumnSchema.of("ts", DataType.TIMESTAMP),
                withPrecision("ts3", DataType.TIMESTAMP, 3),
                naive(withPrecision("ts_naive", DataType.TIMESTAMP, 6)),
                naive(withPrecision("ts_naive3", DataType.TIMESTAMP, 0)),
                naive(withPrecision("ts_naive9", DataType.TIMESTAMP, 9)),
                ColumnSchema.of("s", DataType.TEXT),
                decimal("d", 38, 9),
                decimal("d18", 18, 2),
                ColumnSchema.of("bin", DataType.BINARY),
                withPrecision("w", DataType.WEI, 38),
                ColumnSchema.of("j", DataType.JSON),
                ColumnSchema.of("da", DataType.DATE),
                ColumnSchema.of("ti", DataType.TIME));
    }

    static ColumnSchema naive(ColumnSchema column) {
        return column.toBuilder().property("timezone", false).build();
    }

    /** Three nulls. */
    static ColumnVector nulls(ColumnSchema column) {
        return switch (column.dataType().orElseThrow()) {
            case TEXT, JSON, BINARY -> texts(null, null, null);
            case DOUBLE -> doubles(null, null, null);
            case DECIMAL, WEI -> decimals(null, null, null);
            default -> longs(null, null, null);
        };
    }
}
