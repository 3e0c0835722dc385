package io.dlt4j.api.format;

import java.io.Closeable;
import java.io.IOException;
import org.apiguardian.api.API;

/**
 * Writes batches of rows into one file. Not thread-safe.
 *
 * <p>{@link #finish} completes the file; {@link #close} without it leaves a file that nobody will read. The file is on
 * disk (synchronised) when {@code finish} returns.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface FileFormatWriter extends Closeable {

    /**
     * Appends the rows of {@code batch}, whose columns are those the writer was opened with, in that order. The batch may
     * be reused by the caller when this returns.
     */
    void write(ColumnBatch batch) throws IOException;

    /** Completes the file and synchronises it with the disk. */
    void finish() throws IOException;

    /** Releases the file; safe to call twice and after {@link #finish}. */
    @Override
    void close() throws IOException;
}
