package io.dlt4j;

import io.dlt4j.schema.Shake128;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The reference's {@code digest128}: SHAKE-128 of UTF-8, 15 bytes, in Base64, which is 20 characters. */
final class Fingerprint {

    private static final int BYTES = 15;

    private Fingerprint() {}

    static String of(String identity) {
        byte[] utf8 = identity.getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().withoutPadding().encodeToString(Shake128.hash(utf8, 0, utf8.length, BYTES));
    }
}
