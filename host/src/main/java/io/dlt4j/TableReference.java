package io.dlt4j;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says that columns of a table refer to columns of another one. It is kept in the schema; no constraint is made of it.
 *
 * @param columns the referring columns
 * @param referencedTable the table they refer to
 * @param referencedColumns the columns there, as many as {@code columns}
 * @param label a name for the relation
 * @param cardinality for example {@code many_to_one}
 */
public record TableReference(
        List<String> columns,
        String referencedTable,
        List<String> referencedColumns,
        Optional<String> label,
        Optional<String> cardinality) {

    /** Copies the lists and checks their lengths. */
    public TableReference {
        columns = List.copyOf(columns);
        requireNonNull(referencedTable, "referencedTable is null");
        referencedColumns = List.copyOf(referencedColumns);
        requireNonNull(label, "label is null");
        requireNonNull(cardinality, "cardinality is null");
        if (columns.isEmpty() || columns.size() != referencedColumns.size()) {
            throw new IllegalArgumentException(columns.size() + " columns refer to " + referencedColumns.size());
        }
    }

    /** One column that refers to one of another table. */
    public static TableReference of(String column, String referencedTable, String referencedColumn) {
        return new TableReference(
                List.of(column), referencedTable, List.of(referencedColumn), Optional.empty(), Optional.empty());
    }

    /** The form in schemas. */
    Map<String, Object> stored() {
        Map<String, Object> stored = new LinkedHashMap<>();
        label.ifPresent(text -> stored.put("label", text));
        cardinality.ifPresent(text -> stored.put("cardinality", text));
        stored.put("columns", columns);
        stored.put("referenced_table", referencedTable);
        stored.put("referenced_columns", referencedColumns);
        return stored;
    }
}
