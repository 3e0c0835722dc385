package io.dlt4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

final class StatusLineTest {

    private static final String ERASE = "\r\033[K";

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final StatusLine line = new StatusLine(terminal);

    @Test
    void eachTextTakesThePlaceOfTheOneBefore() {
        line.show("1%");
        line.show("2%");
        line.clear();

        assertThat(terminal.toString(UTF_8)).isEqualTo(ERASE + "1%" + ERASE + "2%" + ERASE);
    }

    @Test
    void messagesAreNotMixedIntoIt() {
        PrintStream messages = new PrintStream(line, true, UTF_8);

        line.show("1%");
        messages.print("WARN disk is full\n");
        messages.print("really\n");

        assertThat(terminal.toString(UTF_8)).isEqualTo(ERASE + "1%" + ERASE + "WARN disk is full\nreally\n");
    }

    @Test
    void clearingNothingWritesNothing() {
        line.clear();

        assertThat(terminal.size()).isZero();
    }
}
