package io.dlt4j;

import io.dlt4j.normalize.Discarded;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an extract step did.
 *
 * @param pipelineName the pipeline
 * @param loadIds the packages made
 * @param bytes bytes of extracted items by table
 * @param discarded what schema contracts kept out already, by table
 * @param elapsed how long it took
 */
public record ExtractInfo(
        String pipelineName,
        List<String> loadIds,
        Map<String, Long> bytes,
        Map<String, Discarded> discarded,
        Duration elapsed) {

    /** Copies the collections. */
    public ExtractInfo {
        loadIds = List.copyOf(loadIds);
        bytes = new TreeMap<>(bytes);
        discarded = new TreeMap<>(discarded);
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("Extracted " + loadIds.size() + " load package(s) in " + LoadInfo.seconds(elapsed));
        loadIds.forEach(id -> text.append("\nLoad package ").append(id).append(" is EXTRACTED and NOT YET LOADED"));
        DiscardedData.append(text, discarded);
        return text.toString();
    }
}
