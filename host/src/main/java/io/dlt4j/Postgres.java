package io.dlt4j;

import io.dlt4j.api.config.Secret;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names PostgreSQL destinations: a database of a server. */
public final class Postgres {

    private static final String TYPE = "postgres";

    private Postgres() {}

    /**
     * The database that a connection string names.
     *
     * @param connection {@code postgresql://user:password@host:port/database}; what it leaves out is looked up, so that the password
     *     can be in {@code secrets.toml}
     */
    public static Destination at(String connection) {
        return Destination.from(TYPE).credentials(connection);
    }

    /**
     * A database of a server, with a user.
     *
     * @param host a name or an address, with {@code :port} if it is not 5432
     */
    public static Destination at(String host, String database, String user, Secret password) {
        Map<String, Object> fields = new LinkedHashMap<>();
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon >= 0 && host.indexOf(':') == colon || host.contains("]:");
        fields.put("host", hasPort ? host.substring(0, colon) : host);
        if (hasPort) {
            fields.put("port", Long.parseLong(host.substring(colon + 1)));
        }
        fields.put("database", database);
        fields.put("username", user);
        fields.put("password", password);
        return Destination.from(TYPE).credentials(fields);
    }
}
