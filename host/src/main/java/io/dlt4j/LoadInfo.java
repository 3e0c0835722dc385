package io.dlt4j;

import io.dlt4j.load.LoadReport;
import io.dlt4j.normalize.Discarded;
import io.dlt4j.pack.NameCollision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a load step did.
 *
 * @param pipelineName the pipeline
 * @param destinationType the canonical type, for example {@code dlt.destinations.duckdb}
 * @param destinationName the name, equal to the last part of the type unless given
 * @param destinationFingerprint identifies the store without secrets; {@code ""} if nothing tells it, or nothing was loaded
 * @param environment the label of the destination's configuration
 * @param staging where files were put for the destination to load them from; empty if they were not, or nothing was loaded
 * @param datasetName the dataset, put through the naming convention
 * @param location where the data is; empty if there was nothing to load
 * @param packages one a load package, in the order of loading
 * @param discarded what schema contracts kept out, by table
 * @param skipped the load ids of packages that failed and were left for repair, with load.skip_failed_packages
 * @param resumed whether this was the end of an earlier run that had been stopped
 * @param elapsed how long it took
 */
public record LoadInfo(
        String pipelineName,
        String destinationType,
        String destinationName,
        String destinationFingerprint,
        Optional<String> environment,
        Optional<StagingInfo> staging,
        String datasetName,
        Optional<String> location,
        List<LoadReport> packages,
        Map<String, Discarded> discarded,
        List<String> skipped,
        boolean resumed,
        Duration elapsed)
        implements Warned {

    /** Copies the packages. */
    public LoadInfo {
        packages = List.copyOf(packages);
        discarded = new TreeMap<>(discarded);
        skipped = List.copyOf(skipped);
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

    /** Keys of the data that share a name, and what that did to rows, over all packages. */
    public List<NameCollision> collisions() {
        return NameCollision.merged(
                packages.stream().flatMap(load -> load.collisions().stream()).toList());
    }

    @Override
    public List<String> warnings() {
        return Stream.concat(
                        collisions().stream().map(NameCollision::sentence),
                        skipped.stream().map(LoadInfo::skippedSentence))
                .toList();
    }

    private static String skippedSentence(String loadId) {
        return "Package " + loadId
                + " failed and was skipped: it is kept for repair, and the order of packages is given"
                + " up. 'dlt4j pipeline NAME failed-jobs' tells why it failed, 'retry-failed' tries it again.";
    }

    LoadInfo asResumed() {
        return changed(location, packages, discarded, true);
    }

    /** The same load, as the end of an earlier run. */
    LoadInfo resumed(Optional<String> place, List<LoadReport> reports, Map<String, Discarded> lost) {
        return changed(place, reports, lost, true);
    }

    LoadInfo withDiscarded(Map<String, Discarded> more) {
        return changed(location, packages, DiscardedData.sum(discarded, more), resumed);
    }

    private LoadInfo changed(
            Optional<String> place, List<LoadReport> reports, Map<String, Discarded> lost, boolean asResumed) {
        return new LoadInfo(
                pipelineName,
                destinationType,
                destinationName,
                destinationFingerprint,
                environment,
                staging,
                datasetName,
                place,
                reports,
                lost,
                skipped,
                asResumed,
                elapsed);
    }

    /** The text that dlt prints, and what was discarded. */
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
        staging.ifPresent(stage -> text.append("\nThe ")
                .append(stage.name())
                .append(" staging destination used ")
                .append(stage.location())
                .append(" location to stage data"));
        location.ifPresent(place -> text.append("\nThe ")
                .append(destinationName)
                .append(" destination used ")
                .append(place)
                .append(" location to store data"));
        packages.forEach(load ->
                text.append("\nLoad package ").append(load.loadId()).append(" is LOADED and contains no failed jobs"));
        DiscardedData.append(text, discarded);
        return text.toString();
    }

    static String seconds(Duration duration) {
        return String.format(java.util.Locale.ROOT, "%.2f seconds", duration.toMillis() / 1000.0);
    }
}
