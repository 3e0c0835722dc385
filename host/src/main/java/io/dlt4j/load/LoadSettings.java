package io.dlt4j.load;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.schema.ReplaceStrategy;
import java.util.Optional;

/**
 * What loading depends on besides the package and the client.
 *
 * @param pipelineName part of every job's key
 * @param dataset the dataset as the destination knows it
 * @param capabilities what the destination can do
 * @param replaceStrategy how rows are replaced; empty for the destination's first strategy
 * @param workers the most jobs at once, at least 1
 * @param tableSequential whether a table's rows are loaded by one job at a time
 * @param maxRetries after how many tries of a job the load stops, 0 for never
 */
public record LoadSettings(
        String pipelineName,
        String dataset,
        Capabilities capabilities,
        Optional<ReplaceStrategy> replaceStrategy,
        int workers,
        boolean tableSequential,
        int maxRetries) {

    /** Checks the parts. */
    public LoadSettings {
        requireNonNull(pipelineName, "pipelineName is null");
        requireNonNull(dataset, "dataset is null");
        requireNonNull(capabilities, "capabilities is null");
        requireNonNull(replaceStrategy, "replaceStrategy is null");
        if (workers < 1) {
            throw new IllegalArgumentException("workers is " + workers);
        }
        if (maxRetries < 0) {
            throw new IllegalArgumentException("maxRetries is " + maxRetries);
        }
    }

    /** The most jobs at once, no more than the destination takes. */
    int slots() {
        return Math.min(workers, capabilities.maxParallelJobs().orElse(workers));
    }
}
