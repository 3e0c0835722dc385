package io.dlt4j.destination.bigquery;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.StandardSQLTypeName;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.util.OptionalInt;

/** The mapping of dlt's data types to BigQuery's, as the reference has it (BigQuery mapper of dlt 1.26). */
final class BigQueryTypes {

    private static final int DEFAULT_PRECISION = 38;
    private static final int DEFAULT_SCALE = 9;

    private BigQueryTypes() {}

    /**
     * A type with its parameters.
     *
     * @param length of texts and bytes
     * @param precision of decimals
     * @param scale of decimals
     */
    record Type(StandardSQLTypeName name, OptionalInt length, OptionalInt precision, OptionalInt scale) {

        static Type of(StandardSQLTypeName name) {
            return new Type(name, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
        }

        /** As a statement has it, for example {@code NUMERIC(38,9)}. */
        String sql() {
            if (precision.isPresent()) {
                return name + "(" + precision.getAsInt() + "," + scale.orElse(0) + ")";
            }
            return length.isPresent() ? name + "(" + length.getAsInt() + ")" : name.toString();
        }

        Field.Builder field(String column) {
            Field.Builder field = Field.newBuilder(column, name);
            length.ifPresent(value -> field.setMaxLength((long) value));
            precision.ifPresent(value -> field.setPrecision((long) value));
            scale.ifPresent(value -> field.setScale((long) value));
            return field;
        }
    }

    /**
     * The type of a complete column.
     *
     * @throws DltException if BigQuery has none that holds it
     */
    static Type of(String table, ColumnSchema column) {
        DataType type = column.dataType()
                .orElseThrow(() -> new IllegalArgumentException("column " + column.name() + " has no type"));
        switch (type) {
            case TEXT:
                return sized(StandardSQLTypeName.STRING, column);
            case BINARY:
                return sized(StandardSQLTypeName.BYTES, column);
            case DOUBLE:
                return Type.of(StandardSQLTypeName.FLOAT64);
            case BOOL:
                return Type.of(StandardSQLTypeName.BOOL);
            case BIGINT:
                return Type.of(StandardSQLTypeName.INT64);
            case TIMESTAMP:
                return Type.of(StandardSQLTypeName.TIMESTAMP);
            case DATE:
                return Type.of(StandardSQLTypeName.DATE);
            case TIME:
                return Type.of(StandardSQLTypeName.TIME);
            case JSON:
                return Type.of(StandardSQLTypeName.JSON);
            case WEI:
                return Type.of(StandardSQLTypeName.BIGNUMERIC);
            case DECIMAL:
                return decimal(table, column);
            default:
                throw new DltException(
                        BigQueryError.BIGQUERY_TYPE_UNSUPPORTED,
                        "Column '" + column.name() + "' of table '" + table + "' is of the type " + type.text()
                                + ", which BigQuery has not.",
                        "Change the column's data_type hint.");
        }
    }

    private static Type sized(StandardSQLTypeName name, ColumnSchema column) {
        return new Type(name, column.precision(), OptionalInt.empty(), OptionalInt.empty());
    }

    private static Type decimal(String table, ColumnSchema column) {
        int precision = column.precision().orElse(DEFAULT_PRECISION);
        int scale = column.scale().orElse(DEFAULT_SCALE);
        // the reference leaves out the last condition, and BigQuery refuses its NUMERIC(38,5)
        boolean big = precision > 38 || scale > 9 || precision - scale > 29;
        if (scale > 38 || scale > precision || precision - scale > 38) {
            throw new DltException(
                    BigQueryError.BIGQUERY_TYPE_UNSUPPORTED,
                    "Column '" + column.name() + "' of table '" + table + "' wants decimals with precision " + precision
                            + " and scale " + scale
                            + "; BigQuery has at most 38 digits before the point and 38 behind it.",
                    "Change the column's precision or scale hint.");
        }
        return new Type(
                big ? StandardSQLTypeName.BIGNUMERIC : StandardSQLTypeName.NUMERIC,
                OptionalInt.empty(),
                OptionalInt.of(precision),
                OptionalInt.of(scale));
    }
}
