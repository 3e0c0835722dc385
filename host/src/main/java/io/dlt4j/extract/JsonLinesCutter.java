package io.dlt4j.extract;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Cuts JSON lines at line ends, without looking at the JSON. */
final class JsonLinesCutter implements PartSource {

    private final ByteFeed feed;
    private final PartBuffers buffers;
    private final String origin;
    private byte[] buffer;
    private int limit;
    /** No line ends before this index. */
    private int searched;

    private long line = 1;

    JsonLinesCutter(InputStream in, String origin, int targetBytes) {
        this.feed = new ByteFeed(in);
        this.buffers = new PartBuffers(targetBytes);
        this.origin = origin;
        this.buffer = buffers.take(0);
    }

    @Override
    public Optional<Part> next() throws IOException {
        while (limit > 0 || !feed.atEnd()) {
            limit = feed.fill(buffer, limit);
            int cut = feed.atEnd() ? limit : ByteSearch.lastLine(buffer, searched, limit) + 1;
            if (cut == 0) {
                makeRoom();
            } else if (ByteSearch.isBlank(buffer, 0, cut)) {
                drop(cut);
            } else {
                return Optional.of(cut(cut));
            }
        }
        return Optional.empty();
    }

    private Part cut(int cut) {
        int nul = ByteSearch.firstNul(buffer, 0, cut);
        if (nul >= 0) {
            throw JsonErrors.nul(origin, line + ByteSearch.countLines(buffer, 0, nul));
        }
        Part part = new Part(buffer, cut, PartForm.VALUES, origin, line, -1);
        line += ByteSearch.countLines(buffer, 0, cut);
        byte[] rest = buffers.take(limit - cut);
        System.arraycopy(buffer, cut, rest, 0, limit - cut);
        buffer = rest;
        limit -= cut;
        searched = limit;
        return part;
    }

    private void drop(int cut) {
        line += ByteSearch.countLines(buffer, 0, cut);
        System.arraycopy(buffer, cut, buffer, 0, limit - cut);
        limit -= cut;
        searched = limit;
    }

    private void makeRoom() {
        if (limit > MAX_ITEM_BYTES) {
            throw tooLarge();
        }
        searched = limit;
        buffer = PartBuffers.grow(buffer);
    }

    private DltException tooLarge() {
        return JsonErrors.tooLarge(origin, line, "The line");
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
