package io.dlt4j.api.error;

import org.apiguardian.api.API;

/**
 * Says who can mend an error, and with it whether the host tries again.
 *
 * <p>Plugins receive this type: always write a {@code default} branch when switching over it.
 */
@API(status = API.Status.STABLE, since = "0.1")
public enum ErrorCategory {
    /** The data, the configuration or the call is wrong; repeating it cannot help. */
    USER,
    /** Expected to pass by itself (a lost connection, throttling, a lock); the host repeats the work. */
    TRANSIENT,
    /** Something outside this process refuses for good (a missing permission, a full disk). */
    EXTERNAL,
    /** A defect of dlt4j or of a plugin. */
    INTERNAL;

    /** Whether the host repeats work that failed with this category. */
    public boolean retried() {
        return this == TRANSIENT;
    }
}
