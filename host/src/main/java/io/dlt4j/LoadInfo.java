package io.dlt4j;

import io.dlt4j.load.LoadReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a load step did.
 *
 * @param pipelineName the pipeline
 * @param destinationType the type, for example {@code duckdb}
 * @param destinationName the name, equal to the type unless given
 * @param datasetName the dataset, put through the naming convention
 * @param location where the data is; empty if there was nothing to load
 * @param packages one a load package, in the order of loading
 * @param resumed whether this was the end of an earlier run that had been stopped
 * @param elapsed how long it took
 */
public record LoadInfo(
        String pipelineName,
        String destinationType,
        String destinationName,
        String datasetName,
        Optional<String> location,
        List<LoadReport> packages,
        boolean resumed,
        Duration elapsed) {

    /** Copies the packages. */
    public LoadInfo {
        packages = List.copyOf(packages);
    }

    /** The load ids, in order. */
    public List<String> loadIds() {
        return packages.stream().map(LoadReport::loadId).toList();
    }

    /** Whether there was nothing to load. */
    public boolean isEmpty() {
        return packages.isEmpty();
    }

    /** Rows loaded by table, over all packages. */
    public Map<String, Long> rowCounts() {
        Map<String, Long> counts = new TreeMap<>();
        packages.forEach(load -> load.rows().forEach((table, rows) -> counts.merge(table, rows, Long::sum)));
        return counts;
    }

    LoadInfo asResumed() {
        return new LoadInfo(
                pipelineName, destinationType, destinationName, datasetName, location, packages, true, elapsed);
    }

    /** The text that dlt prints. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append("Pipeline ")
                .append(pipelineName)
                .append(" load step completed in ")
                .append(isEmpty() ? "---" : seconds(elapsed))
                .append('\n')
                .append(packages.size())
                .append(" load package(s) were loaded to destination ")
                .append(destinationName)
                .append(" and into dataset ")
                .append(isEmpty() ? "None" : datasetName);
        location.ifPresent(place -> text.append("\nThe ")
                .append(destinationName)
                .append(" destination used ")
                .append(place)
                .append(" location to store data"));
        packages.forEach(load ->
                text.append("\nLoad package ").append(load.loadId()).append(" is LOADED and contains no failed jobs"));
        return text.toString();
    }

    static String seconds(Duration duration) {
        return String.format(java.util.Locale.ROOT, "%.2f seconds", duration.toMillis() / 1000.0);
    }
}
