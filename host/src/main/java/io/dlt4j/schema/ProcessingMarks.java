package io.dlt4j.schema;

import io.dlt4j.api.schema.TableSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The marks that processing leaves in a table, under {@code x-normalizer}. */
public final class ProcessingMarks {

    static final String MARKS = "x-normalizer";
    private static final String SEEN_DATA = "seen-data";
    private static final String EVOLVE_ONCE = "evolve-columns-once";

    private ProcessingMarks() {}

    /** The marks of both, so that a nesting limit that is said again does not make a table forget that it has data. */
    static Optional<Map<String, @Nullable Object>> merged(TableSchema stored, TableSchema partial) {
        if (!stored.properties().containsKey(MARKS) || !partial.properties().containsKey(MARKS)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> marks = new LinkedHashMap<>(Trees.object(stored.properties(), MARKS));
        marks.putAll(Trees.object(partial.properties(), MARKS));
        return Optional.of(Trees.frozen(marks));
    }

    static TableSchema seenData(TableSchema table) {
        Map<String, @Nullable Object> marks = new LinkedHashMap<>(Trees.object(table.properties(), MARKS));
        boolean changed = marks.remove(EVOLVE_ONCE) != null;
        if (!marks.containsKey(SEEN_DATA)) {
            marks.put(SEEN_DATA, true);
            changed = true;
        }
        return changed ? table.toBuilder().property(MARKS, Trees.frozen(marks)).build() : table;
    }

    static TableSchema remove(TableSchema table) {
        if (!table.properties().containsKey(MARKS)) {
            return table;
        }
        TableSchema.Builder clean = TableSchema.builder(table.name());
        table.properties().forEach((key, value) -> {
            if (!key.equals(MARKS)) {
                clean.property(key, value);
            }
        });
        table.columns().values().forEach(clean::column);
        return clean.build();
    }

    /** Whether the next data of the table may bring any column, whatever its contract. */
    public static boolean evolvesOnce(TableSchema table) {
        return Boolean.TRUE.equals(Trees.object(table.properties(), MARKS).get(EVOLVE_ONCE));
    }

    /** The hints with the mark that the next data may bring any column. */
    static TableSchema evolveOnce(TableSchema hints) {
        Map<String, @Nullable Object> marks = new LinkedHashMap<>(Trees.object(hints.properties(), MARKS));
        marks.put(EVOLVE_ONCE, true);
        return hints.toBuilder().property(MARKS, Trees.frozen(marks)).build();
    }
}
