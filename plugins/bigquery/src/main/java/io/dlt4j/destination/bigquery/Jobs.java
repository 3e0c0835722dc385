package io.dlt4j.destination.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.TableId;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DropJob;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.LoadStart;
import io.dlt4j.api.load.MergeJob;
import io.dlt4j.api.load.ReplaceJob;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.load.UndoJob;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.ReplaceStrategy;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.support.sql.ChainTable;
import io.dlt4j.support.sql.MergeStatements;
import io.dlt4j.support.sql.ReplaceStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The jobs of a load, each one load job or one script of BigQuery with a name of its own. Thread-safe. */
final class Jobs {

    private final Parts parts;
    private final KeyedJobs keyed;
    private final Receipts receipts;
    private final FileLoad files;
    private final RowStream stream;
    private @Nullable LoadStart start;
    private @Nullable StagingTables staging;

    Jobs(Parts parts) {
        this.parts = requireNonNull(parts, "parts is null");
        this.keyed = new KeyedJobs(parts.service(), parts.context().failPoint());
        this.receipts = new Receipts(parts, keyed);
        this.files = new FileLoad(parts);
        this.stream = new RowStream(parts);
    }

    synchronized void begin(LoadStart load) {
        start = load;
        staging = null;
        receipts.begin();
    }

    /** The staging tables of the load that was begun. */
    synchronized StagingTables staging() {
        StagingTables tables = staging;
        if (tables == null) {
            LoadStart begun = requireNonNull(start, "no load was begun");
            tables = new StagingTables(
                    parts.service(),
                    parts.tables(),
                    parts.context().stagingDatasetName(),
                    begun.pipelineName(),
                    begun.loadId());
            staging = tables;
        }
        return tables;
    }

    JobOutcome ingest(IngestJob job) {
        if (parts.shape(job.table()).hints().isStreamed()) {
            boolean appends = job.table().writeDisposition().orElse(WriteDisposition.APPEND) == WriteDisposition.APPEND;
            if (job.isStaging() || !appends) {
                return JobOutcome.rejected(parts.shape(job.table())
                        .hints()
                        .invalid("x-insert-api", "rows are appended by streaming, and never merged or replaced"));
            }
            return stream.insert(job, requireNonNull(start, "no load was begun").notes());
        }
        for (JobFile file : job.files()) {
            JobOutcome outcome = load(job, file);
            if (!outcome.equals(JobOutcome.completed())) {
                return outcome;
            }
        }
        return JobOutcome.completed();
    }

    private JobOutcome load(IngestJob job, JobFile file) {
        TableSchema table = job.table();
        String where = job.isStaging() ? staging().dataset() : parts.dataset().name();
        String doing = "Loading " + file + " into table '" + table.name() + "' of dataset '" + where + "'";
        Optional<DltException> unfit = FileLoad.unreachable(file).or(() -> unfit(table, file));
        if (unfit.isPresent()) {
            return JobOutcome.rejected(unfit.get());
        }
        TableId target = job.isStaging() ? staging().id(table.name()) : parts.table(table.name());
        List<String> further = job.isStaging() ? List.of("staging", staging().incarnation(table.name())) : List.of();
        JobOutcome outcome = keyed.run(
                job.isStaging() ? "stage" : "ingest",
                doing,
                receipts.name(file.key(), further),
                files.submission(target, table, file));
        return job.isStaging() ? stagingLost(outcome) : outcome;
    }

    /** Parquet has no JSON that BigQuery would take for its own. */
    private Optional<DltException> unfit(TableSchema table, JobFile file) {
        boolean json = table.columns().values().stream()
                .anyMatch(column -> column.dataType().equals(Optional.of(DataType.JSON)));
        if (!json || !file.format().name().equals("parquet") || parts.isAutodetected(table)) {
            return Optional.empty();
        }
        return Optional.of(new DltException(
                BigQueryError.BIGQUERY_TYPE_UNSUPPORTED,
                "Table '" + table.name() + "' has a column of JSON, which BigQuery does not load from Parquet.",
                "Load the table from jsonl, or let BigQuery find its columns (autodetect_schema)."));
    }

    JobOutcome truncate(TruncateJob job) {
        List<String> further = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        for (TableSchema table : job.tables()) {
            if (job.isStaging()) {
                further.add(staging().incarnation(table.name()));
                statements.add("TRUNCATE TABLE " + staged(table));
            } else if (!parts.isAutodetected(table)
                    || parts.tables().find(parts.table(table.name())).isPresent()) {
                statements.add("TRUNCATE TABLE " + parts.dataset().table(table.name()));
            }
        }
        job.refills().forEach(refill -> further.add(refill.jobId()));
        if (statements.isEmpty()) {
            return JobOutcome.completed();
        }
        String doing = "Emptying " + job.tables().size() + " tables for load "
                + job.key().loadId();
        JobOutcome outcome = keyed.run(
                job.isStaging() ? "truncate-staging" : "truncate",
                doing,
                receipts.name(job.key(), further),
                transaction(statements));
        return job.isStaging() ? stagingLost(outcome) : outcome;
    }

    private String staged(TableSchema table) {
        TableId id = staging().id(table.name());
        return parts.dialect().dataset(id.getDataset()) + "." + parts.dialect().identifier(id.getTable());
    }

    private ChainTable locate(TableSchema table) {
        return new ChainTable(
                table,
                parts.dataset().table(table.name()),
                staged(table),
                parts.dataset().quotedName());
    }

    JobOutcome merge(MergeJob job) {
        String doing = "Merging into table '" + job.root().name() + "' of dataset '"
                + parts.dataset().name() + "' by " + job.strategy().text();
        prepareAutodetected(job.chain());
        List<String> statements = MergeStatements.of(job, parts.dialect(), this::locate);
        return stagingLost(keyed.run("merge", doing, receipts.name(job.key(), List.of()), transaction(statements)));
    }

    JobOutcome replace(ReplaceJob job) {
        String doing = "Replacing the rows of table '" + job.root().name() + "' of dataset '"
                + parts.dataset().name() + "' by " + job.strategy().text();
        if (job.strategy() == ReplaceStrategy.STAGING_OPTIMIZED) {
            return cloneAll(job, doing);
        }
        prepareAutodetected(job.chain());
        List<String> statements = ReplaceStatements.of(job, parts.dialect(), this::locate);
        return stagingLost(keyed.run("replace", doing, receipts.name(job.key(), List.of()), transaction(statements)));
    }

    /** One job a table: a clone cannot be part of a transaction, and to make it again from the same rows changes nothing. */
    private JobOutcome cloneAll(ReplaceJob job, String doing) {
        for (int index = 0; index < job.chain().size(); index++) {
            TableSchema table = job.chain().get(index);
            String sql = String.join(";\n", parts.dialect().swap(locate(table)));
            JobOutcome outcome = stagingLost(keyed.run("clone", doing, receipts.ofClone(job.key(), index), sql));
            if (!outcome.equals(JobOutcome.completed())) {
                return outcome;
            }
            parts.tables().describe(parts.table(table.name()), parts.shape(table));
        }
        return JobOutcome.completed();
    }

    /** Tables whose columns BigQuery finds exist from the first file on, and that went to the staging table. */
    private void prepareAutodetected(List<TableSchema> chain) {
        for (TableSchema table : chain) {
            if (parts.isAutodetected(table)) {
                parts.statements()
                        .run(
                                "Creating table '" + table.name() + "' like its staging table",
                                Optional.empty(),
                                "CREATE TABLE IF NOT EXISTS " + parts.dataset().table(table.name()) + " LIKE "
                                        + staged(table),
                                List.of());
                parts.tables().extend(parts.table(table.name()), staging().id(table.name()));
            }
        }
    }

    static String transaction(List<String> statements) {
        return "BEGIN TRANSACTION;\n" + String.join(";\n", statements) + ";\nCOMMIT TRANSACTION;";
    }

    /** A staging table that is gone is staged anew by the next run; nothing is wrong with the data. */
    private JobOutcome stagingLost(JobOutcome outcome) {
        return outcome.fold(
                done -> done,
                rejected -> rejected.reason().code() == BigQueryError.BIGQUERY_TABLE_MISSING
                                && String.valueOf(rejected.reason().getMessage())
                                        .contains(parts.context().stagingDatasetName())
                        ? JobOutcome.retryLater(Failures.exception(
                                BigQueryError.BIGQUERY_STAGING_LOST,
                                String.valueOf(rejected.reason().getMessage()),
                                rejected.reason()))
                        : rejected,
                later -> later,
                unknown -> unknown);
    }

    JobOutcome drop(DropJob job) {
        List<String> statements = new ArrayList<>();
        for (String table : job.tables()) {
            statements.add("DROP TABLE IF EXISTS " + parts.dataset().table(table));
        }
        parts.datasets().require(parts.dataset().name());
        TableId versions = parts.table(parts.dataset().systemTableName(SystemTables.VERSIONS));
        if (parts.tables().find(versions).isPresent()) {
            statements.add(parts.systemTables().forgetSchema(job.schemaName()));
        }
        String doing = "Dropping " + job.tables().size() + " tables of dataset '"
                + parts.dataset().name() + "'";
        return statements.isEmpty()
                ? JobOutcome.completed()
                : keyed.run("drop", doing, receipts.name(job.key(), List.of()), String.join(";\n", statements));
    }

    JobOutcome complete(LoadCompletion completion) {
        JobKey key =
                new JobKey(completion.pipelineName(), completion.loadId(), "_dlt_loads." + completion.schemaName());
        String doing = "Completing load " + completion.loadId() + " of dataset '"
                + parts.dataset().name() + "'";
        JobOutcome outcome = keyed.run(
                "complete",
                doing,
                receipts.name(key, List.of(completion.schemaVersionHash())),
                transaction(List.of(parts.systemTables().insertLoad(completion))));
        if (outcome.equals(JobOutcome.completed())) {
            dropStaging();
        }
        return outcome;
    }

    Set<JobKey> committed(UndoJob job) {
        return parts.datasets().find(parts.dataset().name()).isEmpty() ? Set.of() : receipts.committed(job);
    }

    /** See {@link Undo}. */
    JobOutcome undo(UndoJob job) {
        Set<JobKey> committed = committed(job);
        if (committed.isEmpty()) {
            return JobOutcome.completed();
        }
        JobOutcome outcome = new Undo(parts, keyed, receipts, files, staging()).run(job, committed);
        if (outcome.equals(JobOutcome.completed())) {
            receipts.begin();
            dropStaging();
        }
        return outcome;
    }

    private synchronized void dropStaging() {
        if (staging != null) {
            staging.dropAll();
        }
    }
}
