package io.dlt4j.normalize;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can go wrong between an extracted item and a typed row. */
public enum NormalizeError implements ErrorCode {
    /** A schema names a detection that does not exist. */
    NORMALIZE_DETECTION_UNKNOWN(ErrorCategory.USER),
    /** A value has no form in an extracted item: its class is not one that dlt4j knows, or it is out of range. */
    NORMALIZE_VALUE_UNSUPPORTED(ErrorCategory.USER),
    /** A value fits neither its column nor the variant column for its type. */
    NORMALIZE_VALUE_MISFIT(ErrorCategory.USER),
    /** A value has more bits than its column. */
    NORMALIZE_VALUE_TOO_LARGE(ErrorCategory.USER),
    /** A value cannot be written in the configured file format. */
    NORMALIZE_VALUE_UNWRITABLE(ErrorCategory.USER),
    /** A table has more columns than the file format takes. */
    NORMALIZE_TABLE_TOO_WIDE(ErrorCategory.USER),
    /** A row has null in a column that must not be null. */
    NORMALIZE_NULL_REFUSED(ErrorCategory.USER),
    /** A column that must not be null got no value at all. */
    NORMALIZE_COLUMN_UNBOUND(ErrorCategory.USER),
    /** An item would change the schema in a way that its contract freezes. */
    NORMALIZE_CONTRACT_VIOLATED(ErrorCategory.USER),
    /** A row that is merged by its primary key lacks it. */
    NORMALIZE_KEY_MISSING(ErrorCategory.USER),
    /** The text of an item is not JSON. */
    NORMALIZE_JSON_BROKEN(ErrorCategory.USER),
    /** An item is larger or nested deeper than what is taken. */
    NORMALIZE_ITEM_TOO_LARGE(ErrorCategory.USER),
    /** The step was interrupted; it is repeated at the next start. */
    NORMALIZE_INTERRUPTED(ErrorCategory.TRANSIENT),
    /** A part could not be read or a job file not be written. */
    NORMALIZE_IO(ErrorCategory.EXTERNAL),
    /** The normalizer itself failed. */
    NORMALIZE_DEFECT(ErrorCategory.INTERNAL);

    private final ErrorCategory category;

    NormalizeError(ErrorCategory category) {
        this.category = requireNonNull(category, "category is null");
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
