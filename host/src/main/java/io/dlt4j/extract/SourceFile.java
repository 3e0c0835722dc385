package io.dlt4j.extract;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One source to be read.
 *
 * @param path the file; empty for the standard input
 * @param origin how users know it: the path as they gave it, or {@code stdin}
 * @param kind its format
 * @param tableName the file's name without folder and extensions, not yet put through a naming convention
 * @param stamp size and time of the file when it was found; empty for what has none, such as pipes
 */
public record SourceFile(
        Optional<Path> path, String origin, SourceKind kind, String tableName, Optional<SourceStamp> stamp) {

    /** Checks that nothing is missing. */
    public SourceFile {
        requireNonNull(path, "path is null");
        requireNonNull(origin, "origin is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(tableName, "tableName is null");
        requireNonNull(stamp, "stamp is null");
    }
}
