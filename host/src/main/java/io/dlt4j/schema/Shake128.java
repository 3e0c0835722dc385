package io.dlt4j.schema;

/**
 * SHAKE-128 (FIPS 202): the hash of identifier tags and of row ids.
 *
 * <p>An instance may be used again and again, by one thread at a time; it allocates nothing after its construction.
 */
public final class Shake128 {

    private static final int RATE = 168;
    private static final int SUFFIX = 0x1F;

    private final Keccak sponge = new Keccak(RATE, SUFFIX);

    /** Makes an instance. */
    public Shake128() {}

    /**
     * Hashes {@code length} bytes of {@code in}.
     *
     * @param outBytes the number of bytes wanted
     */
    public static byte[] hash(byte[] in, int offset, int length, int outBytes) {
        byte[] out = new byte[outBytes];
        new Shake128().hash(in, offset, length, out, 0, outBytes);
        return out;
    }

    /** Hashes {@code length} bytes of {@code in} into {@code outLength} bytes of {@code out}. */
    public void hash(byte[] in, int offset, int length, byte[] out, int outOffset, int outLength) {
        sponge.reset();
        sponge.absorb(in, offset, length);
        sponge.squeeze(out, outOffset, outLength);
    }
}
