package io.dlt4j.schema;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** SHA3-256 (FIPS 202): the hash of schemas and states. Not thread-safe. */
public final class Sha3 {

    private static final int RATE = 136;
    private static final int SUFFIX = 0x06;
    private static final int DIGEST_BYTES = 32;

    private final Keccak sponge = new Keccak(RATE, SUFFIX);

    /** Starts a hash. */
    public Sha3() {}

    /** Adds the UTF-8 bytes of {@code text}. */
    public Sha3 update(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sponge.absorb(bytes, 0, bytes.length);
        return this;
    }

    /** Ends the hash: standard Base64 of the 32 bytes, 44 characters. Starts over for the next one. */
    public String base64() {
        byte[] digest = new byte[DIGEST_BYTES];
        sponge.squeeze(digest, 0, DIGEST_BYTES);
        sponge.reset();
        return Base64.getEncoder().encodeToString(digest);
    }
}
