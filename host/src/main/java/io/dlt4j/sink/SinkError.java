package io.dlt4j.sink;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can go wrong between a load and a sink function. */
public enum SinkError implements ErrorCode {
    /** The function threw; the batch is delivered again. */
    SINK_CALL_FAILED(ErrorCategory.TRANSIENT),
    /** The function said that it will never take the batch. */
    SINK_BATCH_REJECTED(ErrorCategory.USER),
    /** The batch size is another one than when delivery of a job file began. */
    SINK_BATCH_SIZE_CHANGED(ErrorCategory.USER),
    /** The sink is described in a way that cannot work. */
    SINK_INVALID(ErrorCategory.USER),
    /** A job file, or the record of what was delivered, cannot be read or written. */
    SINK_IO(ErrorCategory.EXTERNAL);

    private final ErrorCategory category;

    SinkError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
