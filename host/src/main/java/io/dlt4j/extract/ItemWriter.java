package io.dlt4j.extract;

import java.io.IOException;

/** Collects Java items of one table as JSON text, and hands the text on as a part. Not thread-safe. */
public final class ItemWriter {

    private final ItemLines lines;
    private final Runnable part;
    private long count;

    /** @param part takes the lines */
    ItemWriter(ItemLines lines, Runnable part) {
        this.lines = lines;
        this.part = part;
    }

    /** Adds an item, or a page of items; false if the cursor admits nothing of it. */
    public boolean add(Object item) throws IOException {
        boolean kept = lines.add(item);
        if (kept) {
            count++;
        }
        return kept;
    }

    /** The size of what is collected. */
    public int bufferedBytes() {
        return lines.size();
    }

    /** The items added, a page counted as one. */
    public long count() {
        return count;
    }

    /** Throws away what is collected. */
    public void forget() {
        lines.clear();
    }

    /** Hands on what is collected, if anything is. */
    public void flush() {
        if (lines.isEmpty()) {
            lines.clear();
        } else {
            part.run();
        }
    }
}
