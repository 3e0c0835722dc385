package io.dlt4j.destination.postgres;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can go wrong in the PostgreSQL destination. */
enum PostgresError implements ErrorCode {
    /** The server is out of reach, or does not answer in time. */
    POSTGRES_UNREACHABLE(ErrorCategory.TRANSIENT),
    /** The server refuses the user, the password or the database. */
    POSTGRES_LOGIN_REFUSED(ErrorCategory.USER),
    /** The user may not do what a load has to do. */
    POSTGRES_RIGHT_MISSING(ErrorCategory.USER),
    /** The server refuses for another reason. */
    POSTGRES_FAILED(ErrorCategory.EXTERNAL),
    /** This version of the plugin checks connections, and does not load. */
    POSTGRES_LOAD_UNSUPPORTED(ErrorCategory.USER);

    private final ErrorCategory category;

    PostgresError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
