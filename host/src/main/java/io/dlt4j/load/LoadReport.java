package io.dlt4j.load;

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
        boolean wasComplete) {

    /** Copies the collections. */
    public LoadReport {
        rows = new TreeMap<>(rows);
        migrated = new TreeMap<>(migrated);
    }
}
