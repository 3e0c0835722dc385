package io.dlt4j.normalize;

import java.util.Arrays;

/** What Python means by white space and digits in numbers. */
final class PythonText {

    private static final char NEXT_LINE = '\u0085';

    private PythonText() {}

    /** {@code str.isspace} of one character. */
    static boolean isSpace(char c) {
        return c <= ' ' ? c == ' ' || c >= '\t' && c <= '\r' || c >= 0x1C && c <= 0x1F : isWideSpace(c);
    }

    private static boolean isWideSpace(char c) {
        return c == NEXT_LINE || c > NEXT_LINE && Character.isSpaceChar(c);
    }

    /** The first index in {@code [from, to)} that holds no white space; {@code to} if there is none. */
    static int skipSpace(char[] s, int from, int to) {
        int at = from;
        while (at < to && isSpace(s[at])) {
            at++;
        }
        return at;
    }

    /** The end of {@code [from, to)} without the white space at its end. */
    static int trimSpace(char[] s, int from, int to) {
        int end = to;
        while (end > from && isSpace(s[end - 1])) {
            end--;
        }
        return end;
    }

    /** Whether all characters of {@code [from, to)} are ASCII. */
    static boolean isAscii(char[] s, int from, int to) {
        int all = 0;
        for (int i = from; i < to; i++) {
            all |= s[i];
        }
        return all < 0x80;
    }

    /**
     * The characters of {@code [from, to)} with the decimal digits of all scripts as ASCII digits; empty, which is no
     * number either, if another character is not ASCII.
     */
    static char[] withAsciiDigits(char[] s, int from, int to) {
        char[] result = new char[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            int point = Character.codePointAt(s, i, to);
            int digit = point < 0x80 ? -1 : Character.digit(point, 10);
            if (point >= 0x80 && digit < 0) {
                return new char[0];
            }
            result[length++] = digit < 0 ? (char) point : (char) ('0' + digit);
            i += Character.charCount(point) - 1;
        }
        return Arrays.copyOf(result, length);
    }

    /**
     * The hexadecimal digits of {@code [from, to)} without leading zeros and without the underscores between them;
     * {@code 0} for zero, empty if there is any other character or none.
     */
    static String hexDigits(char[] s, int from, int to) {
        StringBuilder digits = new StringBuilder(Math.min(to - from, 32));
        boolean digitBefore = false;
        for (int i = from; i < to; i++) {
            char c = s[i];
            boolean digit = c < 0x80 && Character.digit(c, 16) >= 0;
            if (!digit && (c != '_' || !digitBefore)) {
                return "";
            }
            digitBefore = digit;
            if (digit && (c != '0' || digits.length() > 0)) {
                digits.append(c);
            }
        }
        if (!digitBefore) {
            return "";
        }
        return digits.length() == 0 ? "0" : digits.toString();
    }
}
