package io.dlt4j.support.sql;

import io.dlt4j.api.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Deletes the rows that have the primary key or the merge key of a staged one, with all that is nested in them, then inserts the
 * staged rows. Of staged rows with one primary key a single one is taken, by the hint {@code dedup_sort} if there is one. Without
 * any key the rows are only inserted.
 */
final class DeleteInsert {

    private static final String NUMBER = "_dlt_dedup_rn";
    private static final String NUMBERED = "_dlt_dedup_numbered";
    private static final String ANY_ORDER = "(SELECT NULL)";

    private final SqlDialect dialect;
    private final ChainTable root;
    private final List<ChainTable> descendants;
    private final ChainKeys keys;
    private final TemporaryNames temporary;
    private final Optional<HardDelete> hardDelete;
    private final boolean deduplicates;

    DeleteInsert(SqlDialect dialect, List<ChainTable> chain, TemporaryNames temporary) {
        this.dialect = dialect;
        this.root = chain.get(0);
        this.descendants = chain.subList(1, chain.size());
        this.keys = new ChainKeys(root.schema());
        this.temporary = temporary;
        this.hardDelete = HardDelete.of(root.schema());
        this.deduplicates = !Boolean.TRUE.equals(root.schema().properties().get("x-stage-data-deduplicated"));
    }

    List<String> statements() {
        List<String> statements = new ArrayList<>();
        if (descendants.isEmpty()) {
            for (String condition : sameKey()) {
                statements.add("DELETE FROM " + root.target() + " AS d WHERE " + condition);
            }
            statements.add(root.insert(dialect, survivors(names(root))));
        } else {
            deleteChain(statements);
            insertChain(statements);
        }
        return statements;
    }

    private void deleteChain(List<String> statements) {
        List<String> conditions = sameKey();
        if (conditions.isEmpty()) {
            return;
        }
        String rowKey = rowKey(root);
        String deleted = temporary.name(root.name(), "delete");
        String query = "SELECT d." + rowKey + " FROM " + root.target() + " AS d WHERE ";
        statements.add(dialect.createTemporaryTable(deleted, query + conditions.get(0)));
        for (String condition : conditions.subList(1, conditions.size())) {
            statements.add("INSERT INTO " + deleted + " " + query + condition);
        }
        for (ChainTable table : descendants) {
            statements.add("DELETE FROM " + table.target() + " WHERE " + in(rootKey(table), deleted));
        }
        statements.add("DELETE FROM " + root.target() + " WHERE " + in(rowKey, deleted));
    }

    private void insertChain(List<String> statements) {
        // rows of the root that are not inserted take with them what is nested in them
        boolean choosesRows = hardDelete.isPresent() || !keys.primaryKey().isEmpty();
        if (!choosesRows) {
            statements.add(root.insert(dialect, root.staging()));
            descendants.forEach(table -> statements.add(table.insert(dialect, nested(table, ""))));
            return;
        }
        String inserted = temporary.name(root.name(), "insert");
        String query = "SELECT " + rowKey(root) + " FROM " + survivors(List.of(ChainKeys.rowKey(root.schema())));
        statements.add(dialect.createTemporaryTable(inserted, query));
        statements.add(root.insert(dialect, root.staging() + " WHERE " + in(rowKey(root), inserted)));
        for (ChainTable table : descendants) {
            statements.add(table.insert(dialect, nested(table, " WHERE " + in(rootKey(table), inserted))));
        }
    }

    /** What holds for the rows of the root that have the key of a staged one; one condition for each statement. */
    private List<String> sameKey() {
        List<String> conditions = new ArrayList<>();
        for (List<String> key : List.of(keys.primaryKey(), keys.mergeKey())) {
            if (!key.isEmpty()) {
                conditions.add(Conditions.staged(dialect, root, key));
            }
        }
        return conditions.size() > 1 && dialect.joinsSubqueriesByOr()
                ? List.of(String.join(" OR ", conditions))
                : conditions;
    }

    /** The staged rows of the root that are inserted: one of each primary key, unless that one is a deletion. */
    private String survivors(List<String> columns) {
        List<String> conditions = new ArrayList<>();
        String source = root.staging();
        if (deduplicates && !keys.primaryKey().isEmpty()) {
            List<String> selected = new ArrayList<>(columns);
            hardDelete
                    .map(HardDelete::name)
                    .filter(name -> !columns.contains(name))
                    .ifPresent(selected::add);
            source = numbered(selected, source, identifiers(keys.primaryKey()), sortOrder());
            conditions.add(isFirst());
        }
        hardDelete.ifPresent(marker -> conditions.add(marker.isKept(dialect)));
        return conditions.isEmpty() ? source : source + " WHERE " + String.join(" AND ", conditions);
    }

    private String nested(ChainTable table, String condition) {
        String source = table.staging() + condition;
        return deduplicates ? numbered(names(table), source, rowKey(table), ANY_ORDER) + " WHERE " + isFirst() : source;
    }

    private String numbered(List<String> columns, String source, String partition, String order) {
        return "(SELECT " + identifiers(columns) + ", ROW_NUMBER() OVER (PARTITION BY " + partition + " ORDER BY "
                + order + ") AS " + dialect.identifier(NUMBER) + " FROM " + source + ") AS "
                + dialect.identifier(NUMBERED);
    }

    private String isFirst() {
        return dialect.identifier(NUMBER) + " = 1";
    }

    private String sortOrder() {
        for (ColumnSchema column : root.columns()) {
            if (column.properties().get("dedup_sort") instanceof String direction) {
                return dialect.identifier(column.name()) + (direction.equals("desc") ? " DESC" : " ASC");
            }
        }
        return ANY_ORDER;
    }

    private static String in(String column, String keysTable) {
        return column + " IN (SELECT * FROM " + keysTable + ")";
    }

    private String rowKey(ChainTable table) {
        return dialect.identifier(ChainKeys.rowKey(table.schema()));
    }

    private String rootKey(ChainTable table) {
        return dialect.identifier(keys.rootKey(table.schema()));
    }

    private static List<String> names(ChainTable table) {
        return table.columns().stream().map(ColumnSchema::name).toList();
    }

    private String identifiers(List<String> names) {
        return names.stream().map(dialect::identifier).collect(Collectors.joining(", "));
    }
}
