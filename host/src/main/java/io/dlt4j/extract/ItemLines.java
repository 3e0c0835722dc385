package io.dlt4j.extract;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.dlt4j.incremental.CursorRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects Java items as JSON lines: the n-th item is in the n-th line, which is empty if a cursor did not admit it. Not thread-safe. */
final class ItemLines {

    private static final JsonFactory JSON = new JsonFactory();

    private static final int SMALLEST_BUFFER = 1 << 13;
    private static final int SPARE = 1 << 16;

    /** Bytes whose end can be rewritten, and that can be given away without being copied. */
    private static final class Buffer extends ByteArrayOutputStream {

        Buffer() {
            super(SMALLEST_BUFFER);
        }

        byte[] bytes() {
            return buf;
        }

        void truncate(int size) {
            count = size;
        }

        void giveAway() {
            buf = new byte[0];
            count = 0;
        }

        void reserve(int size) {
            if (buf.length == 0) {
                buf = new byte[size];
            }
        }
    }

    private final Buffer buffer = new Buffer();
    private final JsonGenerator json;
    private final ItemEncoder encoder;
    private final String resource;
    private final @Nullable ItemFilter filter;
    private long items;
    private long firstItem = 1;
    private boolean empty = true;
    private int expected = SMALLEST_BUFFER;

    /** @param resource names the items in errors */
    ItemLines(String resource, Optional<CursorRun> cursor) throws IOException {
        this.resource = resource;
        this.json = JSON.createGenerator(buffer, JsonEncoding.UTF8);
        json.setRootValueSeparator(null);
        this.encoder = new ItemEncoder(json);
        this.filter = cursor.map(ItemFilter::new).orElse(null);
    }

    /** Adds an item; false if the cursor did not admit it, or nothing of it if it is a page. */
    boolean add(Object item) throws IOException {
        buffer.reserve(expected);
        int start = buffer.size();
        items++;
        encoder.write(item, resource);
        json.flush();
        boolean kept = filter == null || filter(filter, start);
        buffer.write('\n');
        empty &= !kept;
        return kept;
    }

    private boolean filter(ItemFilter admitted, int start) throws IOException {
        ItemFilter.Place place = new ItemFilter.Place("resource " + resource, "item", items);
        int end = admitted.filter(buffer.bytes(), start, buffer.size(), PartForm.VALUES, place);
        buffer.truncate(end);
        return end > start;
    }

    /** Forgets the lines collected. */
    void clear() {
        buffer.reset();
        empty = true;
        firstItem = items + 1;
    }

    /** The bytes collected. */
    int size() {
        return buffer.size();
    }

    /** Whether no item has been kept since the last {@link #take}. */
    boolean isEmpty() {
        return empty;
    }

    /** The number of the item in the first line. */
    long firstItem() {
        return firstItem;
    }

    /** The lines collected, {@link #size} bytes from index 0 on; those that follow are collected anew. */
    byte[] take() {
        byte[] lines = buffer.bytes();
        expected = buffer.size() + SPARE;
        buffer.giveAway();
        empty = true;
        firstItem = items + 1;
        return lines;
    }
}
