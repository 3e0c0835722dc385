package io.dlt4j.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The section {@code normalizers} of a schema. */
final class Normalizers {

    static final String RELATIONAL = "dlt.common.normalizers.json.relational";

    private static final String NAMES = "names";
    private static final String JSON = "json";
    private static final String BREAK_PATH = "use_break_path_on_normalize";
    private static final String ALLOW_CHANGE = "allow_identifier_change_on_table_with_data";

    private final Map<String, @Nullable Object> tree;
    private final JsonNormalizerConfig jsonConfig;

    Normalizers(Map<String, @Nullable Object> stored) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(stored);
        copy.putIfAbsent(NAMES, NamingConvention.DEFAULT_NAME);
        if (!(copy.get(JSON) instanceof Map)) {
            copy.put(JSON, Map.of("module", RELATIONAL));
        }
        this.tree = Trees.frozen(copy);
        this.jsonConfig = JsonNormalizerConfig.of(Trees.object(Trees.object(tree, JSON), "config"));
    }

    static Normalizers initial(NamingConvention naming) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put(NAMES, naming.name());
        return new Normalizers(tree);
    }

    Map<String, @Nullable Object> tree() {
        return tree;
    }

    String names() {
        return Trees.text(tree, NAMES);
    }

    JsonNormalizerConfig jsonConfig() {
        return jsonConfig;
    }

    String jsonModule() {
        return Trees.text(Trees.object(tree, JSON), "module");
    }

    /** Absent means yes; only schemas of older engines say no. */
    boolean usesPathNormalization() {
        return !Boolean.FALSE.equals(tree.get(BREAK_PATH));
    }

    boolean allowsIdentifierChange() {
        return Boolean.TRUE.equals(tree.get(ALLOW_CHANGE));
    }

    Normalizers withNames(String names) {
        return with(NAMES, names);
    }

    Normalizers withPathNormalization(boolean paths) {
        return with(BREAK_PATH, paths);
    }

    Normalizers withIdentifierChange(boolean allowed) {
        return with(ALLOW_CHANGE, allowed);
    }

    Normalizers withJsonConfig(JsonNormalizerConfig config) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(Trees.object(tree, JSON));
        Map<String, @Nullable Object> stored = config.tree(Trees.object(json, "config"));
        if (stored.isEmpty()) {
            json.remove("config");
        } else {
            json.put("config", stored);
        }
        return with(JSON, json);
    }

    private Normalizers with(String key, Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
        copy.put(key, value);
        return new Normalizers(copy);
    }
}
