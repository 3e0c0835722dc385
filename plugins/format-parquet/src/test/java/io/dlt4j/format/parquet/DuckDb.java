package io.dlt4j.format.parquet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An in-memory DuckDB that reads the files under test. */
final class DuckDb implements AutoCloseable {

    private final Connection connection;

    DuckDb() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    /** The rows of a query, in which {@code $file} stands for the file as a literal; each value as text or null. */
    List<List<@Nullable String>> query(String sql, Path file) throws SQLException {
        String literal = "'" + file.toString().replace("'", "''") + "'";
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql.replace("$file", literal))) {
            int width = result.getMetaData().getColumnCount();
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>(width);
                for (int index = 1; index <= width; index++) {
                    Object value = result.getObject(index);
                    row.add(value == null ? null : value.toString());
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The values of a query of one column. */
    List<@Nullable String> values(String sql, Path file) throws SQLException {
        List<@Nullable String> values = new ArrayList<>();
        for (List<@Nullable String> row : query(sql, file)) {
            values.add(row.get(0));
        }
        return values;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
