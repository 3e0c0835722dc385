package io.dlt4j;

import io.dlt4j.normalize.Discarded;
import io.dlt4j.pack.NameCollision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a normalize step did.
 *
 * @param pipelineName the pipeline
 * @param loadIds the packages normalized
 * @param rowCounts rows by table, over all packages
 * @param nullOnly names that came with nothing but null and so have no column, by table
 * @param discarded what schema contracts kept out, by table
 * @param collisions keys of the data that share a name, and what that did to rows
 * @param elapsed how long it took
 */
public record NormalizeInfo(
        String pipelineName,
        List<String> loadIds,
        Map<String, Long> rowCounts,
        Map<String, Set<String>> nullOnly,
        Map<String, Discarded> discarded,
        List<NameCollision> collisions,
        Duration elapsed)
        implements Warned {

    /** Copies the collections. */
    public NormalizeInfo {
        loadIds = List.copyOf(loadIds);
        rowCounts = new TreeMap<>(rowCounts);
        nullOnly = new TreeMap<>(nullOnly);
        discarded = new TreeMap<>(discarded);
        collisions = NameCollision.merged(collisions);
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        nullOnly.forEach((table, names) -> warnings.add(
                "Table " + table + " got no column for what was null in all rows: " + String.join(", ", names) + "."));
        collisions.forEach(collision -> warnings.add(collision.sentence()));
        return warnings;
    }

    /** The text that dlt prints, and what was discarded. */
    @Override
    public String toString() {
        if (rowCounts.isEmpty() && discarded.isEmpty()) {
            return "No data found to normalize";
        }
        StringBuilder text = new StringBuilder("Normalized data for the following tables:");
        rowCounts.forEach((table, rows) ->
                text.append("\n- ").append(table).append(": ").append(rows).append(" row(s)"));
        DiscardedData.append(text, discarded);
        return text.toString();
    }
}
