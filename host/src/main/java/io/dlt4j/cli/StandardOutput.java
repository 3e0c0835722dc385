package io.dlt4j.cli;

import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A stream for a {@link java.io.PrintStream} to write to whose failures are not swallowed there: a result that did not arrive
 * must not count as printed.
 */
final class StandardOutput extends OutputStream {

    /** The reader has gone, as {@code head} does: nothing is wrong, and nobody is there to be told. */
    static final class ReaderGone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private ReaderGone(IOException cause) {
            super(cause);
        }
    }

    private final OutputStream target;

    StandardOutput(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void flush() {
        try {
            target.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static RuntimeException failure(IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        if (reason.contains("Broken pipe")) {
            return new ReaderGone(cause);
        }
        return new DltException(
                CliError.CLI_OUTPUT_FAILED,
                "The result cannot be written to the standard output: " + reason + ".",
                "Check where it goes; then run the same command again.",
                cause);
    }
}
