package io.dlt4j.incremental;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can go wrong with incremental cursors and the state of resources. */
public enum IncrementalError implements ErrorCode {
    /** A cursor path is not one, or uses something of JSONPath that is not supported. */
    INCREMENTAL_PATH_INVALID(ErrorCategory.USER),
    /** An end value without an initial value, or one that lies before it. */
    INCREMENTAL_RANGE_INVALID(ErrorCategory.USER),
    /** The lag cannot be applied to the last value. */
    INCREMENTAL_LAG_INVALID(ErrorCategory.USER),
    /** An item has nothing at the cursor path. */
    INCREMENTAL_CURSOR_MISSING(ErrorCategory.USER),
    /** An item has null at the cursor path. */
    INCREMENTAL_CURSOR_NULL(ErrorCategory.USER),
    /** A cursor value cannot be compared with the last value, or with one end of the range. */
    INCREMENTAL_CURSOR_INCOMPARABLE(ErrorCategory.USER),
    /** An item lacks a field of the key by which duplicates are found. */
    INCREMENTAL_KEY_MISSING(ErrorCategory.USER),
    /** A value is of none of the types that cursors and states are made of. */
    INCREMENTAL_VALUE_UNSUPPORTED(ErrorCategory.USER);

    private final ErrorCategory category;

    IncrementalError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
