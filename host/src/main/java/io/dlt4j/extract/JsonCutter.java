package io.dlt4j.extract;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Cuts JSON text between items: the elements of a top-level array, or else the top-level values, however many.
 */
final class JsonCutter implements PartSource {

    private final ByteFeed feed;
    private final PartBuffers buffers;
    private final String origin;
    private final JsonScanner scanner;
    private byte[] buffer;
    private int limit;
    private boolean done;

    JsonCutter(InputStream in, String origin, int targetBytes) {
        this.feed = new ByteFeed(in);
        this.buffers = new PartBuffers(targetBytes);
        this.origin = origin;
        this.scanner = new JsonScanner(origin);
        this.buffer = buffers.take(0);
    }

    @Override
    public Optional<Part> next() throws IOException {
        while (!done) {
            limit = feed.fill(buffer, limit);
            scanner.scan(buffer, limit);
            if (feed.atEnd()) {
                scanner.finish();
                done = true;
            }
            if (scanner.items() > 0) {
                return Optional.of(cut());
            }
            if (!done) {
                makeRoom();
            }
        }
        return Optional.empty();
    }

    private Part cut() {
        int cut = scanner.cut();
        Part part = new Part(buffer, cut, scanner.form(), origin, scanner.line(), scanner.items());
        scanner.forget(cut);
        byte[] rest = buffers.take(limit - cut);
        System.arraycopy(buffer, cut, rest, 0, limit - cut);
        limit -= cut;
        buffer = rest;
        return part;
    }

    /** Drops what is before the item that fills the buffer; if there is nothing to drop, takes a larger buffer. */
    private void makeRoom() {
        int start = scanner.itemStart() < 0 ? limit : scanner.itemStart();
        if (start > 0) {
            scanner.forget(start);
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
        } else if (limit > MAX_ITEM_BYTES) {
            throw JsonErrors.tooLarge(origin, scanner.line(), "The item");
        } else {
            buffer = PartBuffers.grow(buffer);
        }
    }

    @Override
    public void recycle(Part part) {
        buffers.recycle(part);
    }

    @Override
    public void close() throws IOException {
        feed.close();
    }
}
