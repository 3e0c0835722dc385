package io.dlt4j.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What is logged while this is open: the tests log to the standard error stream. */
final class StandardError implements AutoCloseable {

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    StandardError() {
        System.setErr(new PrintStream(written, true, UTF_8));
    }

    String text() {
        return written.toString(UTF_8);
    }

    @Override
    public void close() {
        System.setErr(before);
    }
}
