package io.dlt4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OutputTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aDocumentIsOneLineOfJson() {
        Output output = output();

        output.document()
                .field("none", Optional.empty())
                .field("decimal", new BigDecimal("1E+3"))
                .field("at", Instant.EPOCH)
                .field("nested", Map.of("list", List.of(1, true)));
        output.finish();

        assertThat(out.toString(UTF_8))
                .isEqualTo("{\"none\":null,\"decimal\":1000,\"at\":\"1970-01-01T00:00:00Z\","
                        + "\"nested\":{\"list\":[1,true]}}\n");
    }

    @Test
    void aFailureInTheMiddleStillMakesOneValidDocument() {
        Output output = output();
        output.document().field("table", "t").startArray("rows");
        output.document().value(Map.of("id", 1));

        output.fail(new DltException(CliError.CLI_USAGE, "No.", "Try."), Optional.empty());

        assertThat(out.toString(UTF_8))
                .isEqualTo("{\"table\":\"t\",\"rows\":[{\"id\":1}],"
                        + "\"error\":{\"code\":\"CLI_USAGE\",\"message\":\"No.\",\"next_step\":\"Try.\"}}\n");
        assertThat(err.toString(UTF_8)).isEqualTo("CLI_USAGE: No. Try.\n");
    }

    @Test
    void aResultThatDoesNotArriveIsAnError() {
        PrintStream full = new PrintStream(new StandardOutput(failing("No space left on device")), false, UTF_8);
        Output output = new Output(full, System.err, false);

        assertThatThrownBy(() -> output.line("result"))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("No space left on device");
    }

    @Test
    void aReaderThatHasGoneIsNone() {
        PrintStream closed = new PrintStream(new StandardOutput(failing("Broken pipe")), false, UTF_8);
        Output output = new Output(closed, System.err, false);

        assertThatThrownBy(() -> output.line("result")).isInstanceOf(StandardOutput.ReaderGone.class);
    }

    private Output output() {
        return new Output(new PrintStream(out, false, UTF_8), new PrintStream(err, false, UTF_8), true);
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
