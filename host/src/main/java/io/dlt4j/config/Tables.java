package io.dlt4j.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nested maps as TOML has them. */
final class Tables {

    private Tables() {}

    /** The value behind those keys; a value where a table is expected is no match. */
    static Optional<Object> find(Map<?, ?> table, List<String> path) {
        Object value = table;
        for (String part : path) {
            if (!(value instanceof Map<?, ?> entries)) {
                return Optional.empty();
            }
            value = entries.get(part);
        }
        return Optional.ofNullable(value);
    }

    /** Puts {@code over} into {@code target}: tables go into tables, other values replace what is there. */
    @SuppressWarnings("unchecked")
    static void merge(Map<String, Object> target, Map<?, ?> over) {
        for (Map.Entry<?, ?> entry : over.entrySet()) {
            String key = String.valueOf(entry.getKey());
            Object value = entry.getValue();
            if (value instanceof Map<?, ?> table) {
                Map<String, Object> into = target.get(key) instanceof Map<?, ?> below
                        ? (Map<String, Object>) below
                        : new LinkedHashMap<>();
                merge(into, table);
                target.put(key, into);
            } else if (value != null) {
                target.put(key, value);
            }
        }
    }

    /** Puts one value behind those keys, and tables before it where there are none. */
    static void put(Map<String, Object> target, List<String> path, Object value) {
        Object nested = value;
        for (int i = path.size() - 1; i >= 0; i--) {
            nested = Map.of(path.get(i), nested);
        }
        merge(target, (Map<?, ?>) nested);
    }

    /** A copy that may be changed, also in its nested tables. */
    static Map<String, Object> copy(Map<?, ?> table) {
        Map<String, Object> copy = new LinkedHashMap<>();
        merge(copy, table);
        return copy;
    }
}
