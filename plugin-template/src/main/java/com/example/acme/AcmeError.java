package com.example.acme;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can go wrong. */
enum AcmeError implements ErrorCode {
    /** A file cannot be read or written; it is tried again. */
    ACME_IO(ErrorCategory.TRANSIENT),
    /** A job of a kind that the capabilities do not claim. */
    ACME_JOB_UNSUPPORTED(ErrorCategory.INTERNAL);

    private final ErrorCategory category;

    AcmeError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
