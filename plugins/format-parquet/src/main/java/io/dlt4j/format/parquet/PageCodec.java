package io.dlt4j.format.parquet;

import io.airlift.compress.snappy.SnappyCompressor;
import java.util.Arrays;

/** Compresses pages. Loaded only by writers of compressed files. Not thread-safe. */
final class PageCodec {

    private static final int SAMPLE_BYTES = 16 << 10;

    private final SnappyCompressor snappy = new SnappyCompressor();
    private byte[] compressed = new byte[0];

    /** Compresses a page into {@link #bytes}; returns how many there are. */
    int compress(byte[] page, int size) {
        int most = snappy.maxCompressedLength(size);
        if (compressed.length < most) {
            compressed = new byte[most];
        }
        return snappy.compress(page, 0, size, compressed, 0, most);
    }

    /** Whether a sample of values is compressed by an eighth at least: random ids are not, prose is. */
    boolean isWorthwhile(byte[] values, int from, int to) {
        int size = Math.min(to - from, SAMPLE_BYTES);
        byte[] sample = Arrays.copyOfRange(values, from, from + size);
        return compress(sample, size) <= size - size / 8;
    }

    byte[] bytes() {
        return compressed;
    }
}
