package io.dlt4j.schema;

import io.dlt4j.api.schema.DataType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a schema: how types of new columns are detected and which hints they get, and the schema's contract.
 *
 * <p>Immutable and thread-safe. Patterns are compiled once; results are not cached.
 */
public final class SchemaSettings {

    private static final String NOT_NULL = "not_null";
    private static final String DEFAULT_HINTS = "default_hints";
    private static final String PREFERRED_TYPES = "preferred_types";
    private static final String CONTRACT = "schema_contract";

    private final Map<String, @Nullable Object> tree;
    private final List<String> detections;
    private final List<Hint> hints;
    private final List<PreferredType> preferredTypes;

    SchemaSettings(Map<String, @Nullable Object> settings) {
        this.tree = Trees.frozen(settings);
        this.detections = Trees.texts(tree, "detections");
        this.hints = hints(tree);
        this.preferredTypes = preferredTypes(tree);
    }

    /** The settings of a new schema. */
    static SchemaSettings initial() {
        Map<String, @Nullable Object> hints = new LinkedHashMap<>();
        hints.put(NOT_NULL, List.of("_dlt_id", "_dlt_root_id", "_dlt_parent_id", "_dlt_list_idx", "_dlt_load_id"));
        hints.put("parent_key", List.of("_dlt_parent_id"));
        hints.put("root_key", List.of("_dlt_root_id"));
        hints.put("unique", List.of("_dlt_id"));
        hints.put("row_key", List.of("_dlt_id"));
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("detections", List.of("iso_timestamp"));
        settings.put(DEFAULT_HINTS, hints);
        return new SchemaSettings(settings);
    }

    private static List<Hint> hints(Map<String, @Nullable Object> tree) {
        List<Hint> hints = new ArrayList<>();
        Map<String, @Nullable Object> stored = Trees.object(tree, DEFAULT_HINTS);
        stored.keySet().forEach(name -> {
            List<SimpleRegex> patterns =
                    Trees.texts(stored, name).stream().map(SimpleRegex::new).toList();
            hints.add(name.equals(NOT_NULL) ? 0 : hints.size(), new Hint(name, patterns));
        });
        return List.copyOf(hints);
    }

    private static List<PreferredType> preferredTypes(Map<String, @Nullable Object> tree) {
        List<PreferredType> types = new ArrayList<>();
        Trees.object(tree, PREFERRED_TYPES)
                .forEach((pattern, type) -> DataType.find(String.valueOf(type))
                        .ifPresent(found -> types.add(new PreferredType(new SimpleRegex(pattern), found))));
        return List.copyOf(types);
    }

    /** The names of the detections to try on text and numbers, in order, for example {@code iso_timestamp}. */
    public List<String> detections() {
        return detections;
    }

    /**
     * The names of the default hints whose patterns match a new column, {@code not_null} (which means
     * {@code nullable: false}) first, then in the order of the settings.
     *
     * @param column the normalized name
     */
    public List<String> hintsFor(String column) {
        return hints.stream()
                .filter(hint -> hint.matches(column))
                .map(Hint::name)
                .toList();
    }

    /** The type that the settings prefer for a new column of that normalized name: the first match wins. */
    public Optional<DataType> preferredType(String column) {
        return preferredTypes.stream()
                .filter(preferred -> preferred.pattern.matches(column))
                .map(PreferredType::type)
                .findFirst();
    }

    /** The contract of tables that declare none. */
    public SchemaContract contract() {
        Object stored = tree.get(CONTRACT);
        return stored == null ? SchemaContract.EVOLVE : SchemaContract.of(stored);
    }

    /** The stored form. */
    Map<String, @Nullable Object> tree() {
        return tree;
    }

    SchemaSettings withContract(Optional<Object> contract) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
        contract.ifPresentOrElse(value -> copy.put(CONTRACT, value), () -> copy.remove(CONTRACT));
        return new SchemaSettings(copy);
    }

    SchemaSettings withDetections(List<String> names) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
        copy.put("detections", names);
        return new SchemaSettings(copy);
    }

    /** Adds patterns to hints; one that is there already, perhaps as {@code re:^x$}, is not added again. */
    SchemaSettings withHints(Map<String, List<String>> added, NamingConvention naming) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(Trees.object(tree, DEFAULT_HINTS));
        added.forEach((name, patterns) -> {
            List<String> all = new ArrayList<>(Trees.texts(merged, name));
            Set<String> seen = new HashSet<>();
            all.forEach(pattern -> seen.add(SimpleRegex.canonical(pattern)));
            for (String pattern : patterns) {
                String normalized = SimpleRegex.normalize(pattern, naming);
                if (seen.add(SimpleRegex.canonical(normalized))) {
                    all.add(normalized);
                }
            }
            merged.put(name, all);
        });
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
        copy.put(DEFAULT_HINTS, merged);
        return new SchemaSettings(copy);
    }

    SchemaSettings withPreferredTypes(Map<String, DataType> added, NamingConvention naming) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(Trees.object(tree, PREFERRED_TYPES));
        added.forEach((pattern, type) -> merged.put(SimpleRegex.normalize(pattern, naming), type.text()));
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
        copy.put(PREFERRED_TYPES, merged);
        return new SchemaSettings(copy);
    }

    /** A copy whose patterns are put through {@code naming}. */
    SchemaSettings normalized(NamingConvention naming) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
        copy.computeIfPresent(DEFAULT_HINTS, (key, stored) -> {
            Map<String, @Nullable Object> renamed = new LinkedHashMap<>();
            Trees.map((Map<?, ?>) stored)
                    .forEach((name, patterns) -> renamed.put(
                            name,
                            Trees.texts((List<?>) patterns).stream()
                                    .map(pattern -> SimpleRegex.normalize(pattern, naming))
                                    .toList()));
            return renamed;
        });
        copy.computeIfPresent(PREFERRED_TYPES, (key, stored) -> {
            Map<String, @Nullable Object> renamed = new LinkedHashMap<>();
            Trees.map((Map<?, ?>) stored)
                    .forEach((pattern, type) -> renamed.put(SimpleRegex.normalize(pattern, naming), type));
            return renamed;
        });
        return new SchemaSettings(copy);
    }

    private record Hint(String name, List<SimpleRegex> patterns) {
        boolean matches(String column) {
            return patterns.stream().anyMatch(pattern -> pattern.matches(column));
        }
    }

    private record PreferredType(SimpleRegex pattern, DataType type) {}
}
