package io.dlt4j.extract;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The buffers that parts of one source are made in; keeps a few that come back. Thread-safe. */
final class PartBuffers {

    private static final int KEPT = 2;

    private final int size;
    private final Deque<byte[]> free = new ArrayDeque<>(KEPT);

    PartBuffers(int size) {
        if (size < PartSource.MIN_TARGET_BYTES || size > PartSource.MAX_ITEM_BYTES) {
            throw new IllegalArgumentException("size of parts is " + size + ", it must be between "
                    + PartSource.MIN_TARGET_BYTES + " and " + PartSource.MAX_ITEM_BYTES);
        }
        this.size = size;
    }

    /** A buffer with room for more than {@code used} bytes. */
    byte[] take(int used) {
        if (used >= size) {
            return new byte[grownSize(used)];
        }
        synchronized (free) {
            if (!free.isEmpty()) {
                return free.pop();
            }
        }
        return new byte[size];
    }

    /** A larger copy of a full buffer. */
    static byte[] grow(byte[] full) {
        return Arrays.copyOf(full, grownSize(full.length));
    }

    /** One byte more than an item may have, so that a full buffer of that size proves an item too large. */
    private static int grownSize(int used) {
        return (int) Math.max(used + 1L, Math.min(2L * used, PartSource.MAX_ITEM_BYTES + 1L));
    }

    void recycle(Part part) {
        byte[] buffer = part.bytes();
        synchronized (free) {
            if (buffer.length == size && free.size() < KEPT && !free.contains(buffer)) {
                free.push(buffer);
            }
        }
    }
}
