package io.dlt4j.destination.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.TableId;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.UndoJob;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Takes the rows of an unfinished load out of the dataset, in one transaction. Those of a root table have its load id. Those of a
 * nested table are found by the ids in their job files, which are loaded to staging tables for that.
 */
final class Undo {

    private static final String LOAD_ID = "_dlt_load_id";

    private final Parts parts;
    private final KeyedJobs keyed;
    private final Receipts receipts;
    private final FileLoad files;
    private final StagingTables staging;

    Undo(Parts parts, KeyedJobs keyed, Receipts receipts, FileLoad files, StagingTables staging) {
        this.parts = requireNonNull(parts, "parts is null");
        this.keyed = requireNonNull(keyed, "keyed is null");
        this.receipts = requireNonNull(receipts, "receipts is null");
        this.files = requireNonNull(files, "files is null");
        this.staging = requireNonNull(staging, "staging is null");
    }

    /** @param committed the keys that have had their effect */
    JobOutcome run(UndoJob job, Set<JobKey> committed) {
        List<String> statements = new ArrayList<>();
        for (IngestJob ingest : job.ingests()) {
            List<JobFile> done = ingest.files().stream()
                    .filter(file -> committed.contains(file.key()))
                    .toList();
            if (done.isEmpty()) {
                continue;
            }
            TableSchema table = ingest.table();
            String target = "DELETE FROM " + parts.dataset().table(table.name()) + " WHERE ";
            String loadId = parts.context().identifiers().column(LOAD_ID);
            if (table.columns().containsKey(loadId)) {
                statements.add(target + parts.dialect().identifier(loadId) + " = "
                        + parts.dialect().literal(job.loadId()));
                continue;
            }
            for (JobFile file : done) {
                JobOutcome staged = stage(table, file);
                if (!staged.equals(JobOutcome.completed())) {
                    return staged;
                }
            }
            String id = parts.dialect().identifier(rowKey(table));
            statements.add(target + id + " IN (SELECT " + id + " FROM " + name(undone(table)) + ")");
        }
        String doing = "Taking back load " + job.loadId() + " of dataset '"
                + parts.dataset().name() + "'";
        return keyed.run("undo", doing, receipts.ofUndo(job), Jobs.transaction(statements));
    }

    private JobOutcome stage(TableSchema table, JobFile file) {
        parts.datasets().require(staging.dataset());
        TableId id = undone(table);
        parts.tables().bringUp(id, parts.shape(table), column -> true);
        String doing = "Loading the ids of " + file + " into dataset '" + staging.dataset() + "'";
        JobName name = receipts.name(file.key(), List.of("undo", staging.incarnation("_undo_" + table.name())));
        return keyed.run("undo-ids", doing, name, files.submission(id, table, file));
    }

    private TableId undone(TableSchema table) {
        return staging.id("_undo_" + table.name());
    }

    private String name(TableId id) {
        return parts.dialect().dataset(id.getDataset()) + "." + parts.dialect().identifier(id.getTable());
    }

    private String rowKey(TableSchema table) {
        return table.columnWith("row_key")
                .or(() -> table.columnWith("unique"))
                .map(ColumnSchema::name)
                .orElseGet(() -> parts.context().identifiers().column("_dlt_id"));
    }
}
