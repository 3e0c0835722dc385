package io.dlt4j.support.sql;

import io.dlt4j.api.error.ErrorCategory;
import io.dlt4j.api.error.ErrorCode;
import org.apiguardian.api.API;

/** What can stand against merging or replacing with SQL. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum SqlError implements ErrorCode {
    /** A table has no column that tells its rows apart. */
    SQL_ROW_KEY_MISSING(ErrorCategory.USER),
    /** A nested table has no column that leads to the rows of its root table. */
    SQL_ROOT_KEY_MISSING(ErrorCategory.USER),
    /** A merge strategy needs a primary key, and the table has none. */
    SQL_PRIMARY_KEY_MISSING(ErrorCategory.USER),
    /** A table lacks a column that keeping versions of rows needs. */
    SQL_VERSION_COLUMN_MISSING(ErrorCategory.USER),
    /** The strategy is not one that the destination runs. */
    SQL_STRATEGY_UNSUPPORTED(ErrorCategory.USER);

    private final ErrorCategory category;

    SqlError(ErrorCategory category) {
        this.category = category;
    }

    @Override
    public ErrorCategory category() {
        return category;
    }
}
