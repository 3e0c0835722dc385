package io.dlt4j.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeccakTest {

    @Test
    void shake128MatchesThePublishedVectors() {
        assertThat(HexFormat.of().formatHex(Shake128.hash(new byte[0], 0, 0, 32)))
                .isEqualTo("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26");
        byte[] pangram = "The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.UTF_8);
        assertThat(HexFormat.of().formatHex(Shake128.hash(pangram, 0, pangram.length, 32)))
                .isEqualTo("f4202e3c5852f9182a0430fd8144f0a74b95e7417ecae17db0f8cfeed0e3e66e");
    }

    @Test
    void shake128MakesTheRowIdsOfTheReference() {
        Shake128 shake = new Shake128();
        byte[] text = "??root_id_table__f_0".getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[12];
        for (int round = 0; round < 2; round++) {
            shake.hash(text, 2, text.length - 2, out, 1, 10);
            assertThat(Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(out, 1, 11)))
                    .isEqualTo("Fys4dEJxm+QZEw");
        }
    }

    @Test
    void longOutputCrossesBlocks() {
        byte[] longer = Shake128.hash(new byte[500], 3, 400, 400);
        assertThat(longer).startsWith(Shake128.hash(new byte[400], 0, 400, 10));
        assertThat(Base64.getEncoder().encodeToString(Arrays.copyOfRange(longer, 390, 400)))
                .isEqualTo(SHAKE_TAIL);
    }

    /** The bytes 390 to 400 of Python's {@code hashlib.shake_128(bytes(400)).digest(400)}. */
    private static final String SHAKE_TAIL = "EjDsb56ywza63g==";

    @Test
    void sha3AgreesWithTheJdkAtAllBlockBoundaries() throws NoSuchAlgorithmException {
        MessageDigest jdk = MessageDigest.getInstance("SHA3-256");
        for (int length = 0; length < 300; length++) {
            String text = "x".repeat(length);
            String expected = Base64.getEncoder().encodeToString(jdk.digest(text.getBytes(StandardCharsets.UTF_8)));
            assertThat(new Sha3()
                            .update(text.substring(0, length / 3))
                            .update(text.substring(length / 3))
                            .base64())
                    .isEqualTo(expected);
        }
    }
}
