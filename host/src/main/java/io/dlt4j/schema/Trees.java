package io.dlt4j.schema;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between document trees and tables, and the few questions asked of raw trees. */
final class Trees {

    private Trees() {}

    /** The map with string keys that every object of a document is; trees come from the parser or the API. */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> map(Map<?, ?> map) {
        return (Map<String, @Nullable Object>) map;
    }

    /** The object under {@code key}; empty if there is none. */
    static Map<String, @Nullable Object> object(Map<String, @Nullable Object> tree, String key) {
        return tree.get(key) instanceof Map<?, ?> map ? map(map) : Map.of();
    }

    /** The object under {@code key} to be changed; made if there is none. */
    static Map<String, @Nullable Object> mutable(Map<String, @Nullable Object> tree, String key) {
        if (tree.get(key) instanceof Map<?, ?> map) {
            return map(map);
        }
        Map<String, @Nullable Object> made = new LinkedHashMap<>();
        tree.put(key, made);
        return made;
    }

    /** The texts of the list under {@code key}. */
    static List<String> texts(Map<String, @Nullable Object> tree, String key) {
        return tree.get(key) instanceof Collection<?> items ? texts(items) : List.of();
    }

    static List<String> texts(Collection<?> items) {
        return items.stream().map(String::valueOf).toList();
    }

    static String text(Map<String, @Nullable Object> tree, String key) {
        return tree.get(key) instanceof String text ? text : "";
    }

    /** A copy that nobody can change, down to the leaves. */
    static @Nullable Object frozen(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return frozen(map(map));
        }
        if (tree instanceof Collection<?> items) {
            List<@Nullable Object> copy = new ArrayList<>(items.size());
            items.forEach(item -> copy.add(frozen(item)));
            return Collections.unmodifiableList(copy);
        }
        return tree;
    }

    static Map<String, @Nullable Object> frozen(Map<String, @Nullable Object> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key, frozen(value)));
        return Collections.unmodifiableMap(copy);
    }

    static TableSchema table(String name, Map<String, @Nullable Object> tree) {
        TableSchema.Builder table = TableSchema.builder(name);
        tree.forEach((key, value) -> {
            if (!key.equals("name") && !key.equals("columns")) {
                table.property(key, frozen(value));
            }
        });
        object(tree, "columns").forEach((column, properties) -> {
            if (properties instanceof Map<?, ?> map) {
                table.column(column(column, map(map)));
            }
        });
        return table.build();
    }

    private static ColumnSchema column(String name, Map<String, @Nullable Object> tree) {
        ColumnSchema.Builder column = ColumnSchema.builder(name);
        tree.forEach((key, value) -> {
            if (!key.equals("name")) {
                column.property(key, frozen(value));
            }
        });
        return column.build();
    }

    static Map<String, @Nullable Object> tree(TableSchema table) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", table.name());
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        table.columns().forEach((name, column) -> columns.put(name, new LinkedHashMap<>(column.properties())));
        tree.put("columns", columns);
        tree.putAll(table.properties());
        return tree;
    }
}
