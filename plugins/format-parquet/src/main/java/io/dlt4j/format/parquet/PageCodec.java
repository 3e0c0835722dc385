package io.dlt4j.format.parquet;

import io.airlift.compress.snappy.SnappyCompressor;

/** Compresses pages. Loaded only by writers of compressed files. Not thread-safe. */
final class PageCodec {

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

    byte[] bytes() {
        return compressed;
    }
}
