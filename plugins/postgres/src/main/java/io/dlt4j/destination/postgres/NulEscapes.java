package io.dlt4j.destination.postgres;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** JSON text in which the escape of U+0000, which PostgreSQL cannot store, is replaced by that of U+FFFD, which is as long. */
final class NulEscapes extends FilterInputStream {

    private static final byte[] ESCAPE = {'\\', 'u', '0', '0', '0', '0'};
    private static final byte[] REPLACEMENT = {'\\', 'u', 'f', 'f', 'f', 'd'};

    private final byte[] buffer = new byte[64 * 1024];
    private int start;
    /** Up to here it is known what the bytes are. */
    private int ready;

    private int end;
    private boolean ended;
    private long count;

    NulEscapes(InputStream json) {
        super(json);
    }

    /** How many have been replaced. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (start == ready) {
            if (ended && ready == end) {
                return -1;
            }
            fill();
        }
        int taken = Math.min(length, ready - start);
        System.arraycopy(buffer, start, target, offset, taken);
        start += taken;
        return taken;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        ready = 0;
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            ended = true;
        } else {
            end += read;
        }
        scan();
    }

    /** Every backslash begins an escape, of which at least one more byte belongs to it. */
    private void scan() {
        int at = 0;
        while (at < end) {
            if (buffer[at] != '\\') {
                at++;
            } else if (end - at < ESCAPE.length && !ended) {
                break;
            } else if (matches(at)) {
                System.arraycopy(REPLACEMENT, 0, buffer, at, REPLACEMENT.length);
                count++;
                at += ESCAPE.length;
            } else {
                at += 2;
            }
        }
        ready = Math.min(at, end);
    }

    private boolean matches(int at) {
        return end - at >= ESCAPE.length && Arrays.equals(buffer, at, at + ESCAPE.length, ESCAPE, 0, ESCAPE.length);
    }

    @Override
    public long skip(long bytes) throws IOException {
        throw new IOException("not supported");
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
