package io.dlt4j.normalize;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Bytes from the text and number forms that dlt accepts for them. */
final class BinaryText {

    private static final String HEX_PREFIX = "0x";

    private BinaryText() {}

    /**
     * After {@code 0x} pairs of hexadecimal digits, blanks between them allowed; else strict Base64 with its padding.
     */
    static Optional<byte[]> parse(String text) {
        return text.startsWith(HEX_PREFIX) ? parseHex(text, HEX_PREFIX.length()) : parseBase64(text);
    }

    /** Pairs of hexadecimal digits from {@code start}; white space may stand between pairs. */
    static Optional<byte[]> parseHex(String text, int start) {
        byte[] bytes = new byte[(text.length() - start) / 2];
        int length = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80 && PythonText.isSpace(c)) {
                continue;
            }
            int high = hexDigit(text, i++);
            int low = hexDigit(text, i);
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes[length++] = (byte) (high << 4 | low);
        }
        return Optional.of(Arrays.copyOf(bytes, length));
    }

    /** Base64 of the standard alphabet, complete with padding and nothing else. */
    static Optional<byte[]> parseBase64(String text) {
        // asked first because a text in a binary column often is not, and an exception is slow
        if (text.length() % 4 != 0) {
            return Optional.empty();
        }
        int end = text.length();
        for (int padding = 0; padding < 2 && end > 0 && text.charAt(end - 1) == '='; padding++) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (!isBase64(text.charAt(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(Base64.getDecoder().decode(text));
    }

    /** The least number of bytes that hold the number, the low one first; empty for a negative number. */
    static Optional<byte[]> littleEndian(BigInteger number) {
        if (number.signum() < 0) {
            return Optional.empty();
        }
        byte[] bytes = new byte[(number.bitLength() + 7) / 8];
        byte[] bigEndian = number.toByteArray();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return Optional.of(bytes);
    }

    private static int hexDigit(String text, int at) {
        return at < text.length() && text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), 16) : -1;
    }

    private static boolean isBase64(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/';
    }
}
