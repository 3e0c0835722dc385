package io.dlt4j.destination.postgres;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.credentials.ConnectionCredentials;
import io.dlt4j.api.credentials.PostgresCredentials;
import io.dlt4j.api.error.DltException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A connection to the server, for one thread.
 *
 * @param location where it is connected to, without credentials
 */
record PostgresSession(Connection connection, String location) implements AutoCloseable {

    private static final String APPLICATION_NAME = "ApplicationName";

    /**
     * @throws DltException if the server is out of reach or refuses
     */
    static PostgresSession open(DestinationContext context) {
        ConfigValues credentials = context.config().require(PostgresConfig.CREDENTIALS);
        String location = location(credentials);
        try {
            Connection connection = new Driver().connect("jdbc:" + location, properties(credentials));
            return new PostgresSession(connection, location);
        } catch (SQLException e) {
            throw PostgresFailures.onConnect(location, e);
        }
    }

    private static String location(ConfigValues credentials) {
        String host = credentials.require(PostgresCredentials.HOST);
        String address = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return "postgresql://" + address + ":" + credentials.require(PostgresCredentials.PORT) + "/"
                + credentials.require(PostgresCredentials.DATABASE);
    }

    /** What libpq calls by other names gets those of the driver; the driver leaves out what it does not know. */
    private static Properties properties(ConfigValues credentials) {
        Properties properties = new Properties();
        properties.setProperty(APPLICATION_NAME, "dlt4j");
        Map<String, Object> query =
                credentials.find(ConnectionCredentials.QUERY).orElse(Map.of());
        query.forEach((name, value) -> properties.setProperty(
                name.equals("application_name") ? APPLICATION_NAME : name, String.valueOf(value)));
        // The driver reads and writes UTF-8 whatever the client asks for, and names its timeout otherwise.
        properties.remove(PostgresCredentials.CLIENT_ENCODING.name());
        properties.remove(PostgresCredentials.CONNECT_TIMEOUT.name());
        String seconds = String.valueOf(credentials.require(PostgresCredentials.CONNECT_TIMEOUT));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("user", credentials.require(PostgresCredentials.USERNAME));
        properties.setProperty(
                "password", credentials.require(PostgresCredentials.PASSWORD).reveal());
        return properties;
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
            throw PostgresFailures.onUse("Closing the connection to " + location, Optional.empty(), e);
        }
    }
}
