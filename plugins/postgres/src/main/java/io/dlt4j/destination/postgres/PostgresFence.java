package io.dlt4j.destination.postgres;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.LoadStart;
import io.dlt4j.support.sql.Sql;
import io.dlt4j.support.sql.SqlDataset;
import io.dlt4j.support.sql.SqlFence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who may write for a pipeline. The table {@code _dlt4j_leases} of a dataset, and of its staging dataset, has a row for each
 * pipeline with the owner that came last.
 *
 * <p>{@link #begin} makes up a new owner id. The first transaction of the load that may create anything (migration, or the drop
 * before it) writes it into the row, {@link #claim}; the one that migrates the staging dataset into the row there. Every other
 * transaction reads the rows that its client has written {@code FOR SHARE} before it changes anything, {@link #guard}: if the owner is
 * another, it is rolled back with {@code POSTGRES_TAKEN_OVER}. If it is not, the lock keeps others from taking over until the
 * transaction has ended: a claim waits for those that run. So there is one point in time, the commit of the claim, before which only
 * the former owner's transactions commit, and after which only those of the new one.
 *
 * <p>What the former owner had committed is in the ledger, under the same keys if both load the same package. Whoever asked whether
 * the load is complete before its claim should ask again afterwards.
 *
 * <p>A client that was never told of a load, such as one of a SQL client, owns nothing and is not guarded. Thread-safe.
 */
final class PostgresFence implements SqlFence {

    private static final String TABLE = "_dlt4j_leases";

    private final PostgresCatalog catalog;
    private final Map<String, SqlDataset> owned = new LinkedHashMap<>();
    private Optional<LoadStart> load = Optional.empty();
    private String owner = "";

    PostgresFence(PostgresCatalog catalog) {
        this.catalog = requireNonNull(catalog, "catalog is null");
    }

    @Override
    public synchronized void begin(LoadStart start) {
        load = Optional.of(start);
        owner = UUID.randomUUID().toString();
        owned.clear();
    }

    @Override
    public synchronized Claim claim(Connection connection, SqlDataset dataset) throws SQLException {
        if (load.isEmpty()) {
            return () -> {};
        }
        guard(connection);
        if (owned.containsKey(dataset.name())) {
            return () -> {};
        }
        create(connection, dataset);
        String pipeline = dataset.systemColumn("pipeline_name");
        String ownerColumn = dataset.systemColumn("owner");
        String loadId = dataset.systemColumn("load_id");
        String claimedAt = dataset.systemColumn("claimed_at");
        Sql.update(
                connection,
                "INSERT INTO " + dataset.systemTable(TABLE) + " (" + pipeline + ", " + ownerColumn + ", " + loadId
                        + ", "
                        + claimedAt + ") VALUES (?, ?, ?, now()) ON CONFLICT (" + pipeline + ") DO UPDATE SET "
                        + ownerColumn + " = excluded." + ownerColumn + ", " + loadId + " = excluded." + loadId + ", "
                        + claimedAt + " = excluded." + claimedAt,
                List.of(load.get().pipelineName(), owner, load.get().loadId()));
        String claimant = owner;
        return () -> own(claimant, dataset);
    }

    private synchronized void own(String claimant, SqlDataset dataset) {
        if (claimant.equals(owner)) {
            owned.put(dataset.name(), dataset);
        }
    }

    @Override
    public void guard(Connection connection) throws SQLException {
        for (SqlDataset dataset : owned()) {
            Optional<String> last = owner(connection, dataset);
            if (!last.equals(Optional.of(owner()))) {
                throw new DltException(
                        PostgresError.POSTGRES_TAKEN_OVER,
                        "Another process has begun to load for pipeline '" + pipeline() + "' into dataset '"
                                + dataset.name() + "'. Nothing was changed.",
                        "Let one process at a time load for a pipeline. What is missing is loaded by the other one, or"
                                + " when the same command is run again.");
            }
        }
    }

    private Optional<String> owner(Connection connection, SqlDataset dataset) throws SQLException {
        String query = "SELECT " + dataset.systemColumn("owner") + " FROM " + dataset.systemTable(TABLE) + " WHERE "
                + dataset.systemColumn("pipeline_name") + " = ? FOR SHARE";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, pipeline());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private void create(Connection connection, SqlDataset dataset) throws SQLException {
        if (!catalog.hasTable(connection, dataset.name(), dataset.systemTableName(TABLE))) {
            Sql.execute(
                    connection,
                    "CREATE TABLE IF NOT EXISTS " + dataset.systemTable(TABLE) + " ("
                            + dataset.systemColumn("pipeline_name") + " varchar PRIMARY KEY, "
                            + dataset.systemColumn("owner") + " varchar NOT NULL, " + dataset.systemColumn("load_id")
                            + " varchar NOT NULL, " + dataset.systemColumn("claimed_at")
                            + " timestamp with time zone NOT NULL)");
        }
    }

    private synchronized List<SqlDataset> owned() {
        return List.copyOf(owned.values());
    }

    private synchronized String owner() {
        return owner;
    }

    private synchronized String pipeline() {
        return load.map(LoadStart::pipelineName).orElse("");
    }
}
