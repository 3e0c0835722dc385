package io.dlt4j.destination.postgres;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can go wrong in the PostgreSQL destination. */
enum PostgresError implements ErrorCode {
    /** The server is out of reach, does not answer in time, or ends the connection. */
    POSTGRES_UNREACHABLE(ErrorCategory.TRANSIENT),
    /** The server has no connection left, or no memory or disk space for what it is to do. */
    POSTGRES_FULL(ErrorCategory.TRANSIENT),
    /** The database takes no changes at the moment: it is a standby, or was made read-only. */
    POSTGRES_READ_ONLY(ErrorCategory.TRANSIENT),
    /** Another transaction came in between, or held a lock for too long. */
    POSTGRES_CONFLICT(ErrorCategory.TRANSIENT),
    /** Another process has begun to load for this pipeline. */
    POSTGRES_TAKEN_OVER(ErrorCategory.TRANSIENT),
    /** Another load has emptied the staging tables of this one. */
    POSTGRES_STAGING_TAKEN(ErrorCategory.TRANSIENT),
    /** The outcome of a commit is not known. */
    POSTGRES_COMMIT_UNKNOWN(ErrorCategory.TRANSIENT),
    /** The server refuses the user, the password or the database. */
    POSTGRES_LOGIN_REFUSED(ErrorCategory.USER),
    /** An option of the credentials has a value that the driver does not take. */
    POSTGRES_SETTING(ErrorCategory.USER),
    /** The user may not do what a load has to do. */
    POSTGRES_RIGHT_MISSING(ErrorCategory.USER),
    /** A column's type has no counterpart. */
    POSTGRES_TYPE_UNSUPPORTED(ErrorCategory.USER),
    /** A value does not fit its column, or breaks a constraint. */
    POSTGRES_DATA_REJECTED(ErrorCategory.USER),
    /** A table or column that should exist does not. */
    POSTGRES_TABLE_MISSING(ErrorCategory.USER),
    /** The server cannot run a statement as written. */
    POSTGRES_STATEMENT(ErrorCategory.USER),
    /** A job file does not hold what its format says. */
    POSTGRES_FILE_INVALID(ErrorCategory.USER),
    /** A job file has a format that this destination does not read. */
    POSTGRES_JOB_UNSUPPORTED(ErrorCategory.INTERNAL),
    /** Anything else that the server reports. */
    POSTGRES_FAILED(ErrorCategory.TRANSIENT);

    private final ErrorCategory category;

    PostgresError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
