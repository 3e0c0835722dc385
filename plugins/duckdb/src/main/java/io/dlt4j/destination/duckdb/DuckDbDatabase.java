package io.dlt4j.destination.duckdb;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.FailPoint;
import io.dlt4j.api.error.DltException;
import io.dlt4j.support.sql.Sql;
import io.dlt4j.support.sql.SqlUse;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open database file. All clients of this JVM that name the same file share one, and the last to release it closes
 * it. Thread-safe.
 */
final class DuckDbDatabase {

    private static final Logger LOGGER = LoggerFactory.getLogger(DuckDbDatabase.class);
    private static final Map<Path, DuckDbDatabase> OPEN = new HashMap<>();

    /**
     * The name under which the file is attached to an instance without a file. The name that DuckDB would take from the
     * file's is often that of a dataset in it, and "sales"."items" is then refused as ambiguous.
     */
    static final String CATALOG = "_dlt4j_file";

    private final Path file;
    private final DuckDbSettings settings;
    private final Optional<DatabaseLock> lock;
    /** Held for reading by jobs that run side by side, for writing by one that must be alone. */
    private final ReentrantReadWriteLock access = new ReentrantReadWriteLock();

    private final EngineThreads threads;

    private MemoryPlan plan = MemoryPlan.USUAL;
    private DuckDBConnection root;
    private int users;

    private DuckDbDatabase(Path file, DuckDbSettings settings, Optional<DatabaseLock> lock, DuckDBConnection root) {
        this.file = file;
        this.settings = settings;
        this.lock = lock;
        this.threads = new EngineThreads(settings.threads());
        this.root = root;
    }

    /**
     * Opens the file, creating it if it is missing, or joins those who have it open already; the settings are then
     * those of the first.
     *
     * @param holder who opens it, for the message that others get
     * @throws DltException if it is in use elsewhere or cannot be opened
     */
    static DuckDbDatabase acquire(Path file, DuckDbSettings settings, String holder, FailPoint failPoint) {
        requireNonNull(file, "file is null");
        synchronized (OPEN) {
            Path key = canonical(file, settings.readOnly());
            DuckDbDatabase database = OPEN.get(key);
            if (database == null) {
                database = open(key, settings, holder, failPoint);
                OPEN.put(key, database);
            } else if (database.settings.readOnly() && !settings.readOnly()) {
                throw new DltException(
                        DuckDbError.DUCKDB_LOCKED,
                        "The DuckDB database " + file + " is open in this process with read_only.",
                        "Close the client that opened it first.");
            }
            database.users++;
            return database;
        }
    }

    /** Gives {@code use} a connection of its own, in auto-commit mode. What it leaves uncommitted is rolled back. */
    <T> T use(SqlUse<T> use) throws SQLException {
        Lock held = enter();
        try (DuckDBConnection connection = root.duplicate()) {
            Sql.execute(connection, "USE " + CATALOG);
            for (String statement : settings.sessionStatements()) {
                Sql.execute(connection, statement);
            }
            return plan.isParallel() ? counted(connection, use) : use.with(connection);
        } finally {
            held.unlock();
        }
    }

    private <T> T counted(DuckDBConnection connection, SqlUse<T> use) throws SQLException {
        try {
            threads.begin(root, connection);
            return use.with(connection);
        } finally {
            threads.end(root, connection);
        }
    }

    /**
     * Says that {@code connection}, which {@link #use} has given, goes on with a statement that adds so many rows. The engine needs
     * no other thread for it if they are fewer than what fills a row group for two.
     */
    void adds(Connection connection, long rows) throws SQLException {
        if (plan().isParallel() && rows < 2L * MemoryPlan.USUAL.rowGroupSize()) {
            threads.alone(root, connection);
        }
    }

    private Lock enter() {
        access.readLock().lock();
        if (plan.isParallel()) {
            return access.readLock();
        }
        access.readLock().unlock();
        access.writeLock().lock();
        return access.writeLock();
    }

    /** How the database is open. */
    MemoryPlan plan() {
        access.readLock().lock();
        try {
            return plan;
        } finally {
            access.readLock().unlock();
        }
    }

    /**
     * Opens the file again under the plan that comes after {@code failed}, when all that run have ended; it stays with
     * it. Does nothing if it has been done in the meantime.
     *
     * @return whether it makes sense to try again
     */
    boolean saveMemory(MemoryPlan failed) throws SQLException {
        if (failed.next().isEmpty() || access.getReadHoldCount() > 0) {
            return false;
        }
        access.writeLock().lock();
        try {
            if (plan == failed) {
                plan = failed.next().get();
                LOGGER.info("DuckDB database {}: memory limit reached, going on with {}", file, plan);
                root.close();
                root = openRoot(file, settings, plan);
            }
            return true;
        } finally {
            access.writeLock().unlock();
        }
    }

    /** Gives up one {@link #acquire}. The last one moves everything that was committed from the log into the file. */
    void release(FailPoint failPoint) {
        synchronized (OPEN) {
            users--;
            if (users > 0) {
                return;
            }
            OPEN.remove(file);
            failPoint.reach("duckdb.close.before-checkpoint");
            try {
                checkpoint();
                root.close();
                if (lock.isPresent()) {
                    lock.get().close();
                }
            } catch (SQLException | IOException e) {
                LOGGER.warn("DuckDB database {} was not closed cleanly", file, e);
            }
            failPoint.reach("duckdb.close.after-checkpoint");
        }
    }

    /** What was committed is safe in the log without this, and is found there when the file is opened again. */
    private void checkpoint() {
        if (settings.readOnly()) {
            return;
        }
        try {
            Sql.execute(root, "CHECKPOINT " + CATALOG);
        } catch (SQLException e) {
            LOGGER.warn("DuckDB database {} keeps its data in {}.wal until it is opened again", file, file, e);
        }
    }

    private static DuckDbDatabase open(Path file, DuckDbSettings settings, String holder, FailPoint failPoint) {
        if (settings.readOnly()) {
            return new DuckDbDatabase(file, settings, Optional.empty(), openRoot(file, settings, MemoryPlan.USUAL));
        }
        DatabaseLock lock = DatabaseLock.acquire(file, holder);
        try {
            if (isMissing(file)) {
                create(file, failPoint);
            }
            return new DuckDbDatabase(file, settings, Optional.of(lock), openRoot(file, settings, MemoryPlan.USUAL));
        } catch (DltException e) {
            closeAfter(e, lock);
            throw e;
        }
    }

    /** Links the driver and its native library, and starts an engine once, in memory. */
    static void loadDriver() {
        try {
            DuckDBConnection.newConnection("jdbc:duckdb:", false, "", new Properties())
                    .close();
        } catch (SQLException e) {
            LOGGER.debug("no database in memory", e);
        }
    }

    /**
     * Whether there is nothing to open. An empty file is what a creation leaves that was cut off; DuckDB refuses it for
     * good.
     */
    static boolean isMissing(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw DuckDbErrors.openFailed(file, e);
        }
    }

    /**
     * Creates the file under another name and renames it, so that no half-written header is ever found under its own.
     * Files of this storage version are read by DuckDB 1.0 and later.
     */
    private static void create(Path file, FailPoint failPoint) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            try (DuckDBConnection connection = connect(new Properties())) {
                Sql.execute(connection, attach(fresh, "STORAGE_VERSION 'v1.0.0'"));
            }
            failPoint.reach("duckdb.create.before-rename");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel directory = FileChannel.open(requireNonNull(file.getParent(), "file has no parent"))) {
                directory.force(true);
            }
            failPoint.reach("duckdb.create.after-rename");
        } catch (IOException | SQLException e) {
            throw DuckDbErrors.openFailed(file, e);
        }
    }

    private static DuckDBConnection openRoot(Path file, DuckDbSettings settings, MemoryPlan plan) {
        Properties properties = settings.properties(plan);
        properties.putIfAbsent("temp_directory", file + ".tmp");
        DuckDBConnection root;
        try {
            root = connect(properties);
        } catch (SQLException e) {
            throw DuckDbErrors.openFailed(file, e);
        }
        try {
            Sql.execute(
                    root, attach(file, settings.readOnly() ? "READ_ONLY" : "ROW_GROUP_SIZE " + plan.rowGroupSize()));
        } catch (SQLException e) {
            closeAfter(e, root);
            throw DuckDbErrors.openFailed(file, e);
        }
        try {
            for (String statement : settings.globalStatements()) {
                Sql.execute(root, statement);
            }
        } catch (SQLException e) {
            closeAfter(e, root);
            throw DuckDbErrors.settingRefused(file, e);
        }
        return root;
    }

    private static DuckDBConnection connect(Properties properties) throws SQLException {
        return DuckDBConnection.newConnection("jdbc:duckdb:", false, "", properties);
    }

    private static String attach(Path file, String options) {
        return "ATTACH " + DuckDbText.literal(file.toString()) + " AS " + CATALOG + " (" + options + ")";
    }

    /** The one name of the file among those that links give it; makes its directory. */
    private static Path canonical(Path file, boolean readOnly) {
        try {
            if (Files.exists(file)) {
                return file.toRealPath();
            }
            if (readOnly) {
                throw DuckDbErrors.databaseMissing(file);
            }
            Path directory = requireNonNull(file.getParent(), "file has no parent");
            Files.createDirectories(directory);
            return directory.toRealPath().resolve(file.getFileName());
        } catch (IOException e) {
            throw DuckDbErrors.openFailed(file, e);
        }
    }

    private static void closeAfter(Exception failure, AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }
}
