package io.dlt4j.extract;

import io.dlt4j.api.error.DltException;
import io.dlt4j.incremental.CursorRun;
import io.dlt4j.pack.BatchWriter.PackageWriter;
import io.dlt4j.pack.FailPoints;
import io.dlt4j.pack.PartContent;
import io.dlt4j.pack.Progress;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;

/** Moves items into the parts of a package. Not thread-safe. */
public final class Extractor {

    private final PackageWriter target;
    private final PartListener listener;
    private final Progress progress;
    private final int partBytes;

    /**
     * @param target the package being written
     * @param listener is told of each part before it is written
     * @param partBytes the size that parts should have
     */
    public Extractor(PackageWriter target, PartListener listener, Progress progress, int partBytes) {
        this.target = target;
        this.listener = listener;
        this.progress = progress;
        this.partBytes = partBytes;
    }

    /** Extracts what a source delivers, the first part of which was read already; returns the bytes extracted. */
    public long parts(String table, Optional<Part> first, PartSource source) throws IOException {
        long bytes = 0;
        Optional<Part> next = first;
        while (next.isPresent()) {
            Part part = next.get();
            PartContent content = new PartContent(
                    table,
                    part.bytes(),
                    part.length(),
                    part.form() == PartForm.ELEMENTS,
                    part.origin(),
                    part.firstLine());
            FailPoints.reach("extract.part.read");
            Countdown free = new Countdown(2, () -> source.recycle(part));
            listener.accept(content, free::down);
            target.add(content, free::down);
            bytes += part.length();
            progress.advance("extract", table, part.length());
            next = source.next();
        }
        return bytes;
    }

    /**
     * Starts writing Java items.
     *
     * @param resource names the items in errors
     * @param cursor admits items; all if there is none
     * @param table names the table, and is asked before each part that is added
     */
    public ItemWriter itemWriter(String resource, Optional<CursorRun> cursor, Supplier<String> table)
            throws IOException {
        ItemLines lines = new ItemLines(resource, cursor);
        return new ItemWriter(lines, () -> part(table.get(), resource, lines));
    }

    /** The size that parts should have. */
    public int partBytes() {
        return partBytes;
    }

    /** The number of items that would be extracted; reads them all the same. */
    public static long count(String resource, Iterator<?> items, Selection selection) throws IOException {
        ItemLines lines = new ItemLines(resource, selection.cursor());
        long selected = 0;
        while (!selection.isComplete(selected) && items.hasNext()) {
            Object item = items.next();
            if (item != null && lines.add(item)) {
                selected++;
            }
            lines.clear();
        }
        return selected;
    }

    /** Adds a part without items, for a table that is to be emptied or created. */
    public void nothing(String table, String resource) {
        PartContent content = new PartContent(table, new byte[0], 0, false, resource, 1);
        listener.accept(content, () -> {});
        target.add(content, () -> {});
    }

    private void part(String table, String resource, ItemLines lines) {
        long firstItem = lines.firstItem();
        int length = lines.size();
        PartContent content = new PartContent(table, lines.take(), length, false, "resource " + resource, firstItem);
        listener.accept(content, () -> {});
        target.add(content, () -> {});
        progress.advance("extract", table, length);
    }

    /** A failure to read a source, with its name. */
    public static DltException unreadable(String origin, IOException cause) {
        return new DltException(
                ExtractError.EXTRACT_SOURCE_UNREADABLE,
                "Reading " + origin + " failed: " + cause.getMessage() + ".",
                "Check that the source is complete and readable, then run the same command again.",
                cause);
    }
}
