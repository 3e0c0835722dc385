package io.dlt4j.normalize;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.schema.MergeHints;
import java.util.Optional;

/** What the ids of root rows are made from. */
enum RowIdKind {
    /** Random bytes. */
    RANDOM,
    /** The columns of the primary key: a row keeps its id, and so do those nested in it, from load to load. */
    KEY_HASH,
    /** The whole item: a row that did not change keeps its id. */
    ROW_HASH;

    static RowIdKind of(TableBuffer table, String idColumn, Capabilities destination) {
        Optional<MergeStrategy> strategy = table.stored().flatMap(root -> MergeHints.strategy(root, destination));
        if (strategy.isEmpty()) {
            return RANDOM;
        }
        return switch (strategy.get()) {
            case UPSERT, INSERT_ONLY -> KEY_HASH;
            case SCD2 -> isRowVersion(table.stored().orElseThrow(), idColumn) ? ROW_HASH : RANDOM;
            default -> RANDOM;
        };
    }

    private static boolean isRowVersion(TableSchema table, String idColumn) {
        return table.column(idColumn)
                .filter(column -> column.isSet("x-row-version"))
                .isPresent();
    }
}
