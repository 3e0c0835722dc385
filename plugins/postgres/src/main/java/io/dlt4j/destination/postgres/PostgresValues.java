package io.dlt4j.destination.postgres;

import io.dlt4j.support.sql.SqlValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Values of results in the types of the SPI; what has none is its text. */
final class PostgresValues {

    private PostgresValues() {}

    static @Nullable Object read(ResultSet result, int column, int jdbcType) throws SQLException {
        switch (jdbcType) {
            case Types.BINARY:
                return result.getBytes(column);
            case Types.DATE:
                return result.getObject(column, LocalDate.class);
            case Types.TIME:
            case Types.TIME_WITH_TIMEZONE:
                return isType(result, column, "time")
                        ? result.getObject(column, LocalTime.class)
                        : result.getString(column);
            case Types.TIMESTAMP:
            case Types.TIMESTAMP_WITH_TIMEZONE:
                return isType(result, column, "timestamptz")
                        ? result.getObject(column, OffsetDateTime.class)
                        : result.getObject(column, LocalDateTime.class);
            case Types.ARRAY:
            case Types.OTHER:
            case Types.SQLXML:
            case Types.STRUCT:
                return result.getString(column);
            default:
                return SqlValues.of(result.getObject(column));
        }
    }

    private static boolean isType(ResultSet result, int column, String name) throws SQLException {
        return result.getMetaData().getColumnTypeName(column).equals(name);
    }
}
