package io.dlt4j.support.sql;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import java.util.Optional;

/** The column of a root table that marks staged rows as deletions: true, or anything if it is no boolean. */
record HardDelete(ColumnSchema column) {

    static Optional<HardDelete> of(TableSchema root) {
        return root.columnWith("hard_delete").filter(ColumnSchema::isComplete).map(HardDelete::new);
    }

    String name() {
        return column.name();
    }

    /** @param prefix an alias with its dot, or nothing */
    String isDeleted(SqlDialect dialect, String prefix) {
        String name = prefix + dialect.identifier(column.name());
        return isBoolean() ? name + " = TRUE" : name + " IS NOT NULL";
    }

    String isKept(SqlDialect dialect) {
        String name = dialect.identifier(column.name());
        return isBoolean() ? "(" + name + " IS NULL OR " + name + " = FALSE)" : name + " IS NULL";
    }

    private boolean isBoolean() {
        return column.dataType().filter(DataType.BOOL::equals).isPresent();
    }
}
