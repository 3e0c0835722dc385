package io.dlt4j.pack;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** Holds a working directory for one process; released by {@link #close} and by the death of the process. */
public final class WorkLock implements AutoCloseable {

    private final FileChannel channel;

    private WorkLock(FileChannel channel) {
        this.channel = channel;
    }

    static WorkLock take(Path file, String purpose) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String holder = readHolder(channel);
                channel.close();
                throw new DltException(
                        PackError.WORKDIR_LOCKED,
                        "The working directory " + file.getParent() + " is in use by " + holder + ".",
                        "Wait until it is done, or use another pipeline name.");
            }
            String text = "process " + ProcessHandle.current().pid() + " (" + purpose + ", since "
                    + Instant.now().toString().substring(0, 19) + "Z)";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            return new WorkLock(channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new DltException(
                    PackError.WORKDIR_IO,
                    "Cannot lock " + file + ": " + e.getMessage() + ".",
                    "Check that the directory is writable and on a file system with locks.",
                    e);
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String readHolder(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(256);
        channel.read(buffer, 0);
        String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "another process" : text;
    }

    private static void closeQuietly(@org.jspecify.annotations.Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                org.slf4j.LoggerFactory.getLogger(WorkLock.class).debug("closing a lock file failed", e);
            }
        }
    }

    /** Gives the directory free. */
    @Override
    public void close() {
        closeQuietly(channel);
    }
}
