package io.dlt4j.schema;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.api.schema.TableSchema;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Decides which nested tables carry the key of their root's row, {@code _dlt_root_id}: merging needs it to find what is nested
 * in a row. As in the reference the decision is written into the normalizer's configuration and never taken back.
 */
public final class RootKeys {

    private RootKeys() {}

    /** The schema with root keys propagated in each chain that needs them for this destination. */
    public static DltSchema propagated(DltSchema schema, Capabilities destination) {
        NamingConvention naming = schema.naming(OptionalInt.of(destination.identifierLimit()));
        String target = naming.normalizeIdentifier("_dlt_root_id");
        String rowId = naming.normalizeIdentifier("_dlt_id");
        Set<String> present = withRootKey(schema);
        JsonNormalizerConfig config = schema.normalizerConfig();
        for (TableSchema table : schema.tables().values()) {
            if (!table.isNested() && (present.contains(table.name()) || isRequired(table, config, destination))) {
                String source =
                        table.columnWith("row_key").map(ColumnSchema::name).orElse(rowId);
                config = propagating(config, table.name(), source, target);
            }
        }
        return schema.withNormalizerConfig(config);
    }

    private static JsonNormalizerConfig propagating(
            JsonNormalizerConfig config, String table, String source, String target) {
        boolean known = config.tablePropagation()
                .getOrDefault(table, java.util.Map.of())
                .containsValue(target);
        return known ? config : config.withPropagation(table, source, target);
    }

    /** The roots of the nested tables that have a root key already. */
    private static Set<String> withRootKey(DltSchema schema) {
        Set<String> roots = new HashSet<>();
        for (TableSchema table : schema.tables().values()) {
            if (table.isNested() && table.columnWith("root_key").isPresent()) {
                roots.add(schema.root(table.name()).name());
            }
        }
        return roots;
    }

    private static boolean isRequired(TableSchema root, JsonNormalizerConfig config, Capabilities destination) {
        if (SystemTables.isSystemName(root.name())) {
            return false;
        }
        Optional<MergeStrategy> strategy = MergeHints.strategy(root, destination);
        return config.rootKeyPropagation().orElse(strategy.isPresent() && strategy.get() != MergeStrategy.SCD2);
    }
}
