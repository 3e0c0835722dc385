package io.dlt4j.testkit.memory;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.DropJob;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.MergeJob;
import io.dlt4j.api.load.ReplaceJob;
import io.dlt4j.api.load.StoredSchema;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.load.SupportsDrop;
import io.dlt4j.api.load.SupportsStaging;
import io.dlt4j.api.load.SupportsStateSync;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A dataset in memory. Each job is one transaction that begins with its keys. Thread-safe. */
final class MemoryClient implements DestinationClient, SupportsStateSync, SupportsStaging, SupportsDrop {

    private final MemoryDatabase database;
    private final MemorySystemTables systemTables;
    private final String dataset;
    private final String staging;

    MemoryClient(DestinationContext context) {
        this.database = new MemoryDatabase(context);
        this.dataset = context.datasetName();
        this.staging = context.stagingDatasetName();
        this.systemTables = new MemorySystemTables(dataset);
    }

    @Override
    public String location() {
        return "memory://" + database.journal();
    }

    @Override
    public boolean isLoaded(String loadId, String schemaName) {
        return database.read(transaction -> systemTables.isLoaded(transaction, loadId, schemaName));
    }

    @Override
    public boolean datasetExists() {
        return database.read(transaction -> transaction.hasTable(dataset, MemorySystemTables.VERSIONS));
    }

    @Override
    public Optional<StoredState> newestState(String pipelineName) {
        return database.read(transaction -> systemTables.newestState(transaction, pipelineName));
    }

    @Override
    public Optional<StoredSchema> newestSchema(String schemaName) {
        return database.read(transaction -> systemTables.newestSchema(transaction, "schema_name", schemaName));
    }

    @Override
    public Optional<StoredSchema> schemaByHash(String versionHash) {
        return database.read(transaction -> systemTables.newestSchema(transaction, "version_hash", versionHash));
    }

    @Override
    public List<TableSchema> migrate(Schema schema, Set<String> tables) {
        return database.change("migrate", transaction -> {
            systemTables.create(transaction);
            if (systemTables.isStored(transaction, schema)) {
                return List.of();
            }
            List<TableSchema> created = new ArrayList<>(systemTables.missing(transaction, schema, tables));
            tables.forEach(table -> transaction.create(dataset, table));
            systemTables.store(transaction, schema);
            return created;
        });
    }

    @Override
    public void migrateStaging(Schema schema, Set<String> tables) {
        database.change("migrate-staging", transaction -> {
            tables.forEach(table -> transaction.create(staging, table));
            return true;
        });
    }

    @Override
    public JobOutcome ingest(IngestJob job) {
        String into = job.isStaging() ? staging : dataset;
        return database.job("ingest", "Loading into table '" + job.table().name() + "'", transaction -> {
            requireStaged(transaction, job.emptied());
            boolean changed = false;
            for (JobFile file : job.files()) {
                if (transaction.add(into, file.key())) {
                    transaction.insert(into, job.table().name(), MemoryStore.parse(file.path()));
                    changed = true;
                }
            }
            return changed;
        });
    }

    @Override
    public JobOutcome truncate(TruncateJob job) {
        String within = job.isStaging() ? staging : dataset;
        return database.job("truncate", "Emptying " + job.tables().size() + " tables", transaction -> {
            if (!transaction.add(within, job.key())) {
                return false;
            }
            if (job.isStaging()) {
                transaction.forget(staging, key -> key.jobId().equals(job.key().jobId()) && !key.equals(job.key()));
                transaction.forget(staging, job.refills()::contains);
            }
            job.tables().forEach(table -> transaction.set(within, table.name(), List.of()));
            return true;
        });
    }

    @Override
    public JobOutcome merge(MergeJob job) {
        return database.job("merge", "Merging into table '" + job.root().name() + "'", transaction -> {
            requireStaged(transaction, Optional.of(job.emptied()));
            if (!transaction.add(dataset, job.key())) {
                return false;
            }
            new MemoryMerge(transaction, dataset, staging, job).run();
            return true;
        });
    }

    @Override
    public JobOutcome replace(ReplaceJob job) {
        return database.job("replace", "Replacing table '" + job.root().name() + "'", transaction -> {
            requireStaged(transaction, Optional.of(job.emptied()));
            if (!transaction.add(dataset, job.key())) {
                return false;
            }
            for (TableSchema table : job.chain()) {
                List<Map<String, @Nullable Object>> rows = transaction.rows(staging, table.name());
                transaction.set(dataset, table.name(), rows);
            }
            return true;
        });
    }

    private void requireStaged(MemoryTransaction transaction, Optional<JobKey> emptied) {
        if (emptied.isPresent() && !transaction.has(staging, emptied.get())) {
            throw new DltException(
                    MemoryError.MEMORY_STAGING_TAKEN,
                    "Another load has taken the staging tables of dataset '" + dataset + "'.",
                    "Run the same command again.");
        }
    }

    @Override
    public JobOutcome drop(DropJob job) {
        return database.job("drop", "Dropping " + job.tables().size() + " tables", transaction -> {
            if (!transaction.add(dataset, job.key())) {
                return false;
            }
            for (String table : job.tables()) {
                transaction.drop(dataset, table);
                transaction.drop(staging, table);
            }
            systemTables.forgetSchema(transaction, job.schemaName());
            return true;
        });
    }

    @Override
    public JobOutcome complete(LoadCompletion completion) {
        return database.job("complete", "Completing load " + completion.loadId(), transaction -> {
            if (systemTables.isLoaded(transaction, completion.loadId(), completion.schemaName())) {
                return false;
            }
            systemTables.complete(transaction, completion);
            for (String name : List.of(dataset, staging)) {
                transaction.forget(
                        name,
                        key -> key.pipelineName().equals(completion.pipelineName())
                                && key.loadId().compareTo(completion.loadId()) < 0);
            }
            return true;
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
