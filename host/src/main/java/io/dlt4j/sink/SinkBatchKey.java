package io.dlt4j.sink;

import static java.util.Objects.requireNonNull;

/**
 * Identifies one call of a sink function: a call that is repeated, in this process or after a crash in another, has the same
 * key and the same rows. A function that remembers the keys that it has dealt with sees each row exactly once.
 *
 * @param loadId the load package
 * @param jobId the job file in it
 * @param number counts the calls for that file from 0
 */
public record SinkBatchKey(String loadId, String jobId, long number) {

    /** Checks the parts. */
    public SinkBatchKey {
        requireNonNull(loadId, "loadId is null");
        requireNonNull(jobId, "jobId is null");
    }

    /** The three parts in one text, for systems that take an idempotency key. */
    @Override
    public String toString() {
        return loadId + "/" + jobId + "/" + number;
    }
}
