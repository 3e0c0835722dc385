package io.dlt4j.format.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A new file, or a page that is compressed before it goes there, which is written from front to back through one buffer. Numbers
 * are little-endian. Not thread-safe.
 */
final class FileOutput implements Closeable {

    /** Small enough to stay in the cache of a core, large enough that the calls of the system do not count. */
    private static final int CAPACITY = 256 * 1024;

    private final WritableByteChannel channel;
    private final byte[] buffer = new byte[CAPACITY];
    private final ByteBuffer view = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
    private int position;
    private long flushed;

    FileOutput(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Writes to memory. */
    FileOutput(PageBytes page) {
        this.channel = page;
    }

    /** Where in the file the next byte goes. */
    long offset() {
        return flushed + position;
    }

    void putByte(int value) throws IOException {
        room(1);
        buffer[position++] = (byte) value;
    }

    void putInt(int value) throws IOException {
        room(Integer.BYTES);
        position = store(value, position);
    }

    /** An unsigned LEB128 number. */
    void putVarint(int value) throws IOException {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            putByte(rest | 0x80);
            rest >>>= 7;
        }
        putByte(rest);
    }

    /** The bytes that {@link #putVarint} takes for a number that is not negative. */
    static int varintSize(int value) {
        return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
    }

    void putBytes(byte[] source, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            room(1);
            int part = Math.min(end - at, CAPACITY - position);
            System.arraycopy(source, at, buffer, position, part);
            position += part;
            at += part;
        }
    }

    /** A length of four bytes, then the bytes. */
    void putByteArray(byte[] source, int offset, int length) throws IOException {
        int at = position;
        if (length > CAPACITY - Integer.BYTES - at) {
            putInt(length);
            putBytes(source, offset, length);
            return;
        }
        at = store(length, at);
        System.arraycopy(source, offset, buffer, at, length);
        position = at + length;
    }

    void putLongs(long[] values, int from, int count) throws IOException {
        int at = from;
        int end = from + count;
        while (at < end) {
            room(Long.BYTES);
            int length = Math.min(end - at, (CAPACITY - position) / Long.BYTES);
            // one copy of memory, which is as fast in a cold JVM as in a warm one
            view.position(position).asLongBuffer().put(values, at, length);
            position += length * Long.BYTES;
            at += length;
        }
    }

    /** The low four bytes of up to {@link PageWriter#BLOCK} values. */
    void putInts(long[] values, int count) throws IOException {
        room(count * Integer.BYTES);
        int at = position;
        for (int index = 0; index < count; index++) {
            at = store((int) values[index], at);
        }
        position = at;
    }

    /** The lowest bit of up to {@link PageWriter#BLOCK} values, eight a byte, the first one lowest. */
    void putBits(long[] values, int count) throws IOException {
        room((count + 7) / 8);
        int at = position;
        int bits = 0;
        for (int index = 0; index < count; index++) {
            bits |= (int) (values[index] & 1) << (index & 7);
            if ((index & 7) == 7) {
                buffer[at++] = (byte) bits;
                bits = 0;
            }
        }
        if ((count & 7) != 0) {
            buffer[at++] = (byte) bits;
        }
        position = at;
    }

    /**
     * Unsigned numbers of {@code width} bits, bit-packed as in the hybrid encoding of Parquet: eight numbers take
     * {@code width} bytes, the first one the lowest bits.
     *
     * @param groups how often eight values
     * @param width 1 to 15
     */
    void putPacked(int[] values, int groups, int width) throws IOException {
        for (int group = 0; group < groups; group++) {
            putEight(values, group * 8, width);
        }
    }

    private void putEight(int[] values, int from, int width) throws IOException {
        int half = 4 * width;
        long low = packFour(values, from, width);
        long high = packFour(values, from + 4, width);
        // two longs are more than the width; what follows goes over the rest
        room(2 * Long.BYTES);
        view.putLong(position, low | high << half);
        view.putLong(position + Long.BYTES, high >>> Long.SIZE - half);
        position += width;
    }

    private static long packFour(int[] values, int from, int width) {
        return values[from]
                | (long) values[from + 1] << width
                | (long) values[from + 2] << 2 * width
                | (long) values[from + 3] << 3 * width;
    }

    /** The low {@code length} bytes of a number of any length, highest byte first, the sign repeated in front. */
    void putBigEndian(long value, int length) throws IOException {
        room(length);
        int at = position + length;
        long rest = value;
        while (at > position) {
            buffer[--at] = (byte) rest;
            rest >>= Byte.SIZE;
        }
        position += length;
    }

    /** Writes what is buffered and synchronises the file with the disk. */
    void force() throws IOException {
        flush();
        if (channel instanceof FileChannel file) {
            file.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private int store(int value, int at) {
        byte[] target = buffer;
        target[at] = (byte) value;
        target[at + 1] = (byte) (value >> 8);
        target[at + 2] = (byte) (value >> 16);
        target[at + 3] = (byte) (value >> 24);
        return at + Integer.BYTES;
    }

    private void room(int length) throws IOException {
        if (length > CAPACITY - position) {
            flush();
        }
    }

    /** Hands on what is buffered. */
    void flush() throws IOException {
        ByteBuffer source = ByteBuffer.wrap(buffer, 0, position);
        flushed += position;
        position = 0;
        while (source.hasRemaining()) {
            channel.write(source);
        }
    }
}
