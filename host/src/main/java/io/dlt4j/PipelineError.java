package io.dlt4j;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can be wrong with how a pipeline is set up or called. */
public enum PipelineError implements ErrorCode {
    /** The name cannot be a directory's name. */
    PIPELINE_NAME_INVALID(ErrorCategory.USER),
    /** A step that needs a destination was called on a pipeline that has none. */
    PIPELINE_DESTINATION_MISSING(ErrorCategory.USER),
    /** Resources of one source have one name, or a source has none. */
    PIPELINE_RESOURCES_INVALID(ErrorCategory.USER),
    /** Hints contradict each other, or lack what they need. */
    PIPELINE_HINTS_INVALID(ErrorCategory.USER),
    /** An iterator or a stream was read before and cannot be read again. */
    PIPELINE_SOURCE_EXHAUSTED(ErrorCategory.USER),
    /** The state in the destination belongs to another pipeline. */
    PIPELINE_STATE_FOREIGN(ErrorCategory.USER),
    /** An import file is not a schema, or another one. */
    PIPELINE_SCHEMA_FILE_INVALID(ErrorCategory.USER),
    /** Job files cannot be written in the configured format. */
    PIPELINE_FORMAT_UNUSABLE(ErrorCategory.USER),
    /** The destination does not load from that staging destination. */
    PIPELINE_STAGING_UNSUPPORTED(ErrorCategory.USER),
    /** Files are to be queried, and the plugin that does it is not installed. */
    PIPELINE_SQL_CLIENT_UNAVAILABLE(ErrorCategory.USER),
    /** The destination has no SQL. */
    PIPELINE_SQL_UNSUPPORTED(ErrorCategory.USER),
    /** Packages that are not loaded yet stand against what was asked for. */
    PIPELINE_PENDING(ErrorCategory.USER),
    /** A hint cannot be: its value has no meaning, or it contradicts another one. */
    PIPELINE_HINT_INVALID(ErrorCategory.USER),
    /** Something asked for is not in the pipeline. */
    PIPELINE_NOT_FOUND(ErrorCategory.USER);

    private final ErrorCategory category;

    PipelineError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
