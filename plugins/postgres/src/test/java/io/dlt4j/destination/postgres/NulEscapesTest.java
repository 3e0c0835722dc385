package io.dlt4j.destination.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NulEscapesTest {

    @Test
    void replacesEscapesOfTheCharacterAlone() throws IOException {
        assertThat(replaced("{\"a\":\"x\\u0000y\"}\n")).isEqualTo("{\"a\":\"x\\ufffdy\"}\n");
        assertThat(replaced("\\u0000\\u0000")).isEqualTo("\\ufffd\\ufffd");
        assertThat(replaced("\\\\u0000 \\\\\\u0000 \\u00001 \\u0001 \\n"))
                .isEqualTo("\\\\u0000 \\\\\\ufffd \\ufffd1 \\u0001 \\n");
        assertThat(replaced("ends with \\u000")).isEqualTo("ends with \\u000");
        assertThat(replaced("ends with \\")).isEqualTo("ends with \\");
        assertThat(replaced("")).isEmpty();
    }

    /** Wherever the stream is cut. */
    @Test
    void readsAsWellByteByByteAndOverManyBuffers() throws IOException {
        String text = "ab\\u0000c\\\\u0000\\\"\n".repeat(20_000);
        String expected = text.replace("b\\u0000", "b\\ufffd");
        NulEscapes escapes = new NulEscapes(new Trickle(text.getBytes(UTF_8)));
        assertThat(new String(escapes.readAllBytes(), UTF_8)).isEqualTo(expected);
        assertThat(escapes.count()).isEqualTo(20_000);
        assertThat(replaced(text)).isEqualTo(expected);
    }

    private static String replaced(String text) throws IOException {
        return new String(new NulEscapes(new ByteArrayInputStream(text.getBytes(UTF_8))).readAllBytes(), UTF_8);
    }

    /** Gives one to seven bytes at a time. */
    private static final class Trickle extends ByteArrayInputStream {

        private int turn;

        Trickle(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            turn = turn % 7 + 1;
            return super.read(target, offset, Math.min(length, turn));
        }
    }
}
