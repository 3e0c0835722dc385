package io.dlt4j.format.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import io.dlt4j.api.error.DltException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Decompresses pages in Java alone. The library's own way asks Hadoop for codecs, and loads native code for each. */
final class Decompression implements CompressionCodecFactory {

    /** Makes the bytes of a page. */
    @FunctionalInterface
    private interface Codec {
        byte[] decompress(byte[] page, int size) throws IOException;
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        return switch (name) {
            case UNCOMPRESSED -> new Pages((page, size) -> page);
            case SNAPPY -> new Pages(codec(new SnappyDecompressor()));
            case ZSTD -> new Pages(codec(new ZstdDecompressor()));
            case LZ4_RAW -> new Pages(codec(new Lz4Decompressor()));
            case GZIP -> new Pages(Decompression::unzip);
            default ->
                throw new DltException(
                        ParquetError.PARQUET_UNREADABLE,
                        "The file is compressed with " + name + ", which is not read here.",
                        "Write it again with Snappy, Zstandard, Gzip or LZ4_RAW.");
        };
    }

    private static Codec codec(Decompressor decompressor) {
        return (page, size) -> {
            byte[] bytes = new byte[size];
            decompressor.decompress(page, 0, page.length, bytes, 0, size);
            return bytes;
        };
    }

    private static byte[] unzip(byte[] page, int size) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(page))) {
            return in.readNBytes(size);
        }
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        throw new UnsupportedOperationException("pages are only read with this");
    }

    @Override
    public void release() {}

    private record Pages(Codec codec) implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput page, int size) throws IOException {
            return BytesInput.from(codec.decompress(page.toInputStream().readAllBytes(), size));
        }

        @Override
        public void decompress(ByteBuffer page, int compressedSize, ByteBuffer output, int size) throws IOException {
            byte[] bytes = new byte[compressedSize];
            page.get(bytes);
            output.put(codec.decompress(bytes, size));
        }

        @Override
        public void release() {}
    }
}
