package io.dlt4j.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hashes as the reference makes them. */
class RowHasherTest {

    private final RowHasher hasher = new RowHasher();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "H22|{\"ts\": 2, \"id\": 2}|yliF2Z7Gtzo3XKxfGDpC",
                "H23|{\"id\":3,\"ts\":2}|7Xpwj0EFBSVU3EDoVFdH",
                "H24|1|669czW83KR00ut4bv/U5",
                "H25|[1,\"a\"]|ndvRJS8rm8iAiHfET37I",
                "H26|\"abc\"|Q7izEiCRBJq3oU2fNGTP"
            })
    void hashesRows(String id, String json, String expected) {
        byte[] bytes = ("  " + json).getBytes(StandardCharsets.UTF_8);
        assertThat(hasher.ofRow(bytes, 2, bytes.length - 2)).as(id).isEqualTo(expected);
    }

    @Test
    void hashesKeys() {
        assertThat(hasher.ofKey(1L)).isEqualTo("669czW83KR00ut4bv/U5");
        assertThat(hasher.ofKey(List.of(1L, "a"))).isEqualTo("ndvRJS8rm8iAiHfET37I");
        assertThat(hasher.ofKey("abc")).isEqualTo("Q7izEiCRBJq3oU2fNGTP");
    }
}
