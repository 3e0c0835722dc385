package io.dlt4j.destination.filesystem;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can go wrong in the filesystem destination. */
enum FilesystemError implements ErrorCode {
    /** A check could not write there what a load writes. */
    FILESYSTEM_CHECK_FAILED(ErrorCategory.EXTERNAL),
    /** The configured {@code bucket_url} is no folder that this destination can use. */
    FILESYSTEM_LOCATION(ErrorCategory.USER),
    /** The layout cannot name the files of tables. */
    FILESYSTEM_LAYOUT(ErrorCategory.USER),
    /** A file would get a name that its place does not allow. */
    FILESYSTEM_NAME(ErrorCategory.USER),
    /** Another setting has a value that does not work. */
    FILESYSTEM_SETTING(ErrorCategory.USER),
    /** The dataset was laid out by a newer version. */
    FILESYSTEM_DATASET_TOO_NEW(ErrorCategory.USER),
    /** A file that describes the dataset does not hold what it should. */
    FILESYSTEM_DATASET_BROKEN(ErrorCategory.USER),
    /** The job needs what this version of the destination has not. */
    FILESYSTEM_JOB_UNSUPPORTED(ErrorCategory.INTERNAL),
    /** The files cannot be queried on this machine. */
    FILESYSTEM_QUERY_UNSUPPORTED(ErrorCategory.USER),
    /** Reading, writing or deleting a file failed. */
    FILESYSTEM_IO(ErrorCategory.TRANSIENT);

    private final ErrorCategory category;

    FilesystemError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
