package io.dlt4j.destination.duckdb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lexical rules of DuckDB's SQL, and one-line execution. */
final class Sql {

    private Sql() {}

    /** The identifier in double quotes. */
    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The text in single quotes; DuckDB gives the backslash no meaning there. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A list value of texts. */
    static String listLiteral(Collection<String> texts) {
        return texts.stream().map(Sql::literal).collect(Collectors.joining(", ", "[", "]"));
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs an INSERT, UPDATE or DELETE with parameters. */
    static void update(Connection connection, String sql, List<?> parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            statement.execute();
        }
    }

    static void bind(PreparedStatement statement, List<? extends @Nullable Object> parameters) throws SQLException {
        int index = 1;
        for (Object parameter : parameters) {
            statement.setObject(index++, parameter);
        }
    }

    /** Whether the query has a row. */
    static boolean exists(Connection connection, String sql, List<?> parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
