package io.dlt4j.load;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.schema.ReplaceStrategy;
import java.util.Optional;

/**
 * What loading depends on besides the package and the client.
 *
 * @param pipelineName part of every job's key
 * @param capabilities what the destination can do
 * @param replaceStrategy how rows are replaced; empty for the destination's first strategy
 * @param workers the most jobs at once, at least 1
 * @param maxRetries how often a job is tried again before the load stops, at least 0
 */
public record LoadSettings(
        String pipelineName,
        Capabilities capabilities,
        Optional<ReplaceStrategy> replaceStrategy,
        int workers,
        int maxRetries) {

    /** Checks the parts. */
    public LoadSettings {
        requireNonNull(pipelineName, "pipelineName is null");
        requireNonNull(capabilities, "capabilities is null");
        requireNonNull(replaceStrategy, "replaceStrategy is null");
        if (workers < 1) {
            throw new IllegalArgumentException("workers is " + workers);
        }
        if (maxRetries < 0) {
            throw new IllegalArgumentException("maxRetries is " + maxRetries);
        }
    }
}
