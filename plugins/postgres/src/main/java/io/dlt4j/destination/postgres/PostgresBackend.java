package io.dlt4j.destination.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.support.sql.Sql;
import io.dlt4j.support.sql.SqlBackend;
import io.dlt4j.support.sql.SqlCatalog;
import io.dlt4j.support.sql.SqlClient;
import io.dlt4j.support.sql.SqlDataset;
import io.dlt4j.support.sql.SqlDialect;
import io.dlt4j.support.sql.SqlErrors;
import io.dlt4j.support.sql.SqlFence;
import io.dlt4j.support.sql.SqlUse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database of a PostgreSQL server. It is connected to when it is first used. Thread-safe. */
final class PostgresBackend implements SqlBackend {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresBackend.class);
    private static final int MAX_CONNECTIONS = 20;
    private static final long IDLE_MILLIS = 10_000;

    /** Of a query's result; with rows of 100 KB that is 50 MB. */
    private static final int ROWS_AT_ONCE = 500;

    private final PostgresServer server;
    private final boolean createsIndexes;
    private final PostgresDialect dialect = new PostgresDialect();
    private final PostgresCatalog catalog = new PostgresCatalog(dialect);
    private final PostgresErrors errors = new PostgresErrors();
    private final PostgresFence fence;
    private final PostgresIngestion ingestion;
    private final String dataset;
    private @Nullable HikariDataSource pool;
    private boolean closed;

    PostgresBackend(DestinationContext context) {
        ConfigValues config = context.config();
        this.server = new PostgresServer(config.require(PostgresConfig.CREDENTIALS));
        this.createsIndexes = config.require(PostgresConfig.CREATE_INDEXES);
        this.dataset = dialect.fold(context.datasetName());
        this.fence = new PostgresFence(catalog);
        this.ingestion = new PostgresIngestion(dialect, errors, CsvFormat.of(config.find(PostgresConfig.CSV_FORMAT)));
    }

    /** A client of the datasets that the context names. */
    static DestinationClient client(DestinationContext context) {
        return new SqlClient(context, new PostgresBackend(context));
    }

    @Override
    public String location() {
        return server.location();
    }

    @Override
    public void prepare() {
        Driver.isRegistered();
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
    public SqlFence fence() {
        return fence;
    }

    @Override
    public boolean createsIndexes() {
        return createsIndexes;
    }

    @Override
    public <T> T use(SqlUse<T> use) throws SQLException {
        Connection connection = connect();
        try {
            return use.with(connection);
        } finally {
            giveBack(connection);
        }
    }

    /** What fails here does not change what became of the transaction; the pool throws such a connection away. */
    private void giveBack(Connection connection) {
        try (connection) {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            LOG.debug("a connection to {} was broken when it was given back", location(), e);
        }
    }

    /** Processes that migrate one dataset take turns: what both lack would be created by both. */
    @Override
    public <T> T useAlone(SqlDataset changed, SqlUse<T> use) throws SQLException {
        byte[] name = ("dlt4j " + dialect.fold(changed.name())).getBytes(StandardCharsets.UTF_8);
        long lock = UUID.nameUUIDFromBytes(name).getMostSignificantBits();
        return use(connection -> {
            connection.setAutoCommit(false);
            Sql.execute(connection, "SELECT pg_advisory_xact_lock(" + lock + ")");
            return use.with(connection);
        });
    }

    @Override
    public void ingest(Connection connection, String target, TableSchema table, List<JobFile> files)
            throws SQLException {
        ingestion.run(connection, target, table, files);
    }

    /**
     * What reads may be long, and is streamed, which takes a transaction; all else commits by itself, since some of it may not be in
     * a transaction.
     */
    @Override
    public void prepareQuery(Connection connection, SqlDataset queried, String sql) throws SQLException {
        String start = sql.stripLeading().toLowerCase(Locale.ROOT);
        if (start.matches("(?s)(select|with|values|table|\\().*")) {
            connection.setAutoCommit(false);
            Sql.execute(connection, "SET LOCAL idle_in_transaction_session_timeout = 0");
        }
    }

    @Override
    public int fetchSize() {
        return ROWS_AT_ONCE;
    }

    @Override
    public @Nullable Object value(ResultSet result, int column, int jdbcType) throws SQLException {
        return PostgresValues.read(result, column, jdbcType);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }

    /** Waits for a connection that another thread has, for as long as it takes; for the server as long as configured. */
    private Connection connect() {
        HikariDataSource connections = pool();
        while (true) {
            try {
                return connections.getConnection();
            } catch (SQLTransientConnectionException e) {
                HikariPoolMXBean state = connections.getHikariPoolMXBean();
                if (state == null || state.getActiveConnections() == 0) {
                    throw PostgresErrors.onConnect(location(), cause(e));
                }
            } catch (SQLException e) {
                throw PostgresErrors.onConnect(location(), cause(e));
            }
        }
    }

    private static SQLException cause(SQLException failure) {
        return failure.getCause() instanceof SQLException cause ? cause : failure;
    }

    private synchronized HikariDataSource pool() {
        if (closed) {
            throw new IllegalStateException("the client of " + location() + " is closed");
        }
        HikariDataSource opened = pool;
        if (opened == null) {
            opened = open();
            pool = opened;
        }
        return opened;
    }

    private HikariDataSource open() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("dlt4j " + location());
        config.setDataSource(server.dataSource(dataset));
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE_MILLIS);
        config.setConnectionTimeout(server.connectTimeout() * 1000);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw PostgresErrors.onConnect(
                    location(),
                    e.getCause() instanceof SQLException cause ? cause : new SQLException(e.getMessage(), e));
        }
    }
}
