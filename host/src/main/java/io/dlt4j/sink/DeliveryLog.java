package io.dlt4j.sink;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Remembers on disk how many rows of one job file were delivered: the batch size in the first line, then after each call the
 * rows so far. A line without its end does not count. Not thread-safe.
 */
final class DeliveryLog implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;
    private long rows;

    private DeliveryLog(Path file, FileChannel channel, long rows) {
        this.file = file;
        this.channel = channel;
        this.rows = rows;
    }

    /**
     * Opens the log of a job file, or begins it.
     *
     * @throws DltException {@link SinkError#SINK_BATCH_SIZE_CHANGED} if delivery began with another batch size and is not done:
     *     repeated calls would have other rows
     */
    static DeliveryLog open(Path file, int batchSize, long rowsOfFile) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            String text = complete(Files.readString(file, StandardCharsets.US_ASCII));
            channel.truncate(text.length());
            channel.position(text.length());
            DeliveryLog log = new DeliveryLog(file, channel, 0);
            if (text.isEmpty()) {
                log.append(batchSize);
            } else {
                String[] lines = text.split("\n");
                log.rows = lines.length == 1 ? 0 : Long.parseLong(lines[lines.length - 1]);
                log.requireBatchSize(Integer.parseInt(lines[0]), batchSize, rowsOfFile);
            }
            return log;
        } catch (IOException e) {
            close(channel);
            throw failed(file, e);
        } catch (DltException e) {
            close(channel);
            throw e;
        }
    }

    private static String complete(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    private void requireBatchSize(int before, int now, long rowsOfFile) {
        if (before != now && rows < rowsOfFile) {
            throw new DltException(
                    SinkError.SINK_BATCH_SIZE_CHANGED,
                    "Delivery of job file " + file.getFileName() + " began with batches of " + before
                            + " rows, and now " + "the batch size is " + now + ".",
                    "Set the batch size back to " + before + " until the package is loaded.");
        }
    }

    /** The rows delivered so far. */
    long rows() {
        return rows;
    }

    /** Records that more rows were delivered; they are not delivered again once this returns. */
    void delivered(long more) {
        try {
            rows += more;
            append(rows);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private void append(long number) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((number + "\n").getBytes(StandardCharsets.US_ASCII));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(false);
    }

    private static DltException failed(Path file, IOException cause) {
        return new DltException(
                SinkError.SINK_IO,
                "The record of delivered rows, " + file + ", cannot be read or written: " + cause.getMessage() + ".",
                "Check the disk that holds the working directory, then run the same command again.",
                cause);
    }

    private static void close(@org.jspecify.annotations.Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        close(channel);
    }
}
