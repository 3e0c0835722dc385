package io.dlt4j.pack;

import static java.util.Objects.requireNonNull;

/**
 * The content of a part that is still in memory.
 *
 * @param table the root table, put through the naming convention
 * @param bytes UTF-8 JSON; the array may be longer than the content
 * @param length the length of the content
 * @param elements true for array elements separated by commas, false for values separated by white space
 * @param origin the source as users know it
 * @param firstLine the line of the origin that the first byte comes from, from 1
 */
public record PartContent(String table, byte[] bytes, int length, boolean elements, String origin, long firstLine) {

    /** Checks the parts. */
    public PartContent {
        requireNonNull(table, "table is null");
        requireNonNull(bytes, "bytes is null");
        requireNonNull(origin, "origin is null");
    }
}
