package io.dlt4j.support.sql;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of the jobs whose effect is in the dataset. A key is inserted by the transaction of its effect: where the
 * key is, the effect is.
 */
final class Ledger {

    private static final String TABLE = "_dlt4j_jobs";

    private final SqlBackend backend;
    private final SqlDialect dialect;
    private final SqlDataset dataset;
    private final String table;
    private final String pipelineName;
    private final String loadId;
    private final String jobId;
    private final String insertedAt;

    Ledger(SqlBackend backend, SqlDataset dataset) {
        this.backend = requireNonNull(backend, "backend is null");
        this.dialect = backend.dialect();
        this.dataset = requireNonNull(dataset, "dataset is null");
        this.table = dataset.systemTable(TABLE);
        this.pipelineName = dataset.systemColumn("pipeline_name");
        this.loadId = dataset.systemColumn("load_id");
        this.jobId = dataset.systemColumn("job_id");
        this.insertedAt = dataset.systemColumn("inserted_at");
    }

    void create(Connection connection) throws SQLException {
        // whoever may not create anything can still load into a dataset that has all that it takes
        if (exists(connection)) {
            return;
        }
        String text = " " + type(DataType.TEXT) + " NOT NULL, ";
        Sql.execute(
                connection,
                "CREATE TABLE IF NOT EXISTS " + table + " (" + pipelineName + text + loadId + text + jobId + text
                        + insertedAt + " " + type(DataType.TIMESTAMP) + " NOT NULL, PRIMARY KEY (" + keyColumns()
                        + "))");
    }

    boolean exists(Connection connection) throws SQLException {
        return backend.catalog().hasTable(connection, dataset.name(), dataset.systemTableName(TABLE));
    }

    /**
     * Inserts the keys that no committed transaction has inserted. If a transaction that is still running inserts one
     * of them too, this one waits for its end, or the later commit fails.
     *
     * @return the keys that were inserted
     * @throws LedgerConflict if one of them was committed since this transaction began
     */
    Set<JobKey> insert(Connection connection, Collection<JobKey> keys) throws SQLException {
        String rows = keys.stream()
                .map(key -> "(" + values(key) + ", current_timestamp)")
                .collect(Collectors.joining(",\n"));
        try {
            return readKeys(
                    connection,
                    "INSERT INTO " + table + " (" + keyColumns() + ", " + insertedAt + ") VALUES\n" + rows
                            + "\nON CONFLICT DO NOTHING RETURNING " + keyColumns());
        } catch (SQLException e) {
            // ON CONFLICT looks at the snapshot, the index at what is committed by now
            throw backend.errors().isDuplicate(e) ? new LedgerConflict(e) : e;
        }
    }

    /** Whether any of the keys is there. */
    boolean containsAny(Connection connection, Collection<JobKey> keys) throws SQLException {
        return Sql.exists(
                connection,
                "SELECT 1 FROM " + table + " WHERE (" + keyColumns() + ") IN (" + tuples(keys) + ")",
                List.of());
    }

    /**
     * Forgets the keys of the pipeline's complete loads before {@code currentLoadId}. A load that was passed over, here or on
     * another machine, keeps its own: it may still go on. Load ids are seconds since 1970 with decimals, so their order is that of
     * the texts.
     *
     * @param complete a query of the ids of complete loads
     */
    void forgetBefore(Connection connection, String pipeline, String currentLoadId, String complete)
            throws SQLException {
        Sql.update(
                connection,
                "DELETE FROM " + table + " WHERE " + pipelineName + " = ? AND " + dialect.byCode(loadId) + " < ? AND "
                        + loadId + " IN (" + complete + ")",
                List.of(pipeline, currentLoadId));
    }

    /** The table in statements. */
    String table() {
        return table;
    }

    /**
     * The keys of all loads that are not complete, of any pipeline.
     *
     * @param complete a query of the ids of complete loads
     */
    Set<JobKey> incomplete(Connection connection, String complete) throws SQLException {
        return readKeys(
                connection,
                "SELECT " + keyColumns() + " FROM " + table + " WHERE " + loadId + " NOT IN (" + complete + ")");
    }

    /** The keys of a load. */
    Set<JobKey> find(Connection connection, String pipeline, String load) throws SQLException {
        return readKeys(
                connection,
                "SELECT " + keyColumns() + " FROM " + table + " WHERE " + pipelineName + " = "
                        + dialect.literal(pipeline) + " AND " + loadId + " = " + dialect.literal(load));
    }

    /** Forgets the keys of a load whose effects are taken back. */
    void forget(Connection connection, String pipeline, String load) throws SQLException {
        Sql.update(
                connection,
                "DELETE FROM " + table + " WHERE " + pipelineName + " = ? AND " + loadId + " = ?",
                List.of(pipeline, load));
    }

    /**
     * Gives staging tables to the load of {@code emptied}: the keys under that job id of other loads go, with which they would
     * take the rows that come now for theirs, and so do the keys of {@code refills}.
     */
    void take(Connection connection, JobKey emptied, Collection<JobKey> refills) throws SQLException {
        Sql.update(
                connection,
                "DELETE FROM " + table + " WHERE " + jobId + " = ? AND NOT (" + pipelineName + " = ? AND " + loadId
                        + " = ?)",
                List.of(emptied.jobId(), emptied.pipelineName(), emptied.loadId()));
        if (!refills.isEmpty()) {
            Sql.execute(
                    connection, "DELETE FROM " + table + " WHERE (" + keyColumns() + ") IN (" + tuples(refills) + ")");
        }
    }

    private String keyColumns() {
        return pipelineName + ", " + loadId + ", " + jobId;
    }

    private String type(DataType type) {
        return dialect.sqlType(TABLE, ColumnSchema.of("column", type));
    }

    private String tuples(Collection<JobKey> keys) {
        return dialect.rows(keys.stream().map(key -> "(" + values(key) + ")").collect(Collectors.joining(", ")));
    }

    private String values(JobKey key) {
        return dialect.literal(key.pipelineName()) + ", " + dialect.literal(key.loadId()) + ", "
                + dialect.literal(key.jobId());
    }

    private static Set<JobKey> readKeys(Connection connection, String sql) throws SQLException {
        Set<JobKey> keys = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                keys.add(new JobKey(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return keys;
    }
}
