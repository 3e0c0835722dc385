package io.dlt4j.pack;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and copies trees of JSON values by path. */
final class StateTree {

    private StateTree() {}

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> object(Map<String, @Nullable Object> tree, String key) {
        return tree.get(key) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    static Optional<Object> find(Map<String, @Nullable Object> tree, List<String> path) {
        Object current = tree;
        for (String key : path) {
            current = current instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return Optional.ofNullable(current);
    }

    static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> tree, List<String> path, @Nullable Object value) {
        String key = path.get(0);
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
        copy.put(key, path.size() == 1 ? value : with(object(tree, key), path.subList(1, path.size()), value));
        return copy;
    }

    static Map<String, @Nullable Object> without(Map<String, @Nullable Object> tree, List<String> path) {
        String key = path.get(0);
        if (!tree.containsKey(key)) {
            return tree;
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
        if (path.size() == 1) {
            copy.remove(key);
        } else {
            copy.put(key, without(object(tree, key), path.subList(1, path.size())));
        }
        return copy;
    }

    /** A copy that nobody can change, down to the leaves. */
    static Map<String, @Nullable Object> frozen(Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        tree.forEach((key, value) -> copy.put(key, frozenValue(value)));
        return Collections.unmodifiableMap(copy);
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object frozenValue(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return frozen((Map<String, @Nullable Object>) map);
        }
        if (value instanceof Collection<?> items) {
            List<@Nullable Object> copy = new ArrayList<>(items.size());
            items.forEach(item -> copy.add(frozenValue(item)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }
}
