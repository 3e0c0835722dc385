package io.dlt4j.normalize;

import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A new file that is written from front to back through one buffer, numbers big-endian. Not thread-safe. */
final class PgCopyOutput implements Closeable {

    private static final int CAPACITY = 256 * 1024;
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final FileChannel channel;
    private final byte[] buffer = new byte[CAPACITY];
    private final PgNumeric numeric = new PgNumeric();
    private int position;

    PgCopyOutput(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void putByte(int value) throws IOException {
        room(1);
        buffer[position++] = (byte) value;
    }

    void putShort(int value) throws IOException {
        room(Short.BYTES);
        SHORT.set(buffer, position, (short) value);
        position += Short.BYTES;
    }

    void putInt(int value) throws IOException {
        room(Integer.BYTES);
        INT.set(buffer, position, value);
        position += Integer.BYTES;
    }

    /** A field of four bytes. */
    void putSized(int value) throws IOException {
        room(2 * Integer.BYTES);
        INT.set(buffer, position, Integer.BYTES);
        INT.set(buffer, position + Integer.BYTES, value);
        position += 2 * Integer.BYTES;
    }

    /** A field of eight bytes. */
    void putSized(long value) throws IOException {
        room(Integer.BYTES + Long.BYTES);
        INT.set(buffer, position, Long.BYTES);
        LONG.set(buffer, position + Integer.BYTES, value);
        position += Integer.BYTES + Long.BYTES;
    }

    /** A field of type {@code numeric}: number of digits, weight of the first, sign, scale; then digits of base 10,000. */
    void putNumeric(BigDecimal value) throws IOException {
        numeric.read(value);
        putInt((4 + numeric.digits()) * Short.BYTES);
        putShort(numeric.digits());
        putShort(numeric.weight());
        putShort(numeric.sign());
        putShort(numeric.scale());
        for (int digit = 0; digit < numeric.digits(); digit++) {
            putShort(numeric.digit(digit));
        }
    }

    void putBytes(byte[] source, int offset, int length) throws IOException {
        if (length <= CAPACITY - position) {
            System.arraycopy(source, offset, buffer, position, length);
            position += length;
            return;
        }
        flush();
        if (length < CAPACITY) {
            System.arraycopy(source, offset, buffer, 0, length);
            position = length;
        } else {
            write(ByteBuffer.wrap(source, offset, length));
        }
    }

    /** Completes the file and synchronises it with the disk. */
    void finish() throws IOException {
        flush();
        channel.force(true);
        close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void room(int bytes) throws IOException {
        if (bytes > CAPACITY - position) {
            flush();
        }
    }

    private void flush() throws IOException {
        write(ByteBuffer.wrap(buffer, 0, position));
        position = 0;
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
