package io.dlt4j;

import io.dlt4j.normalize.Discarded;
import io.dlt4j.pack.LoadPackage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What contracts kept out of tables, as packages remember it and users are told. */
final class DiscardedData {

    private static final String KEY = "discarded";

    private DiscardedData() {}

    /** Writes it into the description of a normalized package. */
    static Map<String, Object> described(Map<String, Discarded> discarded) {
        Map<String, Object> tables = new LinkedHashMap<>();
        discarded.forEach((table, lost) -> tables.put(table, Map.of("rows", lost.rows(), "values", lost.values())));
        return tables;
    }

    /** What the normalized packages lost, by table. */
    static Map<String, Discarded> of(Collection<LoadPackage> packages) {
        Map<String, Discarded> all = new TreeMap<>();
        for (LoadPackage load : packages) {
            if (load.normalization().asMap().get(KEY) instanceof Map<?, ?> tables) {
                tables.forEach((table, lost) ->
                        all.merge(String.valueOf(table), discarded((Map<?, ?>) lost), Discarded::plus));
            }
        }
        return all;
    }

    private static Discarded discarded(Map<?, ?> stored) {
        return new Discarded(number(stored, "rows"), number(stored, "values"));
    }

    private static long number(Map<?, ?> stored, String key) {
        return stored.get(key) instanceof Number number ? number.longValue() : 0;
    }

    /** Both together, by table. */
    static Map<String, Discarded> sum(Map<String, Discarded> one, Map<String, Discarded> other) {
        Map<String, Discarded> all = new TreeMap<>(one);
        other.forEach((table, lost) -> all.merge(table, lost, Discarded::plus));
        return all;
    }

    /** Adds a line for each table. */
    static void append(StringBuilder text, Map<String, Discarded> discarded) {
        discarded.forEach((table, lost) ->
                text.append("\n- ").append(table).append(": ").append(lost).append(" discarded by schema contract"));
    }
}
