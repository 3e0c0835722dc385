package io.dlt4j.normalize;

import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.JsonNormalizerConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which values rows hand down to all that is nested in them, as the normalizer's configuration says. Immutable. */
final class Propagation {

    private final DltSchema schema;
    private final Map<String, String> fromRoots;
    private final Map<String, Map<String, String>> fromTables;

    Propagation(DltSchema schema) {
        JsonNormalizerConfig config = schema.normalizerConfig();
        this.schema = schema;
        this.fromRoots = config.rootPropagation();
        this.fromTables = config.tablePropagation();
    }

    /**
     * What the rows nested in a row get.
     *
     * @param columns those of the row
     * @param inherited what the row got itself
     */
    Map<String, @Nullable Object> handedDown(
            TableBuffer table,
            boolean isRoot,
            Map<String, @Nullable Object> columns,
            Map<String, @Nullable Object> inherited) {
        Map<String, String> own = fromTables.getOrDefault(table.name, Map.of());
        if (own.isEmpty() && (!isRoot || fromRoots.isEmpty())) {
            return inherited;
        }
        Map<String, @Nullable Object> handed = new LinkedHashMap<>(inherited);
        if (isRoot) {
            hand(fromRoots, columns, handed);
        }
        hand(own, columns, handed);
        return handed;
    }

    private static void hand(
            Map<String, String> names, Map<String, @Nullable Object> columns, Map<String, @Nullable Object> handed) {
        names.forEach((source, target) -> {
            if (columns.containsKey(source)) {
                handed.put(target, columns.get(source));
            }
        });
    }

    /** Whether nothing is handed down from the rows of {@code root}, or from those nested in them, but the root's id. */
    boolean isSimple(String root, String idColumn) {
        if (!fromRoots.isEmpty()) {
            return false;
        }
        return fromTables.entrySet().stream()
                .allMatch(entry -> entry.getKey().equals(root)
                        ? entry.getValue().size() <= 1
                                && entry.getValue().keySet().stream().allMatch(idColumn::equals)
                        : isAnotherRoot(entry.getKey()));
    }

    private boolean isAnotherRoot(String table) {
        Optional<TableSchema> known = schema.table(table);
        return known.isPresent() && !known.get().isNested();
    }

    /** The column of nested tables that gets the id of the row of {@code root}, where propagation {@link #isSimple}. */
    Optional<String> rootIdColumn(String root) {
        return fromTables.getOrDefault(root, Map.of()).values().stream().findFirst();
    }
}
