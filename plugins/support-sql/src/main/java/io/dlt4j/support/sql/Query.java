package io.dlt4j.support.sql;

import io.dlt4j.api.load.SupportsSql.RowConsumer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user's statement; hands out its rows in the types of the SPI. */
record Query(SqlBackend backend, SqlDataset dataset) {

    void run(Connection connection, String sql, List<@Nullable Object> parameters, RowConsumer rows)
            throws SQLException {
        backend.prepareQuery(connection, dataset, sql);
        try {
            execute(connection, sql, parameters, rows);
        } catch (SQLException e) {
            throw backend.reason(connection, sql, parameters, e);
        }
    }

    private void execute(Connection connection, String sql, List<@Nullable Object> parameters, RowConsumer rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(backend.fetchSize());
            Sql.bind(statement, parameters);
            if (statement.execute()) {
                try (ResultSet result = statement.getResultSet()) {
                    handOut(result, rows);
                }
            }
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private void handOut(ResultSet result, RowConsumer rows) throws SQLException {
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
                values.add(backend.value(result, column, metaData.getColumnType(column)));
            }
            more = rows.row(Collections.unmodifiableList(values));
        }
    }
}
