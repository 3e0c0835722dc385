package io.dlt4j.format.parquet;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;

/** What can go wrong with Parquet, apart from the disk. */
enum ParquetError implements ErrorCode {
    /** A file to be read is not Parquet, or broken. */
    PARQUET_UNREADABLE,
    /** A column has no type in Parquet, or not all that its type needs. */
    PARQUET_COLUMN_TYPE,
    /** A column that is not nullable holds a null. */
    PARQUET_NULL_VALUE,
    /** A value has more digits, or more bits, than its column. */
    PARQUET_VALUE_TOO_LARGE,
    /** A decimal has more fraction digits than its column. */
    PARQUET_VALUE_INEXACT;

    @Override
    public ErrorCategory category() {
        return ErrorCategory.USER;
    }
}
