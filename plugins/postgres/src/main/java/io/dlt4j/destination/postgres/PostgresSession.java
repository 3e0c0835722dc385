package io.dlt4j.destination.postgres;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.error.DltException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A single connection to the server, for one thread.
 *
 * @param location where it is connected to, without credentials
 */
record PostgresSession(Connection connection, String location) implements AutoCloseable {

    /**
     * @throws DltException if the server is out of reach or refuses
     */
    static PostgresSession open(DestinationContext context) {
        PostgresServer server = new PostgresServer(context.config().require(PostgresConfig.CREDENTIALS));
        String dataset = new PostgresDialect().fold(context.datasetName());
        try {
            return new PostgresSession(server.dataSource(dataset).getConnection(), server.location());
        } catch (SQLException e) {
            throw PostgresErrors.onConnect(server.location(), e);
        }
    }

    /** Name and version of the server. */
    String server() throws SQLException {
        return connection.getMetaData().getDatabaseProductName() + " "
                + connection.getMetaData().getDatabaseProductVersion();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw PostgresErrors.onUse("Closing the connection to " + location, Optional.empty(), e);
        }
    }
}
