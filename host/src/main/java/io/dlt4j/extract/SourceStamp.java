package io.dlt4j.extract;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What tells whether a source file is still the one that was read.
 *
 * @param path absolute path
 * @param size bytes
 * @param modified time of the last modification, as precise as the file system keeps it
 */
public record SourceStamp(String path, long size, Instant modified) {

    /** Checks that nothing is missing. */
    public SourceStamp {
        requireNonNull(path, "path is null");
        requireNonNull(modified, "modified is null");
    }
}
