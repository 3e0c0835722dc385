package io.dlt4j.support.sql;

import java.util.ArrayList;
import java.util.List;

/** Inserts the rows whose primary keys are not there, and nested rows whose ids are not there; changes and deletes nothing. */
final class InsertOnly {

    private final SqlDialect dialect;
    private final List<ChainTable> chain;

    InsertOnly(SqlDialect dialect, List<ChainTable> chain) {
        this.dialect = dialect;
        this.chain = chain;
    }

    List<String> statements() {
        ChainTable root = chain.get(0);
        List<String> statements = new ArrayList<>();
        String source = HardDelete.of(root.schema())
                .map(marker -> "(SELECT " + root.columnList(dialect) + " FROM " + root.staging() + " WHERE "
                        + marker.isKept(dialect) + ")")
                .orElse(root.staging());
        List<String> key = new ChainKeys(root.schema()).requirePrimaryKey("insert-only");
        statements.add(new Merge(dialect, root, source, key).insertUnmatched().statement());
        for (ChainTable table : chain.subList(1, chain.size())) {
            List<String> rowKey = List.of(ChainKeys.rowKey(table.schema()));
            statements.add(new Merge(dialect, table, table.staging(), rowKey)
                    .insertUnmatched()
                    .statement());
        }
        return statements;
    }
}
