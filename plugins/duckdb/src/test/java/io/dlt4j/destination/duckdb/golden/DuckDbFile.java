package io.dlt4j.destination.duckdb.golden;

import io.dlt4j.Destination;
import io.dlt4j.golden.GoldenDestination;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A database file in the project's directory.
 *
 * @param fileName as the destination names it after the pipeline
 */
record DuckDbFile(String fileName) implements GoldenDestination {

    @Override
    public Destination empty(Path home) {
        return Destination.from("duckdb");
    }

    @Override
    public Connection connect(Path home) throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + home.resolve(fileName));
    }

    @Override
    public Object value(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        return value instanceof Blob blob ? blob.getBytes(1, (int) blob.length()) : value;
    }
}
