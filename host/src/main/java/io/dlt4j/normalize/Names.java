package io.dlt4j.normalize;

import io.dlt4j.schema.NamingConvention;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The naming convention with its results remembered: every key of the data is normalized once. Not thread-safe. */
final class Names {

    private static final String EMPTY_KEY = "_empty";

    private final NamingConvention naming;
    private final boolean paths;
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, String> tables = new HashMap<>();
    private final Map<List<String>, String> joined = new HashMap<>();

    /**
     * @param paths whether a key that contains the separator is a path; see the schema's {@code use_break_path_on_normalize}
     */
    Names(NamingConvention naming, boolean paths) {
        this.naming = naming;
        this.paths = paths;
    }

    /** A JSON key as the fragment of a column name. */
    String key(String raw) {
        return keys.computeIfAbsent(raw, key -> {
            if (key.isBlank()) {
                return EMPTY_KEY;
            }
            String name = paths ? naming.normalizePath(key) : naming.normalizeIdentifier(key);
            return name.isEmpty() ? EMPTY_KEY : name;
        });
    }

    /** A JSON key as the fragment of a table name. */
    String tableKey(String raw) {
        return tables.computeIfAbsent(raw, key -> {
            if (key.isBlank()) {
                return EMPTY_KEY;
            }
            String name = paths ? naming.normalizePath(key) : naming.normalizeTableIdentifier(key);
            return name.isEmpty() ? EMPTY_KEY : name;
        });
    }

    /** The name of a root table, which may have been extracted under another convention. */
    String table(String extracted) {
        return paths ? naming.normalizePath(extracted) : naming.normalizeTableIdentifier(extracted);
    }

    /** Fragments joined to one name, shortened if too long. */
    String join(List<String> fragments) {
        return fragments.size() == 1
                ? fragments.get(0)
                : joined.computeIfAbsent(List.copyOf(fragments), naming::shortenFragments);
    }

    /** A name of dlt's own, for example {@code _dlt_id}. */
    String system(String name) {
        return naming.normalizeIdentifier(name);
    }
}
