package io.dlt4j.destination.duckdb;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can go wrong in the DuckDB destination. */
enum DuckDbError implements ErrorCode {
    /** The configured database is no file that this destination can use. */
    DUCKDB_LOCATION(ErrorCategory.USER),
    /** DuckDB refuses a setting. */
    DUCKDB_SETTING(ErrorCategory.USER),
    /** The file to read is not there. */
    DUCKDB_DATABASE_MISSING(ErrorCategory.USER),
    /** The database was opened with {@code read_only} and is to be changed. */
    DUCKDB_READ_ONLY(ErrorCategory.USER),
    /** A column's type has no counterpart. */
    DUCKDB_TYPE_UNSUPPORTED(ErrorCategory.USER),
    /** A value does not fit its column, or breaks a constraint. */
    DUCKDB_DATA_REJECTED(ErrorCategory.USER),
    /** A line of a JSON file is longer than DuckDB may read. */
    DUCKDB_LINE_TOO_LONG(ErrorCategory.USER),
    /** Files are staged where DuckDB cannot read them. */
    DUCKDB_STAGE_UNREACHABLE(ErrorCategory.USER),
    /** A table or column that should exist does not. */
    DUCKDB_TABLE_MISSING(ErrorCategory.USER),
    /** The files of a table that is queried in place cannot be read. */
    DUCKDB_FILE_UNREADABLE(ErrorCategory.USER),
    /** DuckDB cannot run a statement as written. */
    DUCKDB_STATEMENT(ErrorCategory.USER),
    /** The job needs what this version of the destination has not. */
    DUCKDB_JOB_UNSUPPORTED(ErrorCategory.INTERNAL),
    /** The file cannot be opened or created. */
    DUCKDB_OPEN_FAILED(ErrorCategory.EXTERNAL),
    /** Another process or another copy of DuckDB in this process has the file. */
    DUCKDB_LOCKED(ErrorCategory.TRANSIENT),
    /** Another transaction came in between. */
    DUCKDB_CONFLICT(ErrorCategory.TRANSIENT),
    /** Another load has emptied the staging tables of this one. */
    DUCKDB_STAGING_TAKEN(ErrorCategory.TRANSIENT),
    /** The memory limit was reached. */
    DUCKDB_OUT_OF_MEMORY(ErrorCategory.TRANSIENT),
    /** Reading or writing a file failed. */
    DUCKDB_IO(ErrorCategory.TRANSIENT),
    /** The outcome of a commit is not known. */
    DUCKDB_COMMIT_UNKNOWN(ErrorCategory.TRANSIENT),
    /** Anything else that DuckDB reports. */
    DUCKDB_FAILED(ErrorCategory.TRANSIENT);

    private final ErrorCategory category;

    DuckDbError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
