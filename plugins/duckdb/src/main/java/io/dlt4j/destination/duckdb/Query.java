package io.dlt4j.destination.duckdb;

import io.dlt4j.api.load.SupportsSql.RowConsumer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a user's statement and hands out its rows in the types of the SPI. */
final class Query {

    private Query() {}

    /** Tables without a qualifier are those of the dataset, if it exists. */
    static void run(
            Connection connection, Dataset dataset, String sql, List<@Nullable Object> parameters, RowConsumer rows)
            throws SQLException {
        if (dataset.exists(connection)) {
            Sql.execute(connection, "USE " + dataset.quotedName());
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Sql.bind(statement, parameters);
            if (statement.execute()) {
                try (ResultSet result = statement.getResultSet()) {
                    handOut(result, rows);
                }
            }
        }
    }

    private static void handOut(ResultSet result, RowConsumer rows) throws SQLException {
        ResultSetMetaData metaData = result.getMetaData();
        int count = metaData.getColumnCount();
        List<String> names = new ArrayList<>(count);
        for (int column = 1; column <= count; column++) {
            names.add(metaData.getColumnName(column));
        }
        rows.columns(Collections.unmodifiableList(names));
        boolean more = true;
        while (more && result.next()) {
            List<@Nullable Object> values = new ArrayList<>(count);
            for (int column = 1; column <= count; column++) {
                values.add(value(result, column, metaData.getColumnType(column)));
            }
            more = rows.row(Collections.unmodifiableList(values));
        }
    }

    private static @Nullable Object value(ResultSet result, int column, int type) throws SQLException {
        if (type == Types.BLOB) {
            return result.getBytes(column);
        }
        if (type == Types.TIMESTAMP) {
            return result.getObject(column, LocalDateTime.class);
        }
        Object value = result.getObject(column);
        if (value == null
                || value instanceof String
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof BigDecimal
                || value instanceof LocalDate
                || value instanceof LocalTime
                || value instanceof OffsetDateTime) {
            return value;
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        // JSON, UUID, lists, structs and intervals have a text that DuckDB reads back
        return value.toString();
    }
}
