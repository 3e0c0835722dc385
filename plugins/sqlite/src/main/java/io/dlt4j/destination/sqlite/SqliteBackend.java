package io.dlt4j.destination.sqlite;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.support.sql.SqlBackend;
import io.dlt4j.support.sql.SqlCatalog;
import io.dlt4j.support.sql.SqlClient;
import io.dlt4j.support.sql.SqlDataset;
import io.dlt4j.support.sql.SqlDialect;
import io.dlt4j.support.sql.SqlErrors;
import io.dlt4j.support.sql.SqlUse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.sqlite.Function;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/**
 * A file of SQLite, to which a file for each dataset is attached: a commit over several of them is one. SQLite lets one writer at a
 * time into a file, so that one connection serves all threads. Thread-safe.
 */
final class SqliteBackend implements SqlBackend {

    private static final int BUSY_MILLIS = 30_000;

    private final Path file;
    private final List<String> datasets;
    private final SqliteDialect dialect = new SqliteDialect();
    private final SqliteErrors errors = new SqliteErrors();
    private final SqliteCatalog catalog = new SqliteCatalog(dialect);
    private @Nullable Connection opened;

    private SqliteBackend(DestinationContext context) {
        String name = context.config()
                .find(Sqlite.DATABASE)
                .orElseGet(() -> context.pipelineName().orElse(Sqlite.TYPE) + ".db");
        this.file = context.localDir().resolve(name).normalize();
        this.datasets = List.of(context.datasetName(), context.stagingDatasetName());
    }

    /** A client of the datasets that the context names. */
    static DestinationClient client(DestinationContext context) {
        return new SqlClient(context, new SqliteBackend(context));
    }

    @Override
    public String location() {
        return "sqlite:///" + file;
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
        return false;
    }

    /** Opening a file that is missing would create it. */
    @Override
    public synchronized Optional<DltException> missing() {
        return opened == null && !Files.exists(fileOf(datasets.get(0)))
                ? Optional.of(new DltException(
                        SqliteError.SQLITE_DATABASE_MISSING,
                        "There is no SQLite database " + fileOf(datasets.get(0)) + ".",
                        "Run a load first, or set database to the file that you mean."))
                : Optional.empty();
    }

    /** The file of a dataset: {@code loaded__sales.db} beside {@code loaded.db}. */
    private Path fileOf(String dataset) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot <= 0 ? name : name.substring(0, dot);
        String end = dot <= 0 ? "" : name.substring(dot);
        return file.resolveSibling(stem + "__" + URLEncoder.encode(dataset, StandardCharsets.UTF_8) + end);
    }

    @Override
    public synchronized <T> T use(SqlUse<T> use) throws SQLException {
        Connection connection = connection();
        try {
            return use.with(connection);
        } finally {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private Connection connection() throws SQLException {
        Connection connection = opened;
        if (connection == null) {
            connection = open();
            opened = connection;
        }
        return connection;
    }

    /** Through the driver's class: {@code DriverManager} does not see the drivers of plugins. */
    private Connection open() throws SQLException {
        try {
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
        } catch (IOException e) {
            throw new DltException(
                    SqliteError.SQLITE_OPEN_FAILED,
                    "The folder of the SQLite database " + file + " cannot be made: " + e + ".",
                    "Check the path and its rights.",
                    e);
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        // a transaction that reads first could not become a writer while another one is
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        Properties properties = config.toProperties();
        SQLiteConnection connection = JDBC.createConnection("jdbc:sqlite:" + file, properties);
        try {
            Function.create(connection, SqliteIngestion.DECODE, new Decoding());
            for (String dataset : datasets) {
                io.dlt4j.support.sql.Sql.execute(
                        connection,
                        "ATTACH DATABASE " + dialect.literal(fileOf(dataset).toString()) + " AS "
                                + dialect.identifier(dataset));
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Makes bytes of Base64; null of null. */
    private static final class Decoding extends Function {
        @Override
        protected void xFunc() throws SQLException {
            String text = value_text(0);
            if (text == null) {
                result();
            } else {
                result(Base64.getDecoder().decode(text));
            }
        }
    }

    @Override
    public void ingest(Connection connection, String target, TableSchema table, List<JobFile> files)
            throws SQLException {
        new SqliteIngestion(dialect, target, table).ingest(connection, files);
    }

    /** Tables without a qualifier are found in whatever is attached. */
    @Override
    public void prepareQuery(Connection connection, SqlDataset dataset, String sql) {}

    @Override
    public synchronized void close() {
        Connection connection = opened;
        opened = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LoggerFactory.getLogger(SqliteBackend.class)
                        .warn("closing {} failed: {}", location(), SqliteErrors.text(e));
            }
        }
    }
}
