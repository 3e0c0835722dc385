package io.dlt4j.destination.duckdb;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lock on the file {@code <database>.lock}, which says who has the database open.
 *
 * <p>DuckDB's own lock keeps other processes out, but not a second copy of DuckDB in this one (two class loaders, two
 * native libraries): POSIX locks belong to the process, and the second copy would overwrite what the first wrote. The
 * JDK's lock table is one for the JVM and does see it. The database file itself must not be touched for this: closing
 * any descriptor of it would drop DuckDB's lock. The lock file stays: removing it would race with whoever opens it.
 */
final class DatabaseLock implements AutoCloseable {

    private static final int MAX_HOLDER_BYTES = 1024;

    /** Channels on which a lock was refused within this JVM: to close one would drop the other holder's lock. */
    private static final Map<Path, FileChannel> REFUSED = new HashMap<>();

    private final FileChannel channel;
    private final FileLock lock;

    private DatabaseLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock.
     *
     * @param holder what the lock file says about this process, for the message that another one prints
     * @throws DltException if it is taken
     */
    static DatabaseLock acquire(Path database, String holder) {
        Path file = database.resolveSibling(database.getFileName() + ".lock");
        try {
            return acquireFile(database, file, holder);
        } catch (IOException e) {
            throw new DltException(
                    DuckDbError.DUCKDB_OPEN_FAILED,
                    "The lock file " + file + " of the DuckDB database cannot be written: " + e + ".",
                    "Make the directory writable, or set credentials.read_only if the database is only to be read.",
                    e);
        }
    }

    private static synchronized DatabaseLock acquireFile(Path database, Path file, String holder) throws IOException {
        FileChannel channel = REFUSED.remove(file);
        if (channel == null) {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            REFUSED.put(file, channel);
            throw locked(database, "another class loader of this process (a second copy of the DuckDB plugin)", e);
        }
        if (lock == null) {
            String other = read(channel);
            channel.close();
            throw locked(database, other.isEmpty() ? "another process" : other, null);
        }
        write(channel, holder);
        return new DatabaseLock(channel, lock);
    }

    private static DltException locked(Path database, String holder, @Nullable Throwable cause) {
        return new DltException(
                DuckDbError.DUCKDB_LOCKED,
                "The DuckDB database " + database + " is in use by " + holder + ".",
                "DuckDB lets one process at a time write to a file: end the other one, or wait for it.",
                cause);
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(MAX_HOLDER_BYTES);
        channel.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).trim();
    }

    private static void write(FileChannel channel, String holder) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    }

    @Override
    public void close() throws IOException {
        channel.truncate(0);
        lock.release();
        channel.close();
    }
}
