package io.dlt4j.normalize;

import org.jspecify.annotations.Nullable;

/**
 * The columns of a table that dlt adds, as far as they are there.
 *
 * @param version the table's version that this was looked up at
 */
record SystemColumns(
        int version,
        @Nullable Column loadId,
        @Nullable Column id,
        @Nullable Column rootId,
        @Nullable Column parentId,
        @Nullable Column listIndex) {

    static SystemColumns of(TableBuffer table, RowSystem names) {
        return new SystemColumns(
                table.version(),
                table.find(names.loadIdColumn),
                table.find(names.idColumn),
                names.rootIdColumn == null ? null : table.find(names.rootIdColumn),
                table.find(names.parentIdColumn),
                table.find(names.listIndexColumn));
    }
}
