package io.dlt4j.pack;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can be wrong with a stored pipeline state. */
public enum StateError implements ErrorCode {
    /** A document is not a pipeline state, or a row cannot be decoded. */
    STATE_INVALID,
    /** A state is of an engine version that this host cannot read. */
    STATE_ENGINE_UNSUPPORTED;

    @Override
    public ErrorCategory category() {
        return ErrorCategory.USER;
    }
}
