package io.dlt4j.pack;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can be wrong with a working directory. */
public enum PackError implements ErrorCode {
    /** The directory holds files that are not dlt4j's. */
    WORKDIR_FOREIGN(ErrorCategory.USER),
    /** Another process, or another pipeline object of this one, works in the directory. */
    WORKDIR_LOCKED(ErrorCategory.USER),
    /** The directory or a package was written by a newer version. */
    WORKDIR_TOO_NEW(ErrorCategory.USER),
    /** A file of the directory is missing or not readable as what it should be. */
    WORKDIR_CORRUPT(ErrorCategory.EXTERNAL),
    /** Reading or writing in the directory failed. */
    WORKDIR_IO(ErrorCategory.EXTERNAL);

    private final ErrorCategory category;

    PackError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
