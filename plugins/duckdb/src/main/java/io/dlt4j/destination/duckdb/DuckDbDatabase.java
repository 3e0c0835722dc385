package io.dlt4j.destination.duckdb;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.FailPoint;
import io.dlt4j.api.error.DltException;
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

    private final Path file;
    private final DuckDbSettings settings;
    private final Optional<DatabaseLock> lock;
    private final DuckDBConnection root;
    private int users;

    private DuckDbDatabase(Path file, DuckDbSettings settings, Optional<DatabaseLock> lock, DuckDBConnection root) {
        this.file = file;
        this.settings = settings;
        this.lock = lock;
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

    /** A connection of its own to the caller, in auto-commit mode. */
    Connection connect() throws SQLException {
        DuckDBConnection connection = root.duplicate();
        try {
            for (String statement : settings.sessionStatements()) {
                Sql.execute(connection, statement);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
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
            Sql.execute(root, "CHECKPOINT");
        } catch (SQLException e) {
            LOGGER.warn("DuckDB database {} keeps its data in {}.wal until it is opened again", file, file, e);
        }
    }

    private static DuckDbDatabase open(Path file, DuckDbSettings settings, String holder, FailPoint failPoint) {
        if (settings.readOnly()) {
            return new DuckDbDatabase(file, settings, Optional.empty(), openRoot(file, settings));
        }
        DatabaseLock lock = DatabaseLock.acquire(file, holder);
        try {
            if (isMissing(file)) {
                create(file, failPoint);
            }
            return new DuckDbDatabase(file, settings, Optional.of(lock), openRoot(file, settings));
        } catch (DltException e) {
            closeAfter(e, lock);
            throw e;
        }
    }

    /** Links the driver and its native library, and starts an engine once, in memory. */
    static void loadDriver() {
        try {
            DuckDBConnection.newConnection("jdbc:duckdb:", false, "", new Properties()).close();
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
        Properties properties = new Properties();
        properties.put("storage_compatibility_version", "v1.0.0");
        try {
            Files.deleteIfExists(fresh);
            connect(fresh, false, properties).close();
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

    private static DuckDBConnection openRoot(Path file, DuckDbSettings settings) {
        try {
            DuckDBConnection root = connect(file, settings.readOnly(), settings.properties());
            try {
                for (String statement : settings.globalStatements()) {
                    Sql.execute(root, statement);
                }
                return root;
            } catch (SQLException e) {
                closeAfter(e, root);
                throw DuckDbErrors.settingRefused(file, e);
            }
        } catch (SQLException e) {
            throw DuckDbErrors.openFailed(file, e);
        }
    }

    private static DuckDBConnection connect(Path file, boolean readOnly, Properties properties) throws SQLException {
        return DuckDBConnection.newConnection("jdbc:duckdb:" + file, readOnly, "", properties);
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
