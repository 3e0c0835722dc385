package io.dlt4j.destination.filesystem;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.storage.StorageError;
import java.io.IOException;

/**
 * Runs what a client does with its files, and says what failed in terms of the destination.
 *
 * <p>Whatever a store refuses may be granted later: keys are renewed, buckets are made. So a job is tried again, and a package
 * never fails for good because of it.
 *
 * @param location where the files are, for messages
 */
record Calls(String location) {

    /** An effect. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /** A question. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    JobOutcome job(String doing, Work work) {
        try {
            work.run();
            return JobOutcome.completed();
        } catch (DltException e) {
            boolean again = e.category().retried() || e.code() instanceof StorageError;
            return again ? JobOutcome.retryLater(e) : JobOutcome.rejected(e);
        } catch (IOException e) {
            return JobOutcome.retryLater(failed(doing, e, "it is tried again"));
        }
    }

    <T> T attempt(String doing, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw failed(doing, e, "then run the same command again");
        }
    }

    private DltException failed(String doing, IOException failure, String then) {
        return new DltException(
                FilesystemError.FILESYSTEM_IO,
                doing + " in " + location + " failed: " + failure.getClass().getSimpleName() + ": "
                        + failure.getMessage() + ".",
                "Check that there is room, and that the place can be reached, read and written; " + then + ".",
                failure);
    }
}
