package io.dlt4j.destination.duckdb;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.DropJob;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.MergeJob;
import io.dlt4j.api.load.ReplaceJob;
import io.dlt4j.api.load.StoredSchema;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.load.SupportsDrop;
import io.dlt4j.api.load.SupportsSql;
import io.dlt4j.api.load.SupportsStaging;
import io.dlt4j.api.load.SupportsStateSync;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dataset, which is a schema of a DuckDB file, and its staging dataset, which is another one. Thread-safe.
 *
 * <p>The file is opened when it is first needed, and only {@link #migrate} and the jobs create it.
 */
final class DuckDbClient implements DestinationClient, SupportsDrop, SupportsStaging, SupportsStateSync, SupportsSql {

    private final DestinationContext context;
    private final Path file;
    private final DuckDbSettings settings;
    private final Dataset dataset;
    private final Dataset staging;
    private final SystemTables systemTables;
    private final Jobs jobs;
    private @Nullable DuckDbDatabase opened;
    private boolean closed;

    DuckDbClient(DestinationContext context) {
        this.context = context;
        Optional<ConfigValues> credentials = context.config().find(DuckDbConfig.CREDENTIALS);
        this.file = DuckDbLocation.of(context, credentials.flatMap(values -> values.find(DuckDbConfig.DATABASE)));
        this.settings = DuckDbSettings.of(credentials);
        this.dataset = new Dataset(context.datasetName(), context.identifiers());
        this.staging = new Dataset(context.stagingDatasetName(), context.identifiers());
        this.systemTables = new SystemTables(dataset);
        this.jobs = new Jobs(dataset, staging, this::database, context.failPoint());
    }

    @Override
    public String location() {
        return "duckdb:///" + file;
    }

    @Override
    public void prepare() {
        DuckDbDatabase.loadDriver();
    }

    @Override
    public boolean isLoaded(String loadId, String schemaName) {
        return read(connection -> systemTables.isLoaded(connection, loadId, schemaName), false);
    }

    @Override
    public Optional<StoredState> newestState(String pipelineName) {
        return read(connection -> systemTables.newestState(connection, pipelineName), Optional.empty());
    }

    @Override
    public Optional<StoredSchema> newestSchema(String schemaName) {
        return read(connection -> systemTables.newestSchema(connection, schemaName), Optional.empty());
    }

    @Override
    public Optional<StoredSchema> schemaByHash(String versionHash) {
        return read(connection -> systemTables.schemaByHash(connection, versionHash), Optional.empty());
    }

    @Override
    public boolean datasetExists() {
        return read(dataset::exists, false);
    }

    @Override
    public List<TableSchema> migrate(Schema schema, Set<String> tables) {
        return migration(dataset).run(schema, tables);
    }

    @Override
    public void migrateStaging(Schema schema, Set<String> tables) {
        migration(staging).stage(schema, tables);
    }

    private Migration migration(Dataset target) {
        boolean unique = context.config().find(DuckDbConfig.CREATE_INDEXES).orElse(false);
        return new Migration(database(), target, unique, context.failPoint());
    }

    @Override
    public JobOutcome ingest(IngestJob job) {
        return jobs.ingest(job);
    }

    @Override
    public JobOutcome truncate(TruncateJob job) {
        return jobs.truncate(job);
    }

    @Override
    public JobOutcome merge(MergeJob job) {
        return jobs.merge(job);
    }

    @Override
    public JobOutcome replace(ReplaceJob job) {
        return jobs.replace(job);
    }

    @Override
    public JobOutcome drop(DropJob job) {
        return jobs.drop(job);
    }

    @Override
    public JobOutcome complete(LoadCompletion completion) {
        return jobs.complete(completion);
    }

    @Override
    public String qualifiedName(String table) {
        return dataset.table(table);
    }

    @Override
    public void query(String sql, List<@Nullable Object> parameters, RowConsumer rows) {
        if (isMissing()) {
            throw DuckDbErrors.databaseMissing(file);
        }
        try {
            database().use(connection -> {
                Query.run(connection, dataset, sql, parameters, rows);
                return true;
            });
        } catch (SQLException e) {
            throw DuckDbErrors.translate("A query in dataset '" + dataset.name() + "'", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (opened != null) {
            opened.release(context.failPoint());
            opened = null;
        }
    }

    private <T> T read(DuckDbDatabase.Use<T> reading, T absent) {
        if (isMissing()) {
            return absent;
        }
        try {
            return database().use(reading);
        } catch (SQLException e) {
            if (DuckDbErrors.isUndefined(e)) {
                return absent;
            }
            throw DuckDbErrors.translate("Reading the system tables of dataset '" + dataset.name() + "'", e);
        }
    }

    /** How the database is open. */
    MemoryPlan plan() {
        return database().plan();
    }

    /** Opening a file that is missing would create it. */
    private synchronized boolean isMissing() {
        return opened == null && DuckDbDatabase.isMissing(file);
    }

    private synchronized DuckDbDatabase database() {
        if (closed) {
            throw new IllegalStateException("the client of " + location() + " is closed");
        }
        DuckDbDatabase database = opened;
        if (database == null) {
            String pipeline = context.pipelineName()
                    .map(name -> " (pipeline '" + name + "')")
                    .orElse("");
            String holder = "process " + ProcessHandle.current().pid() + pipeline;
            database = DuckDbDatabase.acquire(file, settings, holder, context.failPoint());
            opened = database;
        }
        return database;
    }
}
