package io.dlt4j.schema;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges a partial table into the stored one. Nothing is ever removed but compound properties that are replaced. */
final class TableMerge {

    private static final String REFERENCES = "references";

    private final String schema;
    private final boolean replaceCompound;

    TableMerge(String schema, boolean replaceCompound) {
        this.schema = schema;
        this.replaceCompound = replaceCompound;
    }

    TableSchema merge(TableSchema stored, TableSchema partial) {
        checkParent(stored, partial);
        TableSchema.Builder merged = TableSchema.builder(stored.name());
        stored.properties().forEach(merged::property);
        partial.properties().forEach(merged::property);
        ProcessingMarks.merged(stored, partial).ifPresent(marks -> merged.property(ProcessingMarks.MARKS, marks));
        if (partial.properties().get(REFERENCES) instanceof Collection<?> incoming
                && stored.properties().get(REFERENCES) instanceof Collection<?> existing) {
            merged.property(REFERENCES, mergeReferences(existing, incoming));
        }
        return merged.columns(mergeColumns(stored, partial)).build();
    }

    private void checkParent(TableSchema stored, TableSchema partial) {
        if (!stored.parent().equals(partial.parent())) {
            throw conflict(stored, "parent", shown(stored, "parent"), shown(partial, "parent"));
        }
        if (stored.isNested() && partial.resource().isPresent()) {
            throw conflict(stored, "resource", shown(stored, "resource"), shown(partial, "resource"));
        }
    }

    private static String shown(TableSchema table, String property) {
        return table.text(property).map(value -> "'" + value + "'").orElse("none");
    }

    private DltException conflict(TableSchema table, String property, String stored, String incoming) {
        return new DltException(
                SchemaError.SCHEMA_TABLE_CONFLICT,
                "Schema '" + schema + "', table '" + table.name() + "': the property " + property + " is " + stored
                        + " and cannot become " + incoming + ".",
                "Give one of the two another table name.");
    }

    private Collection<ColumnSchema> mergeColumns(TableSchema stored, TableSchema partial) {
        Set<String> replaced = replaceCompound ? compoundSetIn(partial) : Set.of();
        Map<String, ColumnSchema> merged = new LinkedHashMap<>();
        stored.columns().forEach((name, column) -> merged.put(name, without(column, replaced)));
        partial.columns().forEach((name, incoming) -> {
            ColumnSchema existing = merged.get(name);
            if (existing == null) {
                merged.put(name, incoming);
                return;
            }
            ColumnSchema combined = overwrite(existing, incoming);
            if (!existing.isComplete() && combined.isComplete()) {
                // it takes its place in the order of creation only now
                merged.remove(name);
            }
            merged.put(name, combined);
        });
        return merged.values();
    }

    private static Set<String> compoundSetIn(TableSchema partial) {
        Set<String> found = new HashSet<>();
        for (ColumnSchema column : partial.columns().values()) {
            for (String property : ColumnDefaults.COMPOUND) {
                if (!ColumnDefaults.isDefault(property, column.properties().get(property))) {
                    found.add(property);
                }
            }
        }
        return found;
    }

    private static ColumnSchema without(ColumnSchema column, Set<String> properties) {
        if (properties.stream().noneMatch(column.properties()::containsKey)) {
            return column;
        }
        ColumnSchema.Builder builder = column.toBuilder();
        properties.forEach(builder::without);
        return builder.build();
    }

    private static ColumnSchema overwrite(ColumnSchema existing, ColumnSchema incoming) {
        ColumnSchema.Builder builder = existing.toBuilder();
        incoming.properties().forEach(builder::property);
        return builder.build();
    }

    private static List<@Nullable Object> mergeReferences(Collection<?> existing, Collection<?> incoming) {
        Map<@Nullable Object, @Nullable Object> byTable = new LinkedHashMap<>();
        existing.forEach(reference -> byTable.put(referencedTable(reference), reference));
        incoming.forEach(reference -> byTable.put(referencedTable(reference), reference));
        return new ArrayList<>(byTable.values());
    }

    private static @Nullable Object referencedTable(@Nullable Object reference) {
        return reference instanceof Map<?, ?> map ? map.get("referenced_table") : reference;
    }
}
