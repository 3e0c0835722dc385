package io.dlt4j.support.sql;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.FailPoint;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DropJob;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.MergeJob;
import io.dlt4j.api.load.ReplaceJob;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.load.UndoJob;
import io.dlt4j.api.schema.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The jobs of a load, each one transaction that begins with the job's keys. What fills or empties a staging table has its
 * keys in the ledger of the staging dataset, so that they are there as long as the rows are. Thread-safe.
 */
final class Jobs {

    private final SqlBackend backend;
    private final SqlDataset dataset;
    private final SqlDataset staging;
    private final Ledger ledger;
    private final Ledger stagingLedger;
    private final SystemTables systemTables;
    private final FailPoint failPoint;
    private final SqlDialect dialect;

    Jobs(SqlBackend backend, SqlDataset dataset, SqlDataset staging, FailPoint failPoint) {
        this.backend = requireNonNull(backend, "backend is null");
        this.dataset = requireNonNull(dataset, "dataset is null");
        this.staging = requireNonNull(staging, "staging is null");
        this.failPoint = requireNonNull(failPoint, "failPoint is null");
        this.dialect = backend.dialect();
        this.ledger = new Ledger(backend, dataset);
        this.stagingLedger = new Ledger(backend, staging);
        this.systemTables = new SystemTables(backend, dataset);
    }

    JobOutcome ingest(IngestJob job) {
        SqlDataset into = job.isStaging() ? staging : dataset;
        String doing = "Loading " + describe(job.files()) + " into table '"
                + job.table().name() + "' of dataset '" + into.name() + "'";
        List<JobKey> keys = job.files().stream().map(JobFile::key).toList();
        String target = into.table(job.table().name());
        String step = job.isStaging() ? "stage" : "ingest";
        return keyed(step, doing, job.isStaging() ? stagingLedger : ledger, keys, (connection, missing) -> {
            requireStaged(connection, job.emptied(), doing);
            List<JobFile> files = job.files().stream()
                    .filter(candidate -> missing.contains(candidate.key()))
                    .toList();
            backend.ingest(connection, target, job.table(), files);
        });
    }

    JobOutcome truncate(TruncateJob job) {
        SqlDataset within = job.isStaging() ? staging : dataset;
        String doing = "Emptying " + job.tables().size() + " tables of dataset '" + within.name() + "'";
        String step = job.isStaging() ? "truncate-staging" : "truncate";
        Ledger receipts = job.isStaging() ? stagingLedger : ledger;
        return keyed(step, doing, receipts, List.of(job.key()), (connection, missing) -> {
            if (job.isStaging()) {
                stagingLedger.take(connection, job.key(), job.refills());
            }
            for (TableSchema table : job.tables()) {
                Sql.execute(connection, dialect.deleteAll(within.table(table.name())));
            }
        });
    }

    JobOutcome merge(MergeJob job) {
        String doing = "Merging into table '" + job.root().name() + "' of dataset '" + dataset.name() + "' by "
                + job.strategy().text();
        return fromStaging(
                "merge", doing, job.key(), job.emptied(), () -> MergeStatements.of(job, dialect, this::locate));
    }

    JobOutcome replace(ReplaceJob job) {
        String doing = "Replacing the rows of table '" + job.root().name() + "' of dataset '" + dataset.name() + "' by "
                + job.strategy().text();
        return fromStaging(
                "replace", doing, job.key(), job.emptied(), () -> ReplaceStatements.of(job, dialect, this::locate));
    }

    private JobOutcome fromStaging(
            String step, String doing, JobKey key, JobKey emptied, Supplier<List<String>> statements) {
        return keyed(step, doing, ledger, List.of(key), (connection, missing) -> {
            requireStaged(connection, Optional.of(emptied), doing);
            for (String statement : statements.get()) {
                Sql.execute(connection, statement);
            }
        });
    }

    private ChainTable locate(TableSchema table) {
        return new ChainTable(table, dataset.table(table.name()), staging.table(table.name()), dataset.quotedName());
    }

    /** What is in the staging tables is this load's only as long as no other load has emptied them. */
    private void requireStaged(Connection connection, Optional<JobKey> emptied, String doing) throws SQLException {
        if (emptied.isPresent() && !stagingLedger.containsAny(connection, List.of(emptied.get()))) {
            throw backend.errors().stagingTaken(doing);
        }
    }

    JobOutcome drop(DropJob job) {
        String doing = "Dropping " + job.tables().size() + " tables of dataset '" + dataset.name() + "'";
        return run("drop", doing, new KeyedTransaction.Effect() {
            private SqlFence.Claim claim = () -> {};

            @Override
            public void committed() {
                claim.committed();
            }

            @Override
            public boolean run(Connection connection) throws SQLException {
                Migration.createDataset(connection, backend, dataset);
                ledger.create(connection);
                claim = backend.fence().claim(connection, dataset);
                if (ledger.insert(connection, List.of(job.key())).isEmpty()) {
                    return false;
                }
                dropTables(connection, job);
                return true;
            }

            @Override
            public boolean isMadeByAnother(Connection connection) throws SQLException {
                return ledger.containsAny(connection, List.of(job.key()));
            }
        });
    }

    private void dropTables(Connection connection, DropJob job) throws SQLException {
        boolean staged = backend.catalog().hasDataset(connection, staging.name());
        for (String table : job.tables()) {
            Sql.execute(connection, "DROP TABLE IF EXISTS " + dataset.table(table));
            if (staged) {
                Sql.execute(connection, "DROP TABLE IF EXISTS " + staging.table(table));
            }
        }
        systemTables.forgetSchema(connection, job.schemaName());
        if (staged) {
            new SystemTables(backend, staging).forgetSchema(connection, job.schemaName());
        }
    }

    JobOutcome complete(LoadCompletion completion) {
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
                backend.fence().guard(connection);
                systemTables.insertLoad(connection, completion);
                String complete = systemTables.completeLoads();
                ledger.forgetBefore(connection, completion.pipelineName(), loadId, complete);
                if (stagingLedger.exists(connection)) {
                    stagingLedger.forgetBefore(connection, completion.pipelineName(), loadId, complete);
                }
                return true;
            }

            @Override
            public boolean isMadeByAnother(Connection connection) throws SQLException {
                return systemTables.isLoaded(connection, loadId, schemaName);
            }
        });
    }

    Set<JobKey> committed(UndoJob job) {
        try {
            return backend.useAlone(dataset, connection -> {
                connection.setAutoCommit(false);
                if (!ledger.exists(connection)) {
                    return Set.of();
                }
                SqlFence.Claim claim = backend.fence().claim(connection, dataset);
                Set<JobKey> committed = new Undo(backend, dataset).committed(connection, job);
                connection.commit();
                claim.committed();
                return committed;
            });
        } catch (SQLException e) {
            throw backend.errors()
                    .translate("Reading what load " + job.loadId() + " did to dataset '" + dataset.name() + "'", e);
        }
    }

    JobOutcome undo(UndoJob job) {
        String doing = "Taking back load " + job.loadId() + " of dataset '" + dataset.name() + "'";
        return run("undo", doing, new KeyedTransaction.Effect() {
            private SqlFence.Claim claim = () -> {};

            @Override
            public void committed() {
                claim.committed();
            }

            @Override
            public boolean run(Connection connection) throws SQLException {
                if (!ledger.exists(connection)) {
                    return false;
                }
                claim = backend.fence().claim(connection, dataset);
                new Undo(backend, dataset).run(connection, job);
                if (stagingLedger.exists(connection)) {
                    stagingLedger.forget(connection, job.pipelineName(), job.loadId());
                }
                return true;
            }

            @Override
            public boolean isMadeByAnother(Connection connection) {
                return false;
            }
        });
    }

    /** What a job does, given those of its keys that are not in the ledger yet. */
    @FunctionalInterface
    private interface Job {
        void run(Connection connection, Set<JobKey> missing) throws SQLException;
    }

    private JobOutcome keyed(String step, String doing, Ledger receipts, List<JobKey> keys, Job job) {
        return run(step, doing, new KeyedTransaction.Effect() {
            private Set<JobKey> missing = Set.of();

            @Override
            public boolean run(Connection connection) throws SQLException {
                missing = receipts.insert(connection, keys);
                if (missing.isEmpty()) {
                    return false;
                }
                backend.fence().guard(connection);
                job.run(connection, missing);
                return true;
            }

            @Override
            public boolean isMadeByAnother(Connection connection) throws SQLException {
                return receipts.containsAny(connection, missing);
            }
        });
    }

    /** A job that cannot even begin has an outcome too. */
    private JobOutcome run(String step, String doing, KeyedTransaction.Effect effect) {
        KeyedTransaction transaction = new KeyedTransaction(backend, failPoint, step, doing);
        try {
            return backend.attempt(() -> transaction.run(effect));
        } catch (DltException e) {
            return SqlErrors.outcome(e);
        }
    }

    private static String describe(List<JobFile> files) {
        return files.size() == 1 ? files.get(0).toString() : files.size() + " files (" + files.get(0) + ", ...)";
    }
}
