package io.dlt4j.testkit.memory;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can go wrong with the destination in memory. */
enum MemoryError implements ErrorCode {
    /** The journal cannot be read or written. */
    MEMORY_IO(ErrorCategory.TRANSIENT),
    /** A job file is not JSON Lines. */
    MEMORY_FILE_BROKEN(ErrorCategory.EXTERNAL),
    /** Another load has emptied the staging tables since. */
    MEMORY_STAGING_TAKEN(ErrorCategory.EXTERNAL);

    private final ErrorCategory category;

    MemoryError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
