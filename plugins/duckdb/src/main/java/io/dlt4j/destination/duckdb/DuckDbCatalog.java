package io.dlt4j.destination.duckdb;

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

/** DuckDB's functions about itself. It tells names apart without their case. */
final class DuckDbCatalog implements SqlCatalog {

    @Override
    public boolean hasDataset(Connection connection, String dataset) throws SQLException {
        return Sql.exists(
                connection,
                "SELECT 1 FROM duckdb_schemas() WHERE database_name = current_database()"
                        + " AND lower(schema_name) = lower(?)",
                List.of(dataset));
    }

    @Override
    public boolean hasTable(Connection connection, String dataset, String table) throws SQLException {
        return Sql.exists(
                connection,
                "SELECT 1 FROM duckdb_tables() WHERE database_name = current_database()"
                        + " AND lower(schema_name) = lower(?) AND lower(table_name) = lower(?)",
                List.of(dataset, table));
    }

    @Override
    public Map<String, Set<String>> columns(Connection connection, String dataset) throws SQLException {
        Map<String, Set<String>> columns = new HashMap<>();
        String sql = "SELECT table_name, column_name FROM duckdb_columns()"
                + " WHERE database_name = current_database() AND lower(schema_name) = lower(?)";
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

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
