package io.dlt4j.destination.sqlite;

import io.dlt4j.support.sql.Sql;
import io.dlt4j.support.sql.SqlCatalog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** SQLite's tables of tables. A dataset exists when it has one. */
final class SqliteCatalog implements SqlCatalog {

    private final SqliteDialect dialect;

    SqliteCatalog(SqliteDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public boolean hasDataset(Connection connection, String dataset) throws SQLException {
        return Sql.exists(connection, "SELECT 1 FROM " + tables(dataset), List.of());
    }

    @Override
    public boolean hasTable(Connection connection, String dataset, String table) throws SQLException {
        return Sql.exists(
                connection,
                "SELECT 1 FROM " + tables(dataset) + " WHERE type = 'table' AND lower(name) = lower(?)",
                List.of(table));
    }

    @Override
    public Map<String, Set<String>> columns(Connection connection, String dataset) throws SQLException {
        Map<String, Set<String>> columns = new HashMap<>();
        String sql = "SELECT t.name, c.name FROM " + tables(dataset)
                + " AS t, pragma_table_info(t.name, ?) AS c WHERE t.type = 'table'";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, dataset);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.computeIfAbsent(fold(rows.getString(1)), name -> new HashSet<>())
                            .add(fold(rows.getString(2)));
                }
            }
        }
        return columns;
    }

    private String tables(String dataset) {
        return dialect.identifier(dataset) + ".sqlite_master";
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
