package io.dlt4j.format.parquet;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/** The bytes of one page, in memory. Not thread-safe. */
final class PageBytes implements WritableByteChannel {

    private byte[] bytes = new byte[0];
    private int size;

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    @Override
    public int write(ByteBuffer source) {
        int count = source.remaining();
        if (size + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length * 2));
        }
        source.get(bytes, size, count);
        size += count;
        return count;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
