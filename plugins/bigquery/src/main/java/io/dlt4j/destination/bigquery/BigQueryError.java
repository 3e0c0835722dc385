package io.dlt4j.destination.bigquery;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can go wrong in the BigQuery destination. */
enum BigQueryError implements ErrorCode {
    /** Google does not take the credentials. */
    BIGQUERY_KEY_REFUSED(ErrorCategory.USER),
    /** The BigQuery API is switched off in the project, or the project has no billing. */
    BIGQUERY_API_DISABLED(ErrorCategory.USER),
    /** The account may not do what a load has to do. */
    BIGQUERY_RIGHT_MISSING(ErrorCategory.USER),
    /** The dataset is in another location than the configured one, or there is no such location. */
    BIGQUERY_LOCATION(ErrorCategory.USER),
    /** A column's type has no counterpart, or the file's format cannot carry it. */
    BIGQUERY_TYPE_UNSUPPORTED(ErrorCategory.USER),
    /** A hint for partitions, clusters or the like cannot be. */
    BIGQUERY_HINT_INVALID(ErrorCategory.USER),
    /** A value does not fit its column. */
    BIGQUERY_DATA_REJECTED(ErrorCategory.USER),
    /** A table or dataset that should exist does not. */
    BIGQUERY_TABLE_MISSING(ErrorCategory.USER),
    /** BigQuery cannot run a statement as written. */
    BIGQUERY_STATEMENT(ErrorCategory.USER),
    /** A table cannot be made or extended as the schema wants it. */
    BIGQUERY_SCHEMA_REFUSED(ErrorCategory.USER),
    /** Files are staged where BigQuery cannot read them. */
    BIGQUERY_STAGE_UNREACHABLE(ErrorCategory.USER),
    /** BigQuery refuses for another reason, for good. */
    BIGQUERY_REFUSED(ErrorCategory.EXTERNAL),
    /** A job file cannot be read. */
    BIGQUERY_FILE_UNREADABLE(ErrorCategory.EXTERNAL),
    /** A quota or a rate is used up for now. */
    BIGQUERY_QUOTA(ErrorCategory.TRANSIENT),
    /** Another transaction came in between. */
    BIGQUERY_CONFLICT(ErrorCategory.TRANSIENT),
    /** A staged file is not there, or not any more. */
    BIGQUERY_STAGE_MISSING(ErrorCategory.TRANSIENT),
    /** Staging tables of this load were dropped meanwhile. */
    BIGQUERY_STAGING_LOST(ErrorCategory.TRANSIENT),
    /** BigQuery does not answer. */
    BIGQUERY_UNREACHABLE(ErrorCategory.TRANSIENT),
    /** A job was sent and what became of it is not known. */
    BIGQUERY_COMMIT_UNKNOWN(ErrorCategory.TRANSIENT),
    /** Anything else that BigQuery reports. */
    BIGQUERY_FAILED(ErrorCategory.TRANSIENT);

    private final ErrorCategory category;

    BigQueryError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
