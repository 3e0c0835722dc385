package io.dlt4j.extract;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can go wrong while sources are found and read. */
public enum ExtractError implements ErrorCode {
    /** A named source does not exist, or a glob or directory holds nothing that can be read. */
    EXTRACT_SOURCE_MISSING(ErrorCategory.USER),
    /** A source is there but may not be read. */
    EXTRACT_SOURCE_UNREADABLE(ErrorCategory.EXTERNAL),
    /** The format of a source cannot be told from its name or content. */
    EXTRACT_FORMAT_UNKNOWN(ErrorCategory.USER),
    /** The format of a source is known, but nothing here reads it. */
    EXTRACT_FORMAT_UNSUPPORTED(ErrorCategory.USER),
    /** A gzip or zstd source is damaged, truncated or uses something that this reader lacks. */
    EXTRACT_COMPRESSION_BROKEN(ErrorCategory.USER),
    /** A JSON source is not JSON, is truncated, or is not UTF-8. */
    EXTRACT_JSON_BROKEN(ErrorCategory.USER),
    /** A line of a CSV source does not fit the header, its quotes are broken, or it is not UTF-8. */
    EXTRACT_CSV_BROKEN(ErrorCategory.USER),
    /** The header of a CSV source has empty or duplicate names. */
    EXTRACT_CSV_HEADER_INVALID(ErrorCategory.USER),
    /** One item is larger than the limit of 64 MiB. */
    EXTRACT_ITEM_TOO_LARGE(ErrorCategory.USER),
    /** An item holds a Java value of a class that is none of the types that are loaded. */
    EXTRACT_VALUE_UNSUPPORTED(ErrorCategory.USER),
    /** The hints of a resource would change the schema in a way that its contract freezes. */
    EXTRACT_CONTRACT_VIOLATED(ErrorCategory.USER),
    /** Reading a property of an item failed. */
    EXTRACT_VALUE_UNREADABLE(ErrorCategory.USER);

    private final ErrorCategory category;

    ExtractError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
