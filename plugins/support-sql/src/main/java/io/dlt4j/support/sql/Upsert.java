package io.dlt4j.support.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Updates rows by primary key and inserts the others. Nested rows have ids that follow from the key, so that they are
 * updated by these; those that a staged root row has lost are deleted. Several staged rows with one primary key are the
 * destination's to refuse.
 */
final class Upsert {

    private final SqlDialect dialect;
    private final List<ChainTable> chain;
    private final ChainTable root;
    private final ChainKeys keys;
    private final Optional<HardDelete> hardDelete;

    Upsert(SqlDialect dialect, List<ChainTable> chain) {
        this.dialect = dialect;
        this.chain = chain;
        this.root = chain.get(0);
        this.keys = new ChainKeys(root.schema());
        this.hardDelete = HardDelete.of(root.schema());
    }

    List<String> statements() {
        List<String> statements = new ArrayList<>();
        Merge merge = new Merge(dialect, root, root.staging(), keys.requirePrimaryKey("upsert"));
        hardDelete.ifPresent(marker -> merge.deleteMatched(marker.isDeleted(dialect, "s.")));
        statements.add(merge.updateMatched().insertUnmatched().statement());
        for (ChainTable table : chain.subList(1, chain.size())) {
            nested(table, statements);
        }
        return statements;
    }

    private void nested(ChainTable table, List<String> statements) {
        String rowKey = ChainKeys.rowKey(table.schema());
        statements.add(new Merge(dialect, table, table.staging(), List.of(rowKey))
                .updateMatched()
                .insertUnmatched()
                .statement());
        String id = dialect.identifier(rowKey);
        String rootKey = dialect.identifier(keys.rootKey(table.schema()));
        String stagedRoots =
                "SELECT " + dialect.identifier(ChainKeys.rowKey(root.schema())) + " FROM " + root.staging();
        statements.add("DELETE FROM " + table.target() + " WHERE " + rootKey + " IN (" + stagedRoots + ") AND " + id
                + " NOT IN (SELECT " + id + " FROM " + table.staging() + ")");
        hardDelete.ifPresent(marker -> statements.add("DELETE FROM " + table.target() + " WHERE " + rootKey + " IN ("
                + stagedRoots + " WHERE " + marker.isDeleted(dialect, "") + ")"));
    }
}
