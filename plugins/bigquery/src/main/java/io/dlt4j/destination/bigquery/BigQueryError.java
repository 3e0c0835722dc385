package io.dlt4j.destination.bigquery;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can go wrong in the BigQuery destination. */
enum BigQueryError implements ErrorCode {
    /** The part of the plugin that talks to BigQuery is not there. */
    BIGQUERY_CLIENT_MISSING(ErrorCategory.USER);

    private final ErrorCategory category;

    BigQueryError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
