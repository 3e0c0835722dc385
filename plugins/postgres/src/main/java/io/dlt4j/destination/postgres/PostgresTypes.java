package io.dlt4j.destination.postgres;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;

/** The mapping of dlt's data types to PostgreSQL's, as the reference has it (postgres mapper of dlt 1.26). */
final class PostgresTypes {

    private static final int DECIMAL_PRECISION = 38;
    private static final int DECIMAL_SCALE = 9;
    private static final int WEI_PRECISION = 156;
    private static final int WEI_SCALE = 78;

    private static final int MAX_NUMERIC_PRECISION = 1000;

    private static final int MAX_FRACTION_DIGITS = 6;
    private static final int MAX_TEXT_LENGTH = 10_485_760;
    private static final String GEOMETRY = "x-postgres-geometry";
    private static final String SRID = "x-postgres-srid";
    private static final long WGS_84 = 4326;

    private PostgresTypes() {}

    /**
     * The type of a complete column.
     *
     * @throws DltException if PostgreSQL has none that holds it
     */
    static String sqlType(String table, ColumnSchema column) {
        if (column.isSet(GEOMETRY)) {
            long srid = column.properties().get(SRID) instanceof Number number ? number.longValue() : WGS_84;
            return "geometry(Geometry, " + srid + ")";
        }
        DataType type = column.dataType()
                .orElseThrow(() -> new IllegalArgumentException("column " + column.name() + " has no type"));
        return switch (type) {
            case TEXT -> text(table, column);
            case DOUBLE -> "double precision";
            case BOOL -> "boolean";
            case DATE -> "date";
            case TIME -> "time" + fraction(table, column, "times") + " without time zone";
            case TIMESTAMP ->
                "timestamp" + fraction(table, column, "timestamps")
                        + (column.hasTimezone() ? " with time zone" : " without time zone");
            case BIGINT -> integer(table, column);
            case BINARY -> "bytea";
            case DECIMAL -> numeric(table, column, DECIMAL_PRECISION, DECIMAL_SCALE);
            case WEI -> numeric(table, column, WEI_PRECISION, WEI_SCALE);
            case JSON -> "jsonb";
            default -> throw unsupported(table, column, "is of the type " + type.text() + ", which PostgreSQL has not");
        };
    }

    private static String text(String table, ColumnSchema column) {
        if (column.precision().isEmpty()) {
            return "varchar";
        }
        int length = column.precision().getAsInt();
        if (length < 1 || length > MAX_TEXT_LENGTH) {
            throw unsupported(table, column, "wants texts of " + length + " characters; PostgreSQL has 1 to 10485760");
        }
        return "varchar(" + length + ")";
    }

    private static String integer(String table, ColumnSchema column) {
        int bits = column.precision().orElse(Long.SIZE);
        if (bits > Long.SIZE) {
            throw unsupported(table, column, "wants integers of " + bits + " bits; PostgreSQL's longest have 64");
        }
        return bits <= Short.SIZE ? "smallint" : bits <= Integer.SIZE ? "integer" : "bigint";
    }

    private static String fraction(String table, ColumnSchema column, String what) {
        if (column.precision().isEmpty()) {
            return "";
        }
        int digits = column.precision().getAsInt();
        if (digits < 0 || digits > MAX_FRACTION_DIGITS) {
            throw unsupported(
                    table,
                    column,
                    "wants " + what + " with " + digits + " digits of a second; PostgreSQL has at most 6");
        }
        return " (" + digits + ")";
    }

    private static String numeric(String table, ColumnSchema column, int defaultPrecision, int defaultScale) {
        int precision = column.precision().orElse(defaultPrecision);
        int scale = column.scale().orElse(defaultScale);
        if (precision < 1 || precision > MAX_NUMERIC_PRECISION || scale < 0 || scale > MAX_NUMERIC_PRECISION) {
            throw unsupported(
                    table,
                    column,
                    "wants decimals with precision " + precision + " and scale " + scale
                            + "; PostgreSQL has 1 to 1000 digits");
        }
        return "numeric(" + precision + "," + scale + ")";
    }

    private static DltException unsupported(String table, ColumnSchema column, String what) {
        return new DltException(
                PostgresError.POSTGRES_TYPE_UNSUPPORTED,
                "Column '" + column.name() + "' of table '" + table + "' " + what + ".",
                "Change the column's data_type, precision or scale hint.");
    }
}
