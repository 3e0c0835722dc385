package io.dlt4j.schema;

import io.dlt4j.api.schema.TableSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The marks that processing leaves in a table, under {@code x-normalizer}. */
final class ProcessingMarks {

    private static final String MARKS = "x-normalizer";
    private static final String SEEN_DATA = "seen-data";
    private static final String EVOLVE_ONCE = "evolve-columns-once";

    private ProcessingMarks() {}

    static TableSchema seenData(TableSchema table) {
        Map<String, @Nullable Object> marks = new LinkedHashMap<>(Trees.object(table.properties(), MARKS));
        boolean changed = marks.remove(EVOLVE_ONCE) != null;
        if (!marks.containsKey(SEEN_DATA)) {
            marks.put(SEEN_DATA, true);
            changed = true;
        }
        return changed ? table.toBuilder().property(MARKS, Trees.frozen(marks)).build() : table;
    }
}
