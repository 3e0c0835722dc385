package io.dlt4j.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The migration from engine 2 to 3, the one that changed the shape of the whole document: flat tables became objects
 * with a parent, hints moved into the settings, name filters moved into tables.
 */
final class SchemaRepackaging {

    private static final String SEPARATOR = "__";

    private final Map<String, @Nullable Object> schema;

    SchemaRepackaging(Map<String, @Nullable Object> schema) {
        this.schema = schema;
    }

    void run() {
        schema.put("normalizers", normalizers());
        schema.put("settings", settings());
        Map<String, @Nullable Object> tables = tables();
        moveFilters(tables, "excludes");
        moveFilters(tables, "includes");
        schema.put("tables", tables);
    }

    private static Map<String, @Nullable Object> normalizers() {
        Map<String, @Nullable Object> config = object("propagation", object("root", object("_dlt_id", "_dlt_root_id")));
        Map<String, @Nullable Object> json = object("module", Normalizers.RELATIONAL);
        json.put("config", config);
        Map<String, @Nullable Object> normalizers = object("names", NamingConvention.DEFAULT_NAME);
        normalizers.put("json", json);
        return normalizers;
    }

    private static Map<String, @Nullable Object> object(String key, @Nullable Object value) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put(key, value);
        return object;
    }

    private Map<String, @Nullable Object> settings() {
        Map<String, @Nullable Object> hints = new LinkedHashMap<>();
        if (schema.remove("hints") instanceof Map<?, ?> stored) {
            Trees.map(stored).forEach((name, patterns) -> {
                List<@Nullable Object> prefixed = new ArrayList<>();
                Trees.texts((Collection<?>) patterns).forEach(pattern -> prefixed.add(SimpleRegex.PREFIX + pattern));
                hints.put(name, prefixed);
            });
        }
        Map<String, @Nullable Object> preferred = new LinkedHashMap<>();
        if (schema.remove("preferred_types") instanceof Map<?, ?> stored) {
            stored.forEach((pattern, type) -> preferred.put(SimpleRegex.PREFIX + pattern, type));
        }
        Map<String, @Nullable Object> settings = object("default_hints", hints);
        settings.put("preferred_types", preferred);
        return settings;
    }

    private Map<String, @Nullable Object> tables() {
        Map<String, @Nullable Object> flat = Trees.object(schema, "tables");
        Map<String, @Nullable Object> tables = new LinkedHashMap<>();
        flat.forEach((name, columns) -> {
            Map<String, @Nullable Object> table = object("name", name);
            table.put("columns", columns);
            parentOf(name, flat).ifPresentOrElse(parent -> table.put("parent", parent), () -> {
                table.put("write_disposition", "append");
                table.put("resource", name);
            });
            tables.put(name, table);
        });
        return tables;
    }

    /** The longest other table whose name and a separator the name begins with. */
    private static Optional<String> parentOf(String name, Map<String, @Nullable Object> tables) {
        int end = name.lastIndexOf(SEPARATOR);
        while (end > 0) {
            String candidate = name.substring(0, end);
            if (tables.containsKey(candidate)) {
                return Optional.of(candidate);
            }
            end = name.lastIndexOf(SEPARATOR, end - 1);
        }
        return Optional.empty();
    }

    private void moveFilters(Map<String, @Nullable Object> tables, String kind) {
        if (!(schema.remove(kind) instanceof Collection<?> patterns)) {
            return;
        }
        for (String pattern : Trees.texts(patterns)) {
            String path = pattern.startsWith("^") ? pattern.substring(1) : pattern;
            int separator = path.indexOf(SEPARATOR);
            String tableName = separator < 0 ? withoutEnd(path) : path.substring(0, separator);
            String rest = separator < 0 ? path : path.substring(separator + SEPARATOR.length());
            Map<String, @Nullable Object> table = Trees.mutable(tables, tableName);
            table.putIfAbsent("name", tableName);
            table.putIfAbsent("columns", new LinkedHashMap<>());
            Map<String, @Nullable Object> filters = Trees.mutable(table, "filters");
            List<@Nullable Object> moved = new ArrayList<>(Trees.texts(filters, kind));
            moved.add(SimpleRegex.PREFIX + "^" + rest);
            filters.put(kind, moved);
        }
    }

    private static String withoutEnd(String pattern) {
        return pattern.endsWith("$") ? pattern.substring(0, pattern.length() - 1) : pattern;
    }
}
