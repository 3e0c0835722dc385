package io.dlt4j.destination.duckdb;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.support.sql.Sql;
import io.dlt4j.support.sql.SqlBackend;
import io.dlt4j.support.sql.SqlCatalog;
import io.dlt4j.support.sql.SqlClient;
import io.dlt4j.support.sql.SqlDataset;
import io.dlt4j.support.sql.SqlDialect;
import io.dlt4j.support.sql.SqlErrors;
import io.dlt4j.support.sql.SqlUse;
import io.dlt4j.support.sql.SqlValues;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A DuckDB file. It is opened, and created if it is missing, when it is first used. Thread-safe. */
final class DuckDbBackend implements SqlBackend {

    private final DestinationContext context;
    private final Path file;
    private final DuckDbSettings settings;
    private final DuckDbDialect dialect = new DuckDbDialect();
    private final DuckDbCatalog catalog = new DuckDbCatalog();
    private final DuckDbErrors errors = new DuckDbErrors();
    private @Nullable DuckDbDatabase opened;
    private boolean closed;

    DuckDbBackend(DestinationContext context) {
        this.context = context;
        Optional<ConfigValues> credentials = context.config().find(DuckDbConfig.CREDENTIALS);
        this.file = DuckDbLocation.of(context, credentials.flatMap(values -> values.find(DuckDbConfig.DATABASE)));
        this.settings = DuckDbSettings.of(credentials);
    }

    /** A client of the datasets that the context names. */
    static DestinationClient client(DestinationContext context) {
        return new SqlClient(context, new DuckDbBackend(context));
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
    public SqlDialect dialect() {
        return dialect;
    }

    @Override
    public SqlErrors errors() {
        return errors;
    }

    @Override
    public SqlCatalog catalog() {
        return catalog;
    }

    @Override
    public boolean createsIndexes() {
        return context.config().find(DuckDbConfig.CREATE_INDEXES).orElse(false);
    }

    /** Opening a file that is missing would create it. */
    @Override
    public synchronized Optional<DltException> missing() {
        return opened == null && DuckDbDatabase.isMissing(file)
                ? Optional.of(DuckDbErrors.databaseMissing(file))
                : Optional.empty();
    }

    @Override
    public <T> T use(SqlUse<T> use) throws SQLException {
        return database().use(use);
    }

    /**
     * Two migrations of one file at once would fail on each other's catalog entries, so those of this process, the only one that has
     * the file, take turns.
     */
    @Override
    public <T> T useAlone(SqlDataset dataset, SqlUse<T> use) throws SQLException {
        DuckDbDatabase database = database();
        synchronized (database) {
            return database.use(use);
        }
    }

    /** Again with less memory, if it needs more than there is. */
    @Override
    public JobOutcome attempt(Supplier<JobOutcome> transaction) {
        DuckDbDatabase database = database();
        while (true) {
            MemoryPlan plan = database.plan();
            JobOutcome outcome = transaction.get();
            try {
                if (!DuckDbErrors.isTooLarge(outcome) || !database.saveMemory(plan)) {
                    return outcome;
                }
            } catch (SQLException e) {
                return errors.outcome("Opening the database again with less memory", e);
            }
        }
    }

    @Override
    public void ingest(Connection connection, String target, TableSchema table, List<JobFile> files)
            throws SQLException {
        DuckDbDatabase database = database();
        if (files.get(0).format().equals(FileFormat.PARQUET)) {
            database.adds(connection, files.stream().mapToLong(JobFile::rows).sum());
        }
        Sql.execute(connection, Ingestion.insert(target, table, files, database.plan()));
    }

    @Override
    public void prepareQuery(Connection connection, SqlDataset dataset, String sql) throws SQLException {
        if (catalog.hasDataset(connection, dataset.name())) {
            Sql.execute(connection, "USE " + dataset.quotedName());
        }
    }

    /** The driver forgets why there is no first row. A statement that keeps the rows is not streamed, and tells. */
    @Override
    public SQLException reason(
            Connection connection, String sql, List<@Nullable Object> parameters, SQLException failure) {
        if (!DuckDbErrors.isForgotten(failure)) {
            return failure;
        }
        String kept = "CREATE OR REPLACE TEMPORARY TABLE dlt4j_reason AS " + sql;
        try (PreparedStatement statement = connection.prepareStatement(kept)) {
            Sql.bind(statement, parameters);
            statement.execute();
            return failure;
        } catch (SQLException e) {
            return DuckDbErrors.isOfValues(e) ? e : failure;
        }
    }

    @Override
    public @Nullable Object value(ResultSet result, int column, int jdbcType) throws SQLException {
        if (jdbcType == Types.BLOB) {
            return result.getBytes(column);
        }
        if (jdbcType == Types.TIMESTAMP) {
            return result.getObject(column, LocalDateTime.class);
        }
        return SqlValues.of(result.getObject(column));
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (opened != null) {
            opened.release(context.failPoint());
            opened = null;
        }
    }

    /** How the database is open. */
    MemoryPlan plan() {
        return database().plan();
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
