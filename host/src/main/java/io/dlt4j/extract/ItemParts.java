package io.dlt4j.extract;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.format.FileFormatReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of a file whose format a plugin reads: its rows as JSON lines, as if a program had given them. */
public final class ItemParts implements PartSource {

    private static final int ROWS_AT_ONCE = 64;

    private final FileFormatReader reader;
    private final ItemLines lines;
    private final String origin;
    private final int targetBytes;

    private ItemParts(FileFormatReader reader, ItemLines lines, String origin, int targetBytes) {
        this.reader = reader;
        this.lines = lines;
        this.origin = origin;
        this.targetBytes = targetBytes;
    }

    /**
     * Reads through {@code reader}, which is closed with the result.
     *
     * @param origin names the file in messages and parts
     * @param targetBytes the size that parts should have
     */
    public static PartSource of(FileFormatReader reader, String origin, int targetBytes) throws IOException {
        requireNonNull(reader, "reader is null");
        return new ItemParts(reader, new ItemLines(origin, Optional.empty()), origin, targetBytes);
    }

    @Override
    public Optional<Part> next() throws IOException {
        long first = lines.firstItem();
        long items = 0;
        while (lines.size() < targetBytes) {
            List<Map<String, @Nullable Object>> rows = reader.read(ROWS_AT_ONCE);
            if (rows.isEmpty()) {
                break;
            }
            for (Map<String, @Nullable Object> row : rows) {
                lines.add(row);
            }
            items += rows.size();
        }
        if (items == 0) {
            return Optional.empty();
        }
        int length = lines.size();
        return Optional.of(new Part(lines.take(), length, PartForm.VALUES, origin, first, items));
    }

    /** The lines are made in a buffer of their own each time. */
    @Override
    public void recycle(Part part) {}

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
