package io.dlt4j.destination.postgres;

import io.dlt4j.support.sql.Sql;
import io.dlt4j.support.sql.SqlCatalog;
import io.dlt4j.support.sql.SqlDialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The system catalogs. Unlike {@code information_schema} they also show what the user has no rights on, so that what exists is not
 * created again.
 */
record PostgresCatalog(SqlDialect dialect) implements SqlCatalog {

    private static final String TABLES = " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f')";

    @Override
    public boolean hasDataset(Connection connection, String dataset) throws SQLException {
        return Sql.exists(connection, "SELECT 1 FROM pg_namespace WHERE nspname = ?", List.of(dialect.fold(dataset)));
    }

    @Override
    public boolean hasTable(Connection connection, String dataset, String table) throws SQLException {
        return Sql.exists(
                connection,
                "SELECT 1" + TABLES + " AND c.relname = ?",
                List.of(dialect.fold(dataset), dialect.fold(table)));
    }

    @Override
    public Map<String, Set<String>> columns(Connection connection, String dataset) throws SQLException {
        Map<String, Set<String>> columns = new HashMap<>();
        String sql = "SELECT t.relname, a.attname FROM (SELECT c.oid, c.relname" + TABLES
                + ") t LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, dialect.fold(dataset));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Set<String> names = columns.computeIfAbsent(rows.getString(1), table -> new HashSet<>());
                    String column = rows.getString(2);
                    if (column != null) {
                        names.add(column);
                    }
                }
            }
        }
        return columns;
    }
}
