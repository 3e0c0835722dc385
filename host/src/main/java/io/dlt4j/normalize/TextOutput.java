package io.dlt4j.normalize;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A new text file in UTF-8 that is written from front to back through one buffer. Not thread-safe. */
final class TextOutput implements Closeable {

    private static final int CAPACITY = 1 << 16;

    private final FileChannel channel;
    private final @Nullable FastGzip gzip;
    private final OutputStream out;
    private final byte[] buffer = new byte[CAPACITY];
    private int position;

    /** @param compressed whether the file is compressed with gzip */
    TextOutput(Path file, boolean compressed) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream plain = Channels.newOutputStream(channel);
        this.gzip = compressed ? new FastGzip(plain) : null;
        this.out = gzip != null ? gzip : plain;
    }

    void put(char ascii) throws IOException {
        if (position == CAPACITY) {
            flush();
        }
        buffer[position++] = (byte) ascii;
    }

    void putAscii(CharSequence text) throws IOException {
        for (int index = 0; index < text.length(); index++) {
            put(text.charAt(index));
        }
    }

    void putText(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put(bytes, 0, bytes.length);
    }

    void put(byte[] source, int from, int to) throws IOException {
        int length = to - from;
        if (length > CAPACITY - position) {
            flush();
        }
        if (length > CAPACITY) {
            out.write(source, from, length);
        } else {
            System.arraycopy(source, from, buffer, position, length);
            position += length;
        }
    }

    /** Completes the file and synchronises it with the disk. */
    void finish() throws IOException {
        flush();
        if (gzip != null) {
            gzip.finish();
        }
        channel.force(true);
        close();
    }

    @Override
    public void close() throws IOException {
        if (gzip != null) {
            gzip.release();
        }
        channel.close();
    }

    private void flush() throws IOException {
        out.write(buffer, 0, position);
        position = 0;
    }
}
