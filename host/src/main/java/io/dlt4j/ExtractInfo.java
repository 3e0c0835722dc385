package io.dlt4j;

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
 * @param elapsed how long it took
 */
public record ExtractInfo(String pipelineName, List<String> loadIds, Map<String, Long> bytes, Duration elapsed) {

    /** Copies the collections. */
    public ExtractInfo {
        loadIds = List.copyOf(loadIds);
        bytes = new TreeMap<>(bytes);
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("Extracted " + loadIds.size() + " load package(s) in " + LoadInfo.seconds(elapsed));
        loadIds.forEach(id -> text.append("\nLoad package ").append(id).append(" is EXTRACTED and NOT YET LOADED"));
        return text.toString();
    }
}
