package io.dlt4j.extract;

/** Tells what the text of a cell may be, strictly enough that nothing but its text form is lost by taking it so. */
final class CsvCells {

    /** {@code true} or {@code false} in any case. */
    static final int BOOL = 1;
    /** An integer of at most 18 digits, without leading zero or plus: any of them fits 64 bits. */
    static final int BIGINT = 2;
    /** A decimal or integer of at most 15 significant digits: a double gives any of them back. */
    static final int DOUBLE = 4;
    /** An ISO 8601 date with a time. */
    static final int TIMESTAMP = 8;

    private static final int MAX_BIGINT_DIGITS = 18;
    /** Digits that an IEEE 754 double always keeps (DBL_DIG). */
    private static final int MAX_DOUBLE_DIGITS = 15;
    /** Longer ones have more leading zeros than numbers that people write, and may leave the range of a double. */
    private static final int MAX_NUMBER_CHARS = 40;

    private CsvCells() {}

    /** What a cell that is not empty may be apart from text: a set of the bits above. */
    static int kinds(char[] chars, int from, int to) {
        char first = chars[from];
        if (first == '-' || first >= '0' && first <= '9') {
            int number = to - from > MAX_NUMBER_CHARS ? 0 : number(chars, from, to);
            return number == 0 && IsoTimestamps.matches(chars, from, to) ? TIMESTAMP : number;
        }
        return isWord(chars, from, to, "true") || isWord(chars, from, to, "false") ? BOOL : 0;
    }

    private static int number(char[] chars, int from, int to) {
        int i = chars[from] == '-' ? from + 1 : from;
        int start = i;
        int significant = 0;
        while (i < to && isDigit(chars[i])) {
            significant += significant > 0 || chars[i] != '0' ? 1 : 0;
            i++;
        }
        int whole = i - start;
        if (whole == 0 || whole > 1 && chars[start] == '0') {
            return 0;
        }
        if (i == to) {
            return integer(significant, start > from);
        }
        if (chars[i] != '.' || i + 1 == to) {
            return 0;
        }
        for (i++; i < to; i++) {
            if (!isDigit(chars[i])) {
                return 0;
            }
            significant += significant > 0 || chars[i] != '0' ? 1 : 0;
        }
        return significant <= MAX_DOUBLE_DIGITS ? DOUBLE : 0;
    }

    /** Negative zero is no integer: its sign would be lost. */
    private static int integer(int digits, boolean negative) {
        if (digits > MAX_BIGINT_DIGITS || digits == 0 && negative) {
            return 0;
        }
        return digits <= MAX_DOUBLE_DIGITS ? BIGINT | DOUBLE : BIGINT;
    }

    private static boolean isWord(char[] chars, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if ((chars[i] | 0x20) != word.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
