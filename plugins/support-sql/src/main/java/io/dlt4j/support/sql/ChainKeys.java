package io.dlt4j.support.sql;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import java.util.List;
import java.util.Optional;

/** Which columns of the tables of a chain tell rows apart, and lead from nested rows to those of the root. */
final class ChainKeys {

    private final TableSchema root;

    ChainKeys(TableSchema root) {
        this.root = root;
    }

    List<String> primaryKey() {
        return names(root, "primary_key");
    }

    List<String> mergeKey() {
        return names(root, "merge_key");
    }

    /** The primary key of a strategy that cannot do without. */
    List<String> requirePrimaryKey(String strategy) {
        List<String> key = primaryKey();
        if (key.isEmpty()) {
            throw new DltException(
                    SqlError.SQL_PRIMARY_KEY_MISSING,
                    "Table '" + root.name() + "' is merged by '" + strategy
                            + "', which needs a primary key, and has none.",
                    "Give the resource a primary key, or merge by delete-insert.");
        }
        return key;
    }

    /** The column that tells the rows of a table apart. */
    static String rowKey(TableSchema table) {
        return table.columnWith("row_key")
                .or(() -> table.columnWith("unique"))
                .map(ColumnSchema::name)
                .or(() -> onlyPrimaryKey(table))
                .orElseThrow(() -> new DltException(
                        SqlError.SQL_ROW_KEY_MISSING,
                        "Table '" + table.name()
                                + "' is merged with nested tables and has no column that tells its rows"
                                + " apart: none has the hint row_key or unique, and the primary key is not a single"
                                + " column.",
                        "Give one column, usually _dlt_id, the hint row_key."));
    }

    private static Optional<String> onlyPrimaryKey(TableSchema table) {
        List<String> key = names(table, "primary_key");
        return key.size() == 1 ? Optional.of(key.get(0)) : Optional.empty();
    }

    /** The column of a nested table that holds the {@link #rowKey} of the root's row. */
    String rootKey(TableSchema nested) {
        return nested.columnWith("root_key")
                .or(() -> nested.parent().equals(Optional.of(root.name()))
                        ? nested.columnWith("parent_key")
                        : Optional.empty())
                .map(ColumnSchema::name)
                .orElseThrow(() -> new DltException(
                        SqlError.SQL_ROOT_KEY_MISSING,
                        "Nested table '" + nested.name()
                                + "' cannot be merged: it has no column with the hint root_key,"
                                + " which leads to the rows of '" + root.name() + "'.",
                        "Normalize the package again for this destination. If the table was loaded by append before,"
                                + " its rows have no root key: load the table anew by replace first."));
    }

    private static List<String> names(TableSchema table, String hint) {
        return table.columns().values().stream()
                .filter(column -> column.isSet(hint) && column.isComplete())
                .map(ColumnSchema::name)
                .toList();
    }
}
