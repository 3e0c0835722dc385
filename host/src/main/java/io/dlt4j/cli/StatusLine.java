package io.dlt4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A terminal's last line that is written again and again, and gives way to everything else that is written there, such as a
 * log message. Thread-safe.
 */
final class StatusLine extends OutputStream {

    /** Back to the first column, then erase to the end of the line (ECMA-48 EL). */
    private static final byte[] ERASE = "\r\033[K".getBytes(UTF_8);

    private final OutputStream terminal;
    private boolean shown;

    /** Takes {@code terminal} over: nobody else may write to it. */
    StatusLine(OutputStream terminal) {
        this.terminal = terminal;
    }

    /** Shows a text that has no line break and fits into one line, in the place of the one before. */
    synchronized void show(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        byte[] line = new byte[ERASE.length + bytes.length];
        System.arraycopy(ERASE, 0, line, 0, ERASE.length);
        System.arraycopy(bytes, 0, line, ERASE.length, bytes.length);
        try {
            terminal.write(line);
            terminal.flush();
            shown = true;
        } catch (IOException e) {
            // The terminal has gone away; who works on does not need it.
            shown = false;
        }
    }

    /** Removes the text. */
    synchronized void clear() {
        try {
            makeRoom();
            terminal.flush();
        } catch (IOException e) {
            shown = false;
        }
    }

    @Override
    public synchronized void write(int value) throws IOException {
        makeRoom();
        terminal.write(value);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        makeRoom();
        terminal.write(bytes, offset, length);
    }

    @Override
    public synchronized void flush() throws IOException {
        terminal.flush();
    }

    private void makeRoom() throws IOException {
        if (shown) {
            shown = false;
            terminal.write(ERASE);
        }
    }
}
