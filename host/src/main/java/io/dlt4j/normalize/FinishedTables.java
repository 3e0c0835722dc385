package io.dlt4j.normalize;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.schema.DltSchema;
import java.util.Set;

/** What must hold for the tables that got data, once all of it is normalized. */
final class FinishedTables {

    private FinishedTables() {}

    /** Refuses a column that was declared as never null and got no value, for example a key that no item has. */
    static void check(DltSchema schema, Set<String> written) {
        for (String name : written) {
            TableSchema table = schema.tables().get(name);
            if (table == null) {
                continue;
            }
            for (ColumnSchema column : table.columns().values()) {
                if (!column.isComplete() && !column.isNullable()) {
                    throw unbound(name, column);
                }
            }
        }
    }

    private static DltException unbound(String table, ColumnSchema column) {
        String role = column.isSet("primary_key") ? "primary key " : column.isSet("merge_key") ? "merge key " : "";
        return new DltException(
                NormalizeError.NORMALIZE_COLUMN_UNBOUND,
                "In table '" + table + "', the " + role + "column '" + column.name()
                        + "' must not be null but no row has a value for it.",
                "Check the spelling of the name, or declare the column's type and that it may be null.");
    }
}
