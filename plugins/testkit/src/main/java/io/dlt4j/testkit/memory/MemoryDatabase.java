package io.dlt4j.testkit.memory;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.FailPoint;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.JobOutcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Runs transactions against a journal, one after the other across threads, clients and processes. Thread-safe. */
final class MemoryDatabase {

    private final Path journal;
    private final FailPoint failPoint;
    private final MemoryStore store;

    MemoryDatabase(DestinationContext context) {
        this.journal = context.localDir().resolve(context.config().require(Memory.JOURNAL));
        this.failPoint = context.failPoint();
        try {
            this.store = MemoryStore.read(journal);
        } catch (IOException e) {
            throw failed("Opening the journal", e);
        }
    }

    Path journal() {
        return journal;
    }

    /** What a transaction does. */
    @FunctionalInterface
    interface Work<T> {
        T run(MemoryTransaction transaction) throws IOException;
    }

    synchronized <T> T read(Work<T> work) {
        try {
            if (Files.exists(journal)) {
                store.catchUp(journal);
            }
            return work.run(new MemoryTransaction(store));
        } catch (IOException e) {
            throw failed("Reading", e);
        }
    }

    /** @param step names the points for crash tests */
    synchronized <T> T change(String step, Work<T> work) {
        try {
            return commit(step, work);
        } catch (IOException e) {
            throw failed("Changing tables", e);
        }
    }

    /** @param work whether there was anything to do */
    synchronized JobOutcome job(String step, String doing, Work<Boolean> work) {
        try {
            commit(step, work);
            return JobOutcome.completed();
        } catch (DltException e) {
            return e.category().retried() ? JobOutcome.retryLater(e) : JobOutcome.rejected(e);
        } catch (IOException e) {
            return MemoryStore.isBroken(e)
                    ? JobOutcome.rejected(new DltException(
                            MemoryError.MEMORY_FILE_BROKEN,
                            doing + " failed: a job file is not JSON Lines: " + firstLine(e) + ".",
                            "This is a defect of dlt4j or of the disk: normalize the package again.",
                            e))
                    : JobOutcome.retryLater(failed(doing, e));
        }
    }

    private <T> T commit(String step, Work<T> work) throws IOException {
        Path parent = journal.getParent();
        Path folder = parent == null ? journal : Files.createDirectories(parent);
        try (FileChannel file = FileChannel.open(
                        folder.resolve(journal.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock lock = lock(file)) {
            if (Files.exists(journal)) {
                store.catchUp(journal);
            }
            MemoryTransaction transaction = new MemoryTransaction(store);
            T result = work.run(transaction);
            List<MemoryStore.Change> changes = transaction.changes();
            if (!changes.isEmpty()) {
                failPoint.reach("memory." + step + ".before-commit");
                store.commit(journal, changes);
                failPoint.reach("memory." + step + ".after-commit");
            }
            return result;
        }
    }

    /** Another process is waited for; another client of this one, which the lock does not tell from us, is tried again by the host. */
    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.lock();
        } catch (OverlappingFileLockException e) {
            throw new IOException("another client of this process is at it", e);
        }
    }

    private DltException failed(String doing, IOException failure) {
        return new DltException(
                MemoryError.MEMORY_IO,
                doing + " with the journal " + journal + " failed: " + failure + ".",
                "Check that the file can be written; it is tried again.",
                failure);
    }

    private static String firstLine(IOException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    /** There is nothing to release: files are open only while they are written. */
    void close() {}
}
