package io.dlt4j.normalize;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can go wrong between an extracted item and a typed row. */
public enum NormalizeError implements ErrorCode {
    /** A schema names a detection that does not exist. */
    NORMALIZE_DETECTION_UNKNOWN(ErrorCategory.USER),
    /** A value has no form in an extracted item: its class is not one that dlt4j knows, or it is out of range. */
    NORMALIZE_VALUE_UNSUPPORTED(ErrorCategory.USER);

    private final ErrorCategory category;

    NormalizeError(ErrorCategory category) {
        this.category = requireNonNull(category, "category is null");
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
