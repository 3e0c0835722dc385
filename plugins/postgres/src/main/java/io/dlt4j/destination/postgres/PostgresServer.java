package io.dlt4j.destination.postgres;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.credentials.ConnectionCredentials;
import io.dlt4j.api.credentials.PostgresCredentials;
import io.dlt4j.api.error.DltException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a server is reached, from the credentials. Immutable; keeps no password outside of them.
 *
 * <p>The options of the connection string are those of libpq, which the reference uses, or those of the driver.
 */
final class PostgresServer {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

    private static final String OPTIONS = "options";

    /** What libpq calls by other names than the driver. */
    private static final Map<String, String> DRIVER_NAMES = Map.of(
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "gssencmode", "gssEncMode",
            "keepalives", "tcpKeepAlive",
            "krbsrvname", "kerberosServerName",
            "sslnegotiation", "sslNegotiation",
            "require_auth", "requireAuth");

    /** What the driver has no use for: it always speaks UTF-8, names its timeout otherwise, or reads it elsewhere. */
    private static final Set<String> UNUSED = Set.of(
            "client_encoding",
            "connect_timeout",
            "fallback_application_name",
            "keepalives_idle",
            "keepalives_interval",
            "keepalives_count",
            "tcp_user_timeout",
            "passfile",
            "sslcompression",
            "sslsni",
            "host",
            "port",
            "user",
            "password",
            "dbname");

    /**
     * Settings of a session that the user's own options go before: a client that has vanished, or is stopped in the middle of a
     * transaction, must not hold its locks for ever, and who waits for a lock is told at last.
     */
    private static final String SESSION = "-c lock_timeout=300000 -c idle_in_transaction_session_timeout=300000"
            + " -c tcp_keepalives_idle=60 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=6";

    private final ConfigValues credentials;
    private final String location;

    PostgresServer(ConfigValues credentials) {
        this.credentials = requireNonNull(credentials, "credentials is null");
        this.location = "postgresql://" + address() + ":" + credentials.require(PostgresCredentials.PORT) + "/"
                + credentials.require(PostgresCredentials.DATABASE);
    }

    /** Where it is, without credentials. */
    String location() {
        return location;
    }

    /** Seconds to wait for a connection. */
    long connectTimeout() {
        return Math.max(1, credentials.require(PostgresCredentials.CONNECT_TIMEOUT));
    }

    /**
     * Gives connections whose statements find tables in the dataset first.
     *
     * @param dataset its name as it is in the database
     * @throws DltException if the driver refuses an option
     */
    PGSimpleDataSource dataSource(String dataset) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {address()});
        source.setPortNumbers(
                new int[] {credentials.require(PostgresCredentials.PORT).intValue()});
        source.setDatabaseName(credentials.require(PostgresCredentials.DATABASE));
        source.setUser(credentials.require(PostgresCredentials.USERNAME));
        source.setPassword(credentials.require(PostgresCredentials.PASSWORD).reveal());
        source.setApplicationName("dlt4j");
        source.setTcpKeepAlive(true);
        source.setSocketFactory(KeepAliveSockets.class.getName());
        source.setConnectTimeout((int) connectTimeout());
        source.setLoginTimeout((int) connectTimeout());
        Map<String, Object> query =
                new TreeMap<>(credentials.find(ConnectionCredentials.QUERY).orElse(Map.of()));
        Object own = query.remove(OPTIONS);
        query.forEach((name, value) -> set(source, name, String.valueOf(value)));
        source.setOptions(SESSION + (own == null ? "" : " " + own) + " -c search_path="
                + optionValue(PostgresDialect.quoted(dataset) + ",public"));
        return source;
    }

    private void set(PGSimpleDataSource source, String name, String value) {
        if (UNUSED.contains(name)) {
            return;
        }
        if (name.equals("target_session_attrs")) {
            set(source, "targetServerType", targetServerType(value));
            return;
        }
        String property = DRIVER_NAMES.getOrDefault(name, name);
        try {
            source.setProperty(property, name.equals("keepalives") ? String.valueOf(!value.equals("0")) : value);
        } catch (SQLException | IllegalArgumentException e) {
            if (String.valueOf(e.getMessage()).contains("Unsupported property name")) {
                LOG.warn("option '{}' of {} is none of the PostgreSQL driver's and has no effect", name, location);
                return;
            }
            throw new DltException(
                    PostgresError.POSTGRES_SETTING,
                    "Option '" + name + "' of " + location + " cannot have that value: " + e.getMessage() + ".",
                    "Correct the option in the connection string or in credentials.query.",
                    e);
        }
    }

    private static String targetServerType(String attributes) {
        return switch (attributes) {
            case "read-write", "primary" -> "primary";
            case "read-only", "standby" -> "secondary";
            case "prefer-standby" -> "preferSecondary";
            default -> "any";
        };
    }

    /** A value in {@code options}, where blanks end it. */
    private static String optionValue(String value) {
        return value.replace("\\", "\\\\").replace(" ", "\\ ");
    }

    private String address() {
        String host = credentials.require(PostgresCredentials.HOST);
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
