package io.dlt4j.schema;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the relational normalizer that is stored with a schema ({@code normalizers.json.config}).
 *
 * @param maxNesting how deep lists become tables; empty for no limit
 * @param rootKeyPropagation whether nested tables carry {@code _dlt_root_id}; empty: decided by the merge strategy
 * @param rootPropagation source column to target column, from every root row to all its descendants
 * @param tablePropagation the same, by table that the rows propagate from
 */
public record JsonNormalizerConfig(
        OptionalInt maxNesting,
        Optional<Boolean> rootKeyPropagation,
        Map<String, String> rootPropagation,
        Map<String, Map<String, String>> tablePropagation) {

    private static final String MAX_NESTING = "max_nesting";
    private static final String ROOT_KEY = "root_key_propagation";
    private static final String PROPAGATION = "propagation";

    /** No limit, nothing propagated. */
    public static final JsonNormalizerConfig NONE =
            new JsonNormalizerConfig(OptionalInt.empty(), Optional.empty(), Map.of(), Map.of());

    /** Copies the maps. */
    public JsonNormalizerConfig {
        requireNonNull(maxNesting, "maxNesting is null");
        requireNonNull(rootKeyPropagation, "rootKeyPropagation is null");
        rootPropagation = Collections.unmodifiableMap(new LinkedHashMap<>(rootPropagation));
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        tablePropagation.forEach(
                (table, columns) -> tables.put(table, Collections.unmodifiableMap(new LinkedHashMap<>(columns))));
        tablePropagation = Collections.unmodifiableMap(tables);
    }

    /** A copy with that nesting limit. */
    public JsonNormalizerConfig withMaxNesting(OptionalInt value) {
        return new JsonNormalizerConfig(value, rootKeyPropagation, rootPropagation, tablePropagation);
    }

    /** A copy with that decision about root keys. */
    public JsonNormalizerConfig withRootKeyPropagation(Optional<Boolean> value) {
        return new JsonNormalizerConfig(maxNesting, value, rootPropagation, tablePropagation);
    }

    /** A copy in which rows of {@code table} also propagate {@code source} as {@code target}. */
    public JsonNormalizerConfig withPropagation(String table, String source, String target) {
        Map<String, Map<String, String>> tables = new LinkedHashMap<>(tablePropagation);
        Map<String, String> columns = new LinkedHashMap<>(tables.getOrDefault(table, Map.of()));
        columns.put(source, target);
        tables.put(table, columns);
        return new JsonNormalizerConfig(maxNesting, rootKeyPropagation, rootPropagation, tables);
    }

    static JsonNormalizerConfig of(Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> propagation = Trees.object(tree, PROPAGATION);
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        Trees.object(propagation, "tables").forEach((table, columns) -> {
            if (columns instanceof Map<?, ?> map) {
                tables.put(table, columns(Trees.map(map)));
            }
        });
        return new JsonNormalizerConfig(
                tree.get(MAX_NESTING) instanceof Number depth ? OptionalInt.of(depth.intValue()) : OptionalInt.empty(),
                tree.get(ROOT_KEY) instanceof Boolean propagate ? Optional.of(propagate) : Optional.empty(),
                columns(Trees.object(propagation, "root")),
                tables);
    }

    private static Map<String, String> columns(Map<String, @Nullable Object> tree) {
        Map<String, String> columns = new LinkedHashMap<>();
        tree.forEach((source, target) -> columns.put(source, String.valueOf(target)));
        return columns;
    }

    /** The stored form, with {@code stored} as the order of keys and the source of those that mean nothing here. */
    Map<String, @Nullable Object> tree(Map<String, @Nullable Object> stored) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(stored);
        if (maxNesting.isPresent()) {
            tree.put(MAX_NESTING, (long) maxNesting.getAsInt());
        } else {
            tree.remove(MAX_NESTING);
        }
        rootKeyPropagation.ifPresentOrElse(value -> tree.put(ROOT_KEY, value), () -> tree.remove(ROOT_KEY));
        Map<String, @Nullable Object> propagation = new LinkedHashMap<>();
        if (!rootPropagation.isEmpty()) {
            propagation.put("root", rootPropagation);
        }
        if (!tablePropagation.isEmpty()) {
            propagation.put("tables", tablePropagation);
        }
        if (!propagation.isEmpty() || tree.containsKey(PROPAGATION)) {
            tree.put(PROPAGATION, propagation);
        }
        return tree;
    }
}
