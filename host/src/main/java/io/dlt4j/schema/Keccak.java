package io.dlt4j.schema;

import java.util.Arrays;

/**
 * The sponge over Keccak-f[1600] (FIPS 202) that {@link Shake128} and {@link Sha3} share.
 *
 * <p>Written here because SHAKE is not in the JDK, and because looking up a security provider costs more at start than
 * all the hashes of a small run. Not thread-safe.
 */
final class Keccak {

    private static final long[] ROUND_CONSTANTS = {
        0x0000000000000001L, 0x0000000000008082L, 0x800000000000808AL, 0x8000000080008000L,
        0x000000000000808BL, 0x0000000080000001L, 0x8000000080008081L, 0x8000000000008009L,
        0x000000000000008AL, 0x0000000000000088L, 0x0000000080008009L, 0x000000008000000AL,
        0x000000008000808BL, 0x800000000000008BL, 0x8000000000008089L, 0x8000000000008003L,
        0x8000000000008002L, 0x8000000000000080L, 0x000000000000800AL, 0x800000008000000AL,
        0x8000000080008081L, 0x8000000000008080L, 0x0000000080000001L, 0x8000000080008008L
    };

    private final long[] state = new long[25];
    private final long[] scratch = new long[25];
    private final int rate;
    private final long suffix;
    private int position;

    /**
     * @param rate bytes a block
     * @param suffix the domain bits with the first bit of the padding
     */
    Keccak(int rate, int suffix) {
        this.rate = rate;
        this.suffix = suffix;
    }

    void reset() {
        Arrays.fill(state, 0);
        position = 0;
    }

    void absorb(byte[] in, int offset, int length) {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            if ((position & 7) == 0 && end - from >= 8) {
                state[position >>> 3] ^= lane(in, from);
                position += 8;
                from += 8;
            } else {
                xor(position++, in[from++] & 0xFFL);
            }
            if (position == rate) {
                permute();
                position = 0;
            }
        }
    }

    /** Pads and reads {@code length} bytes; the sponge must be reset before it is used again. */
    void squeeze(byte[] out, int offset, int length) {
        xor(position, suffix);
        xor(rate - 1, 0x80L);
        permute();
        int block = 0;
        for (int i = 0; i < length; i++) {
            if (block == rate) {
                permute();
                block = 0;
            }
            out[offset + i] = (byte) (state[block >>> 3] >>> ((block & 7) << 3));
            block++;
        }
    }

    private void xor(int index, long value) {
        state[index >>> 3] ^= value << ((index & 7) << 3);
    }

    private static long lane(byte[] in, int at) {
        return (in[at] & 0xFFL)
                | (in[at + 1] & 0xFFL) << 8
                | (in[at + 2] & 0xFFL) << 16
                | (in[at + 3] & 0xFFL) << 24
                | (in[at + 4] & 0xFFL) << 32
                | (in[at + 5] & 0xFFL) << 40
                | (in[at + 6] & 0xFFL) << 48
                | (in[at + 7] & 0xFFL) << 56;
    }

    private void permute() {
        long[] a = state;
        long[] b = scratch;
        for (long constant : ROUND_CONSTANTS) {
            mix(a, b);
            combineRows(b, a);
            a[0] ^= constant;
        }
    }

    /** The steps theta, rho and pi. */
    private static void mix(long[] a, long[] b) {
        long c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20];
        long c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21];
        long c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22];
        long c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23];
        long c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];
        long d0 = c4 ^ Long.rotateLeft(c1, 1);
        long d1 = c0 ^ Long.rotateLeft(c2, 1);
        long d2 = c1 ^ Long.rotateLeft(c3, 1);
        long d3 = c2 ^ Long.rotateLeft(c4, 1);
        long d4 = c3 ^ Long.rotateLeft(c0, 1);
        b[0] = a[0] ^ d0;
        b[1] = Long.rotateLeft(a[6] ^ d1, 44);
        b[2] = Long.rotateLeft(a[12] ^ d2, 43);
        b[3] = Long.rotateLeft(a[18] ^ d3, 21);
        b[4] = Long.rotateLeft(a[24] ^ d4, 14);
        b[5] = Long.rotateLeft(a[3] ^ d3, 28);
        b[6] = Long.rotateLeft(a[9] ^ d4, 20);
        b[7] = Long.rotateLeft(a[10] ^ d0, 3);
        b[8] = Long.rotateLeft(a[16] ^ d1, 45);
        b[9] = Long.rotateLeft(a[22] ^ d2, 61);
        b[10] = Long.rotateLeft(a[1] ^ d1, 1);
        b[11] = Long.rotateLeft(a[7] ^ d2, 6);
        b[12] = Long.rotateLeft(a[13] ^ d3, 25);
        b[13] = Long.rotateLeft(a[19] ^ d4, 8);
        b[14] = Long.rotateLeft(a[20] ^ d0, 18);
        b[15] = Long.rotateLeft(a[4] ^ d4, 27);
        b[16] = Long.rotateLeft(a[5] ^ d0, 36);
        b[17] = Long.rotateLeft(a[11] ^ d1, 10);
        b[18] = Long.rotateLeft(a[17] ^ d2, 15);
        b[19] = Long.rotateLeft(a[23] ^ d3, 56);
        b[20] = Long.rotateLeft(a[2] ^ d2, 62);
        b[21] = Long.rotateLeft(a[8] ^ d3, 55);
        b[22] = Long.rotateLeft(a[14] ^ d4, 39);
        b[23] = Long.rotateLeft(a[15] ^ d0, 41);
        b[24] = Long.rotateLeft(a[21] ^ d1, 2);
    }

    /** The step chi. */
    private static void combineRows(long[] b, long[] a) {
        for (int row = 0; row < 25; row += 5) {
            long b0 = b[row];
            long b1 = b[row + 1];
            long b2 = b[row + 2];
            long b3 = b[row + 3];
            long b4 = b[row + 4];
            a[row] = b0 ^ (~b1 & b2);
            a[row + 1] = b1 ^ (~b2 & b3);
            a[row + 2] = b2 ^ (~b3 & b4);
            a[row + 3] = b3 ^ (~b4 & b0);
            a[row + 4] = b4 ^ (~b0 & b1);
        }
    }
}
