package io.dlt4j.destination.duckdb;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;

/** The mapping of dlt's data types to DuckDB's, as the reference has it (DuckDB mapper of dlt 1.26). */
final class DuckDbTypes {

    private static final int MAX_DECIMAL_DIGITS = 38;

    private DuckDbTypes() {}

    /**
     * The type of a complete column.
     *
     * @throws DltException if DuckDB has none that holds it
     */
    static String sqlType(String table, ColumnSchema column) {
        DataType type = column.dataType()
                .orElseThrow(() -> new IllegalArgumentException("column " + column.name() + " has no type"));
        switch (type) {
            case TEXT:
                return "VARCHAR";
            case BOOL:
                return "BOOLEAN";
            case BINARY:
                return "BLOB";
            case TIMESTAMP:
                return timestamp(table, column);
            case BIGINT:
                return integer(table, column);
            case DECIMAL:
                return decimal(table, column, 9);
            case WEI:
                return decimal(table, column, 0);
            case DOUBLE:
            case DATE:
            case TIME:
            case JSON:
                return type.name();
            default:
                throw unsupported(table, column, "is of the type " + type.text() + ", which DuckDB has not");
        }
    }

    private static String integer(String table, ColumnSchema column) {
        int bits = column.precision().orElse(64);
        if (bits <= 8) {
            return "TINYINT";
        }
        if (bits <= 16) {
            return "SMALLINT";
        }
        if (bits <= 32) {
            return "INTEGER";
        }
        if (bits <= 64) {
            return "BIGINT";
        }
        if (bits <= 128) {
            return "HUGEINT";
        }
        throw unsupported(table, column, "wants integers of " + bits + " bits; DuckDB's longest have 128");
    }

    private static String timestamp(String table, ColumnSchema column) {
        if (column.hasTimezone()) {
            return "TIMESTAMP WITH TIME ZONE";
        }
        int digits = column.precision().orElse(6);
        if (digits == 0) {
            return "TIMESTAMP_S";
        }
        if (digits <= 3) {
            return "TIMESTAMP_MS";
        }
        if (digits <= 6) {
            return "TIMESTAMP";
        }
        if (digits <= 9) {
            return "TIMESTAMP_NS";
        }
        throw unsupported(
                table, column, "wants timestamps with " + digits + " digits of a second; DuckDB has at most 9");
    }

    private static String decimal(String table, ColumnSchema column, int defaultScale) {
        int precision = column.precision().orElse(MAX_DECIMAL_DIGITS);
        int scale = column.scale().orElse(defaultScale);
        if (precision > MAX_DECIMAL_DIGITS || scale > precision) {
            throw unsupported(
                    table,
                    column,
                    "wants decimals with precision " + precision + " and scale " + scale
                            + "; DuckDB has at most 38 digits, the scale within them");
        }
        return "DECIMAL(" + precision + "," + scale + ")";
    }

    private static DltException unsupported(String table, ColumnSchema column, String what) {
        return new DltException(
                DuckDbError.DUCKDB_TYPE_UNSUPPORTED,
                "Column '" + column.name() + "' of table '" + table + "' " + what + ".",
                "Change the column's data_type, precision or scale hint.");
    }
}
