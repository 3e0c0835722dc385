package io.dlt4j.destination.duckdb;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.StoredSchema;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.load.SupportsSql;
import io.dlt4j.api.load.SupportsStateSync;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dataset, which is a schema of a DuckDB file. Thread-safe.
 *
 * <p>The file is opened when it is first needed, and only {@link #migrate} and the jobs create it.
 */
final class DuckDbClient implements DestinationClient, SupportsStateSync, SupportsSql {

    private final DestinationContext context;
    private final Path file;
    private final DuckDbSettings settings;
    private final Dataset dataset;
    private final Ledger ledger;
    private final SystemTables systemTables;
    private @Nullable DuckDbDatabase opened;
    private boolean closed;

    DuckDbClient(DestinationContext context) {
        this.context = context;
        Optional<ConfigValues> credentials = context.config().find(DuckDbConfig.CREDENTIALS);
        this.file = DuckDbLocation.of(context, credentials.flatMap(values -> values.find(DuckDbConfig.DATABASE)));
        this.settings = DuckDbSettings.of(credentials);
        this.dataset = new Dataset(context.datasetName(), context.identifiers());
        this.ledger = new Ledger(dataset);
        this.systemTables = new SystemTables(dataset);
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
        boolean unique = context.config().find(DuckDbConfig.CREATE_INDEXES).orElse(false);
        return new Migration(database(), dataset, unique, context.failPoint()).run(schema, tables);
    }

    @Override
    public JobOutcome ingest(IngestJob job) {
        String doing = "Loading " + describe(job.files()) + " into table '"
                + job.table().name() + "' of dataset '" + dataset.name() + "'";
        List<JobKey> keys = job.files().stream().map(JobFile::key).toList();
        String target = dataset.table(job.table().name());
        return keyed("ingest", doing, job.isStaging(), keys, (connection, missing) -> {
            List<JobFile> files = job.files().stream()
                    .filter(candidate -> missing.contains(candidate.key()))
                    .toList();
            Sql.execute(connection, Ingestion.insert(target, job.table(), files, plan()));
        });
    }

    @Override
    public JobOutcome truncate(TruncateJob job) {
        String doing = "Emptying " + job.tables().size() + " tables of dataset '" + dataset.name() + "'";
        return keyed("truncate", doing, job.isStaging(), List.of(job.key()), (connection, missing) -> {
            for (TableSchema table : job.tables()) {
                Sql.execute(connection, "DELETE FROM " + dataset.table(table.name()));
            }
        });
    }

    @Override
    public JobOutcome complete(LoadCompletion completion) {
        String loadId = completion.loadId();
        String schemaName = completion.schemaName();
        JobKey key = new JobKey(completion.pipelineName(), loadId, "_dlt_loads." + schemaName);
        String doing = "Completing load " + loadId + " of dataset '" + dataset.name() + "'";
        return run("complete", doing, new KeyedTransaction.Effect() {
            @Override
            public boolean run(Connection connection) throws SQLException {
                // _dlt_loads has no unique key, which two completions at once would need
                ledger.insert(connection, List.of(key));
                if (systemTables.isLoaded(connection, loadId, schemaName)) {
                    return false;
                }
                systemTables.insertLoad(connection, completion);
                ledger.forgetBefore(connection, completion.pipelineName(), loadId);
                return true;
            }

            @Override
            public boolean isMadeByAnother(Connection connection) throws SQLException {
                return systemTables.isLoaded(connection, loadId, schemaName);
            }
        });
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

    /** What a job does, given those of its keys that are not in the ledger yet. */
    @FunctionalInterface
    private interface Job {
        void run(Connection connection, Set<JobKey> missing) throws SQLException;
    }

    private JobOutcome keyed(String step, String doing, boolean staging, List<JobKey> keys, Job job) {
        if (staging) {
            return JobOutcome.rejected(new DltException(
                    DuckDbError.DUCKDB_JOB_UNSUPPORTED,
                    doing + " is meant for a staging dataset, which the DuckDB destination has not.",
                    "Use the write disposition append or replace with truncate-and-insert."));
        }
        return run(step, doing, new KeyedTransaction.Effect() {
            private Set<JobKey> missing = Set.of();

            @Override
            public boolean run(Connection connection) throws SQLException {
                missing = ledger.insert(connection, keys);
                if (missing.isEmpty()) {
                    return false;
                }
                job.run(connection, missing);
                return true;
            }

            @Override
            public boolean isMadeByAnother(Connection connection) throws SQLException {
                return ledger.containsAny(connection, missing);
            }
        });
    }

    /** Runs a job, with less memory if it needs more than there is. A job that cannot even begin has an outcome too. */
    private JobOutcome run(String step, String doing, KeyedTransaction.Effect effect) {
        try {
            DuckDbDatabase database = database();
            KeyedTransaction transaction = new KeyedTransaction(database, context.failPoint(), step, doing);
            while (true) {
                MemoryPlan plan = database.plan();
                JobOutcome outcome = transaction.run(effect);
                if (!DuckDbErrors.isTooLarge(outcome) || !database.saveMemory(plan)) {
                    return outcome;
                }
            }
        } catch (DltException e) {
            return e.category().retried() ? JobOutcome.retryLater(e) : JobOutcome.rejected(e);
        } catch (SQLException e) {
            return DuckDbErrors.outcome(doing, e);
        }
    }

    private static String describe(List<JobFile> files) {
        return files.size() == 1 ? files.get(0).toString() : files.size() + " files (" + files.get(0) + ", ...)";
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
