package io.dlt4j.destination.postgres;

import io.dlt4j.api.error.DltException;
import io.dlt4j.support.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Inserts what a query yields into a table whose columns may have other types, by assignment casts. If one fails, the value is looked
 * for.
 */
record CastingInsert(
        Connection connection, PostgresDialect dialect, PostgresErrors errors, String target, String tableName) {

    private static final String PROBE = "pg_temp.\"_dlt4j_probe\"";
    private static final String SUSPECTS = "pg_temp.\"_dlt4j_suspects\"";
    private static final int SHOWN_CHARACTERS = 100;

    /**
     * A column of the table as the database has it.
     *
     * @param type its type's name in the catalog, such as {@code int4}
     * @param sqlType the same with its parameters, as a declaration has it
     */
    record Column(String name, String type, String sqlType) {}

    /**
     * What is inserted into a column.
     *
     * @param column the column as the schema has it
     * @param expression the value, of the type {@code type}
     */
    record Value(String column, String expression, String type) {}

    /**
     * The columns that the database has, by name.
     *
     * @throws SQLException if there is no such table
     */
    Map<String, Column> columns() throws SQLException {
        Map<String, Column> columns = new LinkedHashMap<>();
        String query = "SELECT a.attname, t.typname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a"
                + " JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = ?::regclass AND a.attnum > 0"
                + " AND NOT a.attisdropped ORDER BY a.attnum";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, target);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), new Column(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return columns;
    }

    /** The column of that name in the schema. */
    Column require(Map<String, Column> columns, String name) {
        Column column = columns.get(dialect.fold(name));
        if (column == null) {
            throw new DltException(
                    PostgresError.POSTGRES_TABLE_MISSING,
                    "Table " + target + " has no column '" + name + "', which the job file has values for.",
                    "A column that dlt4j made was changed by hand: restore it, or drop the resource and load it again.");
        }
        return column;
    }

    /** @param source what stands behind FROM */
    void run(List<Value> values, String source) throws SQLException {
        String names =
                values.stream().map(value -> dialect.identifier(value.column())).collect(Collectors.joining(", "));
        String expressions = values.stream().map(Value::expression).collect(Collectors.joining(", "));
        Savepoint before = connection.setSavepoint();
        try {
            Sql.execute(
                    connection, "INSERT INTO " + target + " (" + names + ") SELECT " + expressions + " FROM " + source);
        } catch (SQLException e) {
            if (!isOfValue(e)) {
                throw e;
            }
            connection.rollback(before);
            for (Value value : values) {
                check(value, source, e);
            }
            throw e;
        }
        connection.releaseSavepoint(before);
    }

    /** Whether a value is wrong for its column, rather than the row for the table. */
    static boolean isOfValue(SQLException failure) {
        String state = PostgresErrors.state(failure);
        return state.startsWith("22") || state.equals("42804");
    }

    /**
     * Inserts the column alone, into a table that has but its type, then half of the values, and so on.
     *
     * @throws DltException if one of them does not fit
     */
    private void check(Value value, String source, SQLException failure) throws SQLException {
        Column column = require(columns(), value.column());
        Savepoint before = connection.setSavepoint();
        try {
            Sql.execute(connection, "CREATE TEMPORARY TABLE \"_dlt4j_probe\" (v " + column.sqlType() + ")");
            Sql.execute(
                    connection,
                    "CREATE TEMPORARY TABLE \"_dlt4j_suspects\" AS SELECT row_number() OVER () AS n, v FROM (SELECT "
                            + value.expression() + " AS v FROM " + source + ") AS vs WHERE v IS NOT NULL");
        } catch (SQLException e) {
            connection.rollback(before);
            return;
        }
        long low = 1;
        long high = count();
        SQLException reason = high == 0 ? null : probe(low, high);
        while (reason != null && low < high) {
            long middle = (low + high) >>> 1;
            SQLException lower = probe(low, middle);
            if (lower == null) {
                low = middle + 1;
            } else {
                high = middle;
                reason = lower;
            }
        }
        if (reason != null) {
            throw misfit(value, column, shown(low), reason);
        }
        connection.rollback(before);
    }

    private @Nullable SQLException probe(long low, long high) throws SQLException {
        Savepoint before = connection.setSavepoint();
        SQLException failure = null;
        try {
            Sql.execute(
                    connection,
                    "INSERT INTO " + PROBE + " SELECT v FROM " + SUSPECTS + " WHERE n BETWEEN " + low + " AND " + high);
        } catch (SQLException e) {
            failure = e;
        }
        connection.rollback(before);
        return failure;
    }

    private long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + SUSPECTS)) {
            row.next();
            return row.getLong(1);
        }
    }

    private String shown(long number) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT left(v::text, " + SHOWN_CHARACTERS + ") FROM " + SUSPECTS + " WHERE n = " + number)) {
            row.next();
            return row.getString(1);
        }
    }

    private DltException misfit(Value value, Column column, String shown, SQLException reason) {
        return new DltException(
                PostgresError.POSTGRES_DATA_REJECTED,
                "The value '" + shown + "' of type " + value.type() + " does not fit column '" + column.name()
                        + "' of table '" + tableName + "', which is of type " + column.sqlType() + ": "
                        + PostgresErrors.reason(reason),
                "Correct the data or the column's type; nothing of the job was stored.",
                reason);
    }
}
