package io.dlt4j.support.sql;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.FailPoint;
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
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A dataset, which is a schema of a database, and its staging dataset, which is another one. Thread-safe.
 *
 * <p>The database is opened when it is first needed, and only {@link #migrate} and the jobs create anything.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SqlClient
        implements DestinationClient, SupportsDrop, SupportsUndo, SupportsStaging, SupportsStateSync, SupportsSql {

    private final SqlBackend backend;
    private final FailPoint failPoint;
    private final SqlDataset dataset;
    private final SqlDataset staging;
    private final SystemTables systemTables;
    private final Jobs jobs;
    private volatile Optional<LoadStart> load = Optional.empty();

    /** Opens the datasets that {@code context} names; closing the client closes {@code backend}. */
    public SqlClient(DestinationContext context, SqlBackend backend) {
        this.backend = requireNonNull(backend, "backend is null");
        this.failPoint = context.failPoint();
        this.dataset = new SqlDataset(context.datasetName(), context.identifiers(), backend.dialect());
        this.staging = new SqlDataset(context.stagingDatasetName(), context.identifiers(), backend.dialect());
        this.systemTables = new SystemTables(backend, dataset);
        this.jobs = new Jobs(backend, dataset, staging, failPoint);
    }

    @Override
    public String location() {
        return backend.location();
    }

    @Override
    public void prepare() {
        backend.prepare();
    }

    @Override
    public void begin(LoadStart start) {
        load = Optional.of(start);
        backend.fence().begin(start);
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
        return read(connection -> backend.catalog().hasDataset(connection, dataset.name()), false);
    }

    @Override
    public List<TableSchema> migrate(Schema schema, Set<String> tables) {
        return migration(dataset).run(schema, tables, load);
    }

    @Override
    public void migrateStaging(Schema schema, Set<String> tables) {
        migration(staging).stage(schema, tables);
    }

    private Migration migration(SqlDataset target) {
        return new Migration(backend, target, failPoint);
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
    public Set<JobKey> committed(UndoJob job) {
        return backend.missing().isPresent() ? Set.of() : jobs.committed(job);
    }

    @Override
    public JobOutcome undo(UndoJob job) {
        return backend.missing().isPresent() ? JobOutcome.completed() : jobs.undo(job);
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
        Optional<DltException> missing = backend.missing();
        if (missing.isPresent()) {
            throw missing.get();
        }
        try {
            backend.use(connection -> {
                new Query(backend, dataset).run(connection, sql, parameters, rows);
                return true;
            });
        } catch (SQLException e) {
            throw backend.errors().queryFailed("A query in dataset '" + dataset.name() + "'", e);
        }
    }

    @Override
    public void close() {
        backend.close();
    }

    private <T> T read(SqlUse<T> reading, T absent) {
        if (backend.missing().isPresent()) {
            return absent;
        }
        try {
            return backend.use(reading);
        } catch (SQLException e) {
            if (backend.errors().isUndefined(e)) {
                return absent;
            }
            throw backend.errors().translate("Reading the system tables of dataset '" + dataset.name() + "'", e);
        }
    }
}
