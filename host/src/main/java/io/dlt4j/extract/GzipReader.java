package io.dlt4j.extract;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip with any number of members (RFC 1952). The JDK's {@code GZIPInputStream} takes a damaged header of
 * a later member, or a pipe that pauses between members, for the end of the data; this one never ends early.
 */
final class GzipReader extends InputStream {

    private static final int FLAG_HEADER_CRC = 1 << 1;
    private static final int FLAG_EXTRA = 1 << 2;
    private static final int FLAG_NAME = 1 << 3;
    private static final int FLAG_COMMENT = 1 << 4;
    private static final int DEFLATE = 8;

    private final InputStream in;
    private final String origin;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] input = new byte[1 << 16];
    private int position;
    private int limit;
    private boolean inMember;
    private boolean atEnd;

    GzipReader(InputStream in, String origin) {
        this.in = in;
        this.origin = origin;
    }

    static boolean starts(byte[] head) {
        return head.length >= 2 && (head[0] & 0xff) == 0x1F && (head[1] & 0xff) == 0x8B;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inMember || startMember()) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw broken("it needs a dictionary");
            } else if (inflater.needsInput()) {
                if (!refill()) {
                    throw truncated();
                }
                inflater.setInput(input, 0, limit);
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw broken(e.getMessage() == null ? "invalid data" : e.getMessage());
        }
    }

    /** Reads the header of the next member; false at the end of the data, which zero bytes may pad. */
    private boolean startMember() throws IOException {
        if (atEnd || position == limit && !refill()) {
            atEnd = true;
            return false;
        }
        int first = next();
        if (first == 0) {
            skipPadding();
            return false;
        }
        if (first != 0x1F || next() != 0x8B || next() != DEFLATE) {
            throw broken("what follows its first part is not gzip");
        }
        readHeader(next());
        checksum.reset();
        inflater.reset();
        inflater.setInput(input, position, limit - position);
        inMember = true;
        return true;
    }

    private void readHeader(int flags) throws IOException {
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            skip(2);
        }
    }

    private void endMember() throws IOException {
        position = limit - inflater.getRemaining();
        inMember = false;
        long expected = nextInt();
        if (expected != checksum.getValue()) {
            throw broken("the checksum does not fit the data");
        }
        if (nextInt() != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw broken("the length does not fit the data");
        }
    }

    private void skipPadding() throws IOException {
        while (position < limit || refill()) {
            if (input[position++] != 0) {
                throw broken("what follows its first part is not gzip");
            }
        }
        atEnd = true;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        int b = next();
        while (b != 0) {
            b = next();
        }
    }

    private long nextInt() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private int next() throws IOException {
        if (position == limit && !refill()) {
            throw truncated();
        }
        return input[position++] & 0xff;
    }

    private boolean refill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(input, 0, input.length));
        return limit > 0;
    }

    private DltException truncated() {
        return broken("it ends too early");
    }

    private DltException broken(String problem) {
        return SourceErrors.compressionBroken(origin, "gzip", problem, "Check it with: gzip -t.");
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
