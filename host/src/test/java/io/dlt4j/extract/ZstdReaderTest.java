package io.dlt4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ZstdReaderTest {

    private static final byte[] COMPRESSED = Parts.resource("airports.csv.zst");

    @Test
    void readsFramesOneAfterTheOther() throws IOException {
        assertThat(read(COMPRESSED)).isEqualTo(Parts.resource("airports.csv"));
    }

    @Test
    void refusesTruncatedData() {
        assertBroken(Arrays.copyOf(COMPRESSED, COMPRESSED.length - 1), "it ends too early");
        assertBroken(Arrays.copyOf(COMPRESSED, 100), "it ends too early");
    }

    @Test
    void refusesDamagedData() {
        byte[] damaged = COMPRESSED.clone();
        damaged[1000] ^= 0x55;

        assertBroken(damaged, "offset");
    }

    @Test
    void refusesWindowsThatItDoesNotSupport() {
        assertBroken(Parts.resource("large-window.jsonl.zst"), "Window size too large");
    }

    private static void assertBroken(byte[] data, String problem) {
        assertThatThrownBy(() -> read(data)).isInstanceOfSatisfying(DltException.class, e -> {
            assertThat(e.code()).isEqualTo(ExtractError.EXTRACT_COMPRESSION_BROKEN);
            assertThat(e).hasMessageContaining("'file'").hasMessageContaining(problem);
            assertThat(e.nextStep()).contains("window over 8 MiB");
        });
    }

    private static byte[] read(byte[] data) throws IOException {
        try (ZstdReader reader = new ZstdReader(new ByteArrayInputStream(data), "file")) {
            return reader.readAllBytes();
        }
    }
}
