package io.dlt4j.extract;

import static io.dlt4j.extract.SourceKind.JSONL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonLinesCutterTest {

    @Test
    void cutsAtLineEndsAndKnowsTheLine() {
        String text =
                IntStream.range(0, 1000).mapToObj(i -> "{\"n\":" + i + "}\n").collect(Collectors.joining());

        Parts parts = Parts.of(JSONL, text);

        assertThat(parts.parts()).hasSizeGreaterThan(8);
        assertThat(parts.parts()).allSatisfy(part -> {
            assertThat(part.length()).isBetween(700, PartSource.MIN_TARGET_BYTES);
            assertThat(part.form()).isEqualTo(PartForm.VALUES);
            assertThat(part.origin()).isEqualTo("file");
            assertThat(Parts.items(part).get(0).get("n").asLong()).isEqualTo(part.firstLine() - 1);
        });
        assertThat(parts.items()).hasSize(1000);
        assertThat(parts.parts().stream().map(Parts::text).collect(Collectors.joining()))
                .isEqualTo(text);
    }

    @Test
    void readsMarkCarriageReturnsBlankLinesAndAnUnfinishedLastLine() {
        Parts parts = Parts.of(JSONL, "\uFEFF\r\n{\"a\":1}\r\n\r\n  \n{\"a\":2}\n\n{\"a\":3}");

        assertThat(parts.texts()).containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
        assertThat(parts.parts().get(0).firstLine()).isEqualTo(1);
    }

    @Test
    void yieldsNoPartForNothingButWhiteSpace() {
        assertThat(Parts.of(JSONL, "").parts()).isEmpty();
        assertThat(Parts.of(JSONL, "\uFEFF").parts()).isEmpty();
        assertThat(Parts.of(JSONL, "\n \r\n".repeat(2000)).parts()).isEmpty();
    }

    @Test
    void countsBlankLinesThatItDrops() {
        Parts parts = Parts.of(JSONL, "\n".repeat(5000) + "{\"a\":1}\n");

        Part part = parts.parts().get(0);
        long blank = Parts.text(part).chars().takeWhile(c -> c == '\n').count();
        assertThat(part.firstLine() + blank).isEqualTo(5001);
    }

    @Test
    void keepsLinesWholeThatAreLargerThanTheTarget() {
        String large = "{\"s\":\"" + "x".repeat(100_000) + "\"}";

        Parts parts = Parts.of(JSONL, "{\"a\":1}\n" + large + "\n{\"a\":2}\n");

        assertThat(parts.texts()).containsExactly("{\"a\":1}", large, "{\"a\":2}");
    }

    @Test
    void refusesLinesBeyondTheLimitOfAnItem() {
        String head = "{\"a\":1}\n{\"s\":\"";
        PartSource source = JSONL.cut(new EndlessText(head), "file", PartSource.DEFAULT_TARGET_BYTES);

        assertThatThrownBy(() -> Parts.drain(source)).isInstanceOfSatisfying(DltException.class, e -> {
            assertThat(e.code()).isEqualTo(ExtractError.EXTRACT_ITEM_TOO_LARGE);
            assertThat(e).hasMessageContaining("file, line 2").hasMessageContaining("64 MiB");
        });
    }

    @Test
    void refusesNulBytesAndNamesTheLine() {
        assertThatThrownBy(() -> Parts.of(JSONL, "{\"a\":1}\n{\"a\":2}\n\0\0\0\0"))
                .isInstanceOfSatisfying(DltException.class, e -> {
                    assertThat(e.code()).isEqualTo(ExtractError.EXTRACT_JSON_BROKEN);
                    assertThat(e).hasMessageContaining("file, line 3").hasMessageContaining("NUL");
                });
    }

    @Test
    void refusesUtf16WithAndWithoutMark() {
        for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThatThrownBy(() -> Parts.of(JSONL, "{\"a\":1}\n".getBytes(charset), 1024))
                    .isInstanceOfSatisfying(DltException.class, e -> {
                        assertThat(e.code()).isEqualTo(ExtractError.EXTRACT_JSON_BROKEN);
                        assertThat(e.render()).contains("UTF-16").contains("iconv");
                    });
        }
    }

    @Test
    void refusesTargetsThatAreTooSmall() {
        assertThatThrownBy(() -> Parts.of(JSONL, "", 100)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Begins as told and goes on with the letter x. */
    static final class EndlessText extends InputStream {

        private final byte[] head;
        private int position;

        EndlessText(String head) {
            this.head = head.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            return position < head.length ? head[position++] : 'x';
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (byte) read();
            }
            return length;
        }
    }
}
