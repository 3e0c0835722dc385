package io.dlt4j.extract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Searches in byte arrays, eight bytes at a time. The tricks for finding zero bytes in a word are those of Hacker's
 * Delight, 2nd edition, section 6-1; the one for counting is exact, the one for finding needs no exactness.
 */
final class ByteSearch {

    private static final long ONES = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private ByteSearch() {}

    /** How many line feeds there are. */
    static int countLines(byte[] bytes, int from, int to) {
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        int count = 0;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = words.getLong(i) ^ ('\n' * ONES);
            long nonZero = ((word & LOW_BITS) + LOW_BITS) | word;
            count += Long.bitCount(~nonZero & HIGH_BITS);
        }
        for (; i < to; i++) {
            if (bytes[i] == '\n') {
                count++;
            }
        }
        return count;
    }

    /** Index of the first zero byte, or -1. */
    static int firstNul(byte[] bytes, int from, int to) {
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        int i = from;
        while (i <= to - Long.BYTES) {
            long word = words.getLong(i);
            if (((word - ONES) & ~word & HIGH_BITS) != 0) {
                break;
            }
            i += Long.BYTES;
        }
        for (; i < to; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Index of the last line feed, or -1. */
    static int lastLine(byte[] bytes, int from, int to) {
        int i = to - 1;
        while (i >= from && bytes[i] != '\n') {
            i--;
        }
        return i >= from ? i : -1;
    }

    /** Whether there is nothing but JSON's white space. */
    static boolean isBlank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
