package io.dlt4j.extract;

import io.airlift.compress.zstd.ZstdInputStream;
import io.dlt4j.api.error.DltException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Decompresses Zstandard (RFC 8878), any number of frames. The decoder is the only class here that knows the library,
 * which is not loaded before a file needs it.
 */
final class ZstdReader extends InputStream {

    private static final int MAGIC = 0xFD2FB528;
    private static final int SKIPPABLE_MAGIC = 0x184D2A50;
    private static final int SKIPPABLE_MASK = 0xFFFFFFF0;

    /** Remembers whether the end of the compressed data was seen: then a failure means that data is missing. */
    private static final class Input extends FilterInputStream {

        private boolean atEnd;

        Input(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            atEnd |= count < 0;
            return count;
        }
    }

    private final Input input;
    private final ZstdInputStream decoder;
    private final String origin;

    ZstdReader(InputStream in, String origin) {
        this.input = new Input(in);
        this.decoder = new ZstdInputStream(input);
        this.origin = origin;
    }

    static boolean starts(byte[] head) {
        if (head.length < 4) {
            return false;
        }
        int magic = head[0] & 0xff | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16 | head[3] << 24;
        return magic == MAGIC || (magic & SKIPPABLE_MASK) == SKIPPABLE_MAGIC;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return decoder.read(target, offset, length);
        } catch (IOException e) {
            if (input.atEnd) {
                throw broken("it ends too early");
            }
            throw e;
        } catch (RuntimeException e) {
            throw broken(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private DltException broken(String problem) {
        return SourceErrors.compressionBroken(
                origin,
                "zstd",
                problem,
                "Check it with: zstd -t. If it is whole, it uses something that is not read here (a window over 8 MiB,"
                        + " skippable frames, a dictionary): decompress it first.");
    }

    @Override
    public void close() throws IOException {
        decoder.close();
    }
}
