package io.dlt4j.destination.duckdb;

import io.dlt4j.support.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * How many threads the engine has: all, unless nothing runs but statements that are faster without others.
 *
 * <p>Each thread of an INSERT collects row groups of its own, and those that are not full are copied into the table by the
 * thread that commits. A job that does not fill a row group for each thread is copied twice that way, the second time by one
 * thread. Jobs run beside each other, each on a thread of the caller's. Thread-safe.
 */
final class EngineThreads {

    private final String all;
    /** Transactions that run. */
    private final Set<Connection> uses = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Those of them that want no more than their own thread. */
    private final Set<Connection> single = Collections.newSetFromMap(new IdentityHashMap<>());

    private boolean limited;

    /** @param all the number that the engine was opened with */
    EngineThreads(String all) {
        this.all = all;
    }

    /** A transaction begins. */
    synchronized void begin(Connection root, Connection use) throws SQLException {
        uses.add(use);
        set(root);
    }

    /** A transaction goes on with its own thread, until it ends. */
    synchronized void alone(Connection root, Connection use) throws SQLException {
        if (uses.contains(use)) {
            single.add(use);
            set(root);
        }
    }

    /** A transaction has ended. */
    synchronized void end(Connection root, Connection use) throws SQLException {
        uses.remove(use);
        single.remove(use);
        set(root);
    }

    private void set(Connection root) throws SQLException {
        boolean limit = !single.isEmpty() && single.size() == uses.size();
        if (limit != limited) {
            limited = limit;
            Sql.execute(root, "SET GLOBAL threads = " + (limit ? "1" : all));
        }
    }
}
