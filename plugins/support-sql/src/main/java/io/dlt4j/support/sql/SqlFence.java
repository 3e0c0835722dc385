package io.dlt4j.support.sql;

import io.dlt4j.api.load.LoadStart;
import java.sql.Connection;
import java.sql.SQLException;
import org.apiguardian.api.API;

/** Keeps a process that another one has taken over from writing. Thread-safe. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SqlFence {

    /** A claim that holds when its transaction commits. */
    @FunctionalInterface
    interface Claim {

        /** Says that it did. */
        void committed();
    }

    /** For databases that only one process at a time can have open. */
    SqlFence NONE = new SqlFence() {
        @Override
        public void begin(LoadStart start) {}

        @Override
        public Claim claim(Connection connection, SqlDataset dataset) {
            return () -> {};
        }

        @Override
        public void guard(Connection connection) {}
    };

    /** Notes the load that the claims which follow are for. */
    void begin(LoadStart start);

    /**
     * Makes this client the owner of its pipeline in the dataset, in the transaction that is running, unless it is so already. The
     * dataset exists.
     *
     * @throws io.dlt4j.api.error.DltException if another has taken a dataset that this client owned
     */
    Claim claim(Connection connection, SqlDataset dataset) throws SQLException;

    /**
     * Sees to it that this client is still the owner when the transaction commits.
     *
     * @throws io.dlt4j.api.error.DltException if another is
     */
    void guard(Connection connection) throws SQLException;
}
