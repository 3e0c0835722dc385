package io.dlt4j.support.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.apiguardian.api.API;

/**
 * What is done with a connection.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SqlUse<T> {

    /** Does it; the connection is not kept. */
    T with(Connection connection) throws SQLException;
}
