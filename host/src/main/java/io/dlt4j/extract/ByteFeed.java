package io.dlt4j.extract;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Fills buffers from a stream, in blocks. */
final class ByteFeed implements Closeable {

    /** Larger reads make the JDK allocate larger native buffers and are not faster. */
    private static final int BLOCK = 1 << 20;

    private final InputStream in;
    private boolean atEnd;

    ByteFeed(InputStream in) {
        this.in = in;
    }

    /** Reads until the buffer is full or the stream ends; returns how far the buffer is filled then. */
    int fill(byte[] buffer, int from) throws IOException {
        int limit = from;
        while (limit < buffer.length && !atEnd) {
            int read = in.read(buffer, limit, Math.min(BLOCK, buffer.length - limit));
            if (read < 0) {
                atEnd = true;
            } else {
                limit += read;
            }
        }
        return limit;
    }

    /** Whether the end of the stream was seen. */
    boolean atEnd() {
        return atEnd;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
