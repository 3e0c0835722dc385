package io.dlt4j.destination.bigquery;

import com.google.cloud.bigquery.DatasetId;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.TableResult;
import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.DropJob;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.LoadStart;
import io.dlt4j.api.load.MergeJob;
import io.dlt4j.api.load.ReplaceJob;
import io.dlt4j.api.load.StoredSchema;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.load.SupportsDrop;
import io.dlt4j.api.load.SupportsSql;
import io.dlt4j.api.load.SupportsStaging;
import io.dlt4j.api.load.SupportsStateSync;
import io.dlt4j.api.load.SupportsUndo;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.load.UndoJob;
import io.dlt4j.api.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A dataset of a project, and its staging dataset. Thread-safe. Connects when it is first asked for something. */
final class BigQueryClient
        implements DestinationClient, SupportsDrop, SupportsUndo, SupportsStaging, SupportsStateSync, SupportsSql {

    private final Parts parts;
    private final Jobs jobs;

    BigQueryClient(DestinationContext context) {
        this.parts = Parts.of(context);
        this.jobs = new Jobs(parts);
    }

    @Override
    public String location() {
        return "bigquery://" + parts.service().project() + "/" + parts.dataset().name();
    }

    @Override
    public boolean isLoaded(String loadId, String schemaName) {
        return parts.systemTables().isLoaded(loadId, schemaName);
    }

    @Override
    public void begin(LoadStart start) {
        jobs.begin(start);
    }

    @Override
    public List<TableSchema> migrate(io.dlt4j.api.schema.Schema schema, Set<String> tables) {
        return new Migration(parts).run(schema, tables);
    }

    @Override
    public void migrateStaging(io.dlt4j.api.schema.Schema schema, Set<String> tables) {
        new Migration(parts).stage(schema, tables, jobs.staging());
    }

    @Override
    public JobOutcome ingest(IngestJob job) {
        return outcome(() -> jobs.ingest(job));
    }

    @Override
    public JobOutcome truncate(TruncateJob job) {
        return outcome(() -> jobs.truncate(job));
    }

    @Override
    public JobOutcome merge(MergeJob job) {
        return outcome(() -> jobs.merge(job));
    }

    @Override
    public JobOutcome replace(ReplaceJob job) {
        return outcome(() -> jobs.replace(job));
    }

    @Override
    public JobOutcome drop(DropJob job) {
        return outcome(() -> jobs.drop(job));
    }

    @Override
    public Set<JobKey> committed(UndoJob job) {
        return jobs.committed(job);
    }

    @Override
    public JobOutcome undo(UndoJob job) {
        return outcome(() -> jobs.undo(job));
    }

    @Override
    public JobOutcome complete(LoadCompletion completion) {
        return outcome(() -> jobs.complete(completion));
    }

    @Override
    public Optional<StoredState> newestState(String pipelineName) {
        return parts.systemTables().newestState(pipelineName);
    }

    @Override
    public Optional<StoredSchema> newestSchema(String schemaName) {
        return parts.systemTables().newestSchema(schemaName);
    }

    @Override
    public Optional<StoredSchema> schemaByHash(String versionHash) {
        return parts.systemTables().schemaByHash(versionHash);
    }

    @Override
    public boolean datasetExists() {
        return parts.datasets().find(parts.dataset().name()).isPresent();
    }

    @Override
    public String qualifiedName(String table) {
        return parts.dataset().table(table);
    }

    @Override
    public void query(String sql, List<@Nullable Object> parameters, RowConsumer rows) {
        String dataset = parts.dataset().name();
        TableResult result = parts.statements()
                .run(
                        "A query in dataset '" + dataset + "'",
                        Optional.of(DatasetId.of(parts.service().project(), dataset)),
                        sql,
                        parameters);
        Schema schema = result.getSchema();
        if (schema == null || schema.getFields().isEmpty()) {
            return;
        }
        List<Field> fields = schema.getFields();
        rows.columns(fields.stream().map(Field::getName).toList());
        for (FieldValueList row : result.iterateAll()) {
            List<@Nullable Object> values = new ArrayList<>(fields.size());
            for (int column = 0; column < fields.size(); column++) {
                values.add(Cells.value(fields.get(column), row.get(column)));
            }
            if (!rows.row(values)) {
                return;
            }
        }
    }

    /** What a job cannot even begin for is an outcome too. */
    private static JobOutcome outcome(Supplier<JobOutcome> job) {
        try {
            return job.get();
        } catch (DltException e) {
            return Failures.outcome(e);
        }
    }

    /** Requests hold nothing open. */
    @Override
    public void close() {}
}
