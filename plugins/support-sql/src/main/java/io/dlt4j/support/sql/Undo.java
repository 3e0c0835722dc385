package io.dlt4j.support.sql;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.UndoJob;
import io.dlt4j.api.schema.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the rows of an unfinished load out of a dataset. Those of a root table have its load id. Those of a nested table are found
 * by the ids in their job files: their parents may be in a job that never ran, and what the table has of other loads is none
 * of this one's business.
 */
final class Undo {

    private static final String LOAD_ID = "_dlt_load_id";

    private final SqlBackend backend;
    private final SqlDataset dataset;
    private final Ledger ledger;

    Undo(SqlBackend backend, SqlDataset dataset) {
        this.backend = requireNonNull(backend, "backend is null");
        this.dataset = requireNonNull(dataset, "dataset is null");
        this.ledger = new Ledger(backend, dataset);
    }

    /** Which of the load's jobs are in the ledger. */
    Set<JobKey> committed(Connection connection, UndoJob job) throws SQLException {
        Set<JobKey> found =
                ledger.exists(connection) ? ledger.find(connection, job.pipelineName(), job.loadId()) : Set.of();
        Set<JobKey> committed = new HashSet<>(job.keys());
        committed.retainAll(found);
        return committed;
    }

    /** Removes the rows and the keys of the load, in the transaction that is running. */
    void run(Connection connection, UndoJob job) throws SQLException {
        Set<JobKey> committed = committed(connection, job);
        for (IngestJob ingest : job.ingests()) {
            List<JobFile> files = ingest.files().stream()
                    .filter(file -> committed.contains(file.key()))
                    .toList();
            if (!files.isEmpty()) {
                remove(connection, ingest.table(), files, job.loadId());
            }
        }
        ledger.forget(connection, job.pipelineName(), job.loadId());
    }

    private void remove(Connection connection, TableSchema table, List<JobFile> files, String loadId)
            throws SQLException {
        String target = dataset.table(table.name());
        if (table.columns().containsKey(dataset.systemColumnName(LOAD_ID))) {
            Sql.update(
                    connection,
                    "DELETE FROM " + target + " WHERE " + dataset.systemColumn(LOAD_ID) + " = ?",
                    List.of(loadId));
            return;
        }
        String rowKey = backend.dialect().identifier(ChainKeys.rowKey(table));
        String ids = backend.dialect().identifier("_dlt4j_undone");
        Sql.execute(connection, "CREATE TEMPORARY TABLE " + ids + " AS SELECT * FROM " + target + " LIMIT 0");
        backend.ingest(connection, ids, table, files);
        Sql.execute(
                connection,
                "DELETE FROM " + target + " WHERE " + rowKey + " IN (SELECT " + rowKey + " FROM " + ids + ")");
        Sql.execute(connection, "DROP TABLE " + ids);
    }
}
