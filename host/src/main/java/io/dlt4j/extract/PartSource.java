package io.dlt4j.extract;

import io.dlt4j.incremental.CursorRun;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of one source, in order.
 *
 * <p>Used by one thread, except {@link #recycle}, which any thread may call. After an exception the source is only
 * good for closing.
 */
public interface PartSource extends Closeable {

    /** A good size of parts: large against the cost of a task, small against a heap of 256 MB. */
    int DEFAULT_TARGET_BYTES = 8 << 20;

    /** The smallest size of parts that can be asked for. */
    int MIN_TARGET_BYTES = 1 << 10;

    /** Bytes that one item may have; more than that is an {@link ExtractError#EXTRACT_ITEM_TOO_LARGE}. */
    int MAX_ITEM_BYTES = 64 << 20;

    /**
     * The next part, empty when there are no more. Parts have about the size asked for, are cut between items only,
     * and hold at least one item each.
     *
     * @throws IOException if reading fails
     * @throws io.dlt4j.api.error.DltException if what was read is not what it should be
     */
    Optional<Part> next() throws IOException;

    /**
     * Gives the buffer of a part back for later parts. Optional, at most once for each part, and the part must not be
     * used afterwards.
     */
    void recycle(Part part);

    /**
     * Data types of columns that the text of the items does not carry: name of the key to dlt's name of the type. A
     * column with a hint must get that type, or its first values may be taken for something else. Complete once
     * {@link #next()} has returned for the first time; empty for sources whose items carry their types.
     */
    default Map<String, String> columnHints() {
        return Map.of();
    }

    /** This source without the items that a cursor does not admit; ends early if the cursor is finished. */
    default PartSource admittedBy(CursorRun cursor) {
        return new AdmittedParts(this, cursor);
    }

    /**
     * Cuts what a stream delivers. Compression (gzip, zstd) and a byte order mark are recognised by content.
     *
     * @param in the source; closed with the result
     * @param kind the format
     * @param origin the name of the source in messages and parts
     * @param targetBytes the size that parts should have, at least {@link #MIN_TARGET_BYTES}
     * @throws IOException if the first bytes cannot be read
     */
    static PartSource of(InputStream in, SourceKind kind, String origin, int targetBytes) throws IOException {
        return kind.cut(SourceText.open(in, origin, kind.broken()), origin, targetBytes);
    }
}
