package io.dlt4j.load;

import io.dlt4j.pack.NameCollision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a package was loaded.
 *
 * @param loadId the package
 * @param schemaName its schema
 * @param location where it went
 * @param startedAt when loading began
 * @param finishedAt when it was complete
 * @param rows rows by table, as the job files have them
 * @param jobs the number of job files
 * @param migrated tables created or extended, with the names of their new columns
 * @param collisions keys of the data that share a name, and what that did to rows
 * @param wasComplete whether the destination had all of it from an earlier attempt
 */
public record LoadReport(
        String loadId,
        String schemaName,
        String location,
        Instant startedAt,
        Instant finishedAt,
        Map<String, Long> rows,
        int jobs,
        Map<String, List<String>> migrated,
        List<NameCollision> collisions,
        boolean wasComplete) {

    /** Copies the collections. */
    public LoadReport {
        rows = new TreeMap<>(rows);
        migrated = new TreeMap<>(migrated);
        collisions = List.copyOf(collisions);
    }
}
