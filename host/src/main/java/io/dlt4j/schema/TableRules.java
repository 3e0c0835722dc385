package io.dlt4j.schema;

import io.dlt4j.api.schema.TableSchema;

/** What a table of a schema may say. */
public final class TableRules {

    private TableRules() {}

    /**
     * Checks a table that did not come from a schema.
     *
     * @param origin what error messages call it, for example {@code new_table/events}
     * @return the table
     * @throws io.dlt4j.api.error.DltException naming the path of the first value that is not allowed
     */
    public static TableSchema require(TableSchema table, String origin) {
        SchemaRules.checkTable(origin, Trees.tree(table));
        return table;
    }
}
