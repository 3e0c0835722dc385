package io.dlt4j.destination.sqlite;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can go wrong with SQLite. */
enum SqliteError implements ErrorCode {
    /** The file cannot be opened or is no database. */
    SQLITE_OPEN_FAILED(ErrorCategory.EXTERNAL),
    /** There is no database file. */
    SQLITE_DATABASE_MISSING(ErrorCategory.USER),
    /** Another process or client writes to the file. */
    SQLITE_BUSY(ErrorCategory.TRANSIENT),
    /** Another attempt at the same job came in between. */
    SQLITE_CONFLICT(ErrorCategory.TRANSIENT),
    /** Another load has emptied the staging tables. */
    SQLITE_STAGING_TAKEN(ErrorCategory.EXTERNAL),
    /** A table or a column is not there. */
    SQLITE_TABLE_MISSING(ErrorCategory.EXTERNAL),
    /** A value or a job file is not what the table takes. */
    SQLITE_DATA_REJECTED(ErrorCategory.EXTERNAL),
    /** The statement is not one that SQLite takes. */
    SQLITE_STATEMENT(ErrorCategory.EXTERNAL),
    /** The disk is full, or the file cannot be read or written. */
    SQLITE_IO(ErrorCategory.TRANSIENT),
    /** What became of a commit cannot be told. */
    SQLITE_COMMIT_UNKNOWN(ErrorCategory.EXTERNAL);

    private final ErrorCategory category;

    SqliteError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
