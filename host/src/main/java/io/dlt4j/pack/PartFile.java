package io.dlt4j.pack;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A file of extracted items for one root table.
 *
 * @param path where it is
 * @param table the root table, put through the naming convention
 * @param elements true if the file holds array elements separated by commas, false for values separated by white space
 * @param origin the source as users know it, for messages
 * @param firstLine the line of the origin that the file's first byte comes from, from 1
 * @param bytes the size; 0 for a table that is to be emptied or created without rows
 */
public record PartFile(Path path, String table, boolean elements, String origin, long firstLine, long bytes) {

    /** Checks the parts. */
    public PartFile {
        requireNonNull(path, "path is null");
        requireNonNull(table, "table is null");
        requireNonNull(origin, "origin is null");
    }
}
