package io.dlt4j.support.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** One-line execution. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Sql {

    private Sql() {}

    /** Runs a statement without parameters. */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs an INSERT, UPDATE or DELETE with parameters. */
    public static void update(Connection connection, String sql, List<?> parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            statement.execute();
        }
    }

    /** Sets all parameters. */
    public static void bind(PreparedStatement statement, List<? extends @Nullable Object> parameters)
            throws SQLException {
        int index = 1;
        for (Object parameter : parameters) {
            statement.setObject(index++, parameter);
        }
    }

    /** Whether the query has a row. */
    public static boolean exists(Connection connection, String sql, List<?> parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
