package io.dlt4j.normalize;

/**
 * Coerces the characters of a text to the types that texts are most often coerced to, without allocating.
 *
 * <p>Each method says whether the text can be coerced and, if so, leaves the result in {@link #longValue} or
 * {@link #doubleValue}, in the form that the column vectors store. Not thread-safe: one for each worker.
 */
final class TextCoercion {

    private static final String[] TRUE_WORDS = {"true", "yes", "t", "y", "1"};
    private static final String[] FALSE_WORDS = {"false", "no", "f", "n", "0"};
    private static final int LONGEST_WORD = "false".length();

    private final IsoParser iso = new IsoParser();
    private final NumberParser numbers = new NumberParser();
    private long longValue;
    private double doubleValue;

    /**
     * The result: an integer, 0 or 1, microseconds since the epoch, days since the epoch, or microseconds of the day.
     */
    long longValue() {
        return longValue;
    }

    /** The result of {@link #toDouble}. */
    double doubleValue() {
        return doubleValue;
    }

    /** The parser that this object uses; it describes the last text that was taken for a date or time. */
    IsoParser iso() {
        return iso;
    }

    /** {@code bool}: words in any case, nothing around them; the result is 0 or 1. */
    boolean toBool(char[] s, int offset, int length) {
        if (length == 0 || length > LONGEST_WORD) {
            return false;
        }
        if (isOneOf(TRUE_WORDS, s, offset, length)) {
            longValue = 1;
            return true;
        }
        longValue = 0;
        return isOneOf(FALSE_WORDS, s, offset, length);
    }

    /** {@code bigint}: see {@link NumberParser#parseLong}. */
    boolean toBigint(char[] s, int offset, int length) {
        boolean parsed = numbers.parseLong(s, offset, length);
        longValue = numbers.longValue();
        return parsed;
    }

    /** {@code double}: see {@link NumberParser#parseDouble}. */
    boolean toDouble(char[] s, int offset, int length) {
        boolean parsed = numbers.parseDouble(s, offset, length);
        doubleValue = numbers.doubleValue();
        return parsed;
    }

    /**
     * {@code timestamp}: a date-time, a date (its midnight), or else a number, which is epoch seconds. The result is
     * in UTC; what has no offset is taken as UTC, so the result does not depend on whether the column has a zone.
     */
    boolean toTimestamp(char[] s, int offset, int length) {
        switch (iso.parse(s, offset, length)) {
            case DATE_TIME, DATE:
                longValue = iso.micros();
                return true;
            case TIME:
                return false;
            default:
                return epochSeconds(s, offset, length);
        }
    }

    /** {@code date}: as {@link #toTimestamp}, then the date in UTC. */
    boolean toDate(char[] s, int offset, int length) {
        if (!toTimestamp(s, offset, length)) {
            return false;
        }
        longValue = Math.floorDiv(longValue, Timestamp.MICROS_PER_DAY);
        return true;
    }

    /** {@code time}: a time alone, white space around it, also after {@code T}; shifted to UTC if it has an offset. */
    boolean toTime(char[] s, int offset, int length) {
        int from = PythonText.skipSpace(s, offset, offset + length);
        int to = PythonText.trimSpace(s, from, offset + length);
        if (from < to && s[from] == 'T') {
            from++;
        }
        boolean parsed = iso.parse(s, from, to - from) == IsoParser.Kind.TIME;
        longValue = iso.microsOfDay();
        return parsed;
    }

    private boolean epochSeconds(char[] s, int offset, int length) {
        // a hexadecimal number is one for numeric columns only; every text that is no number fails here at its first
        // letter
        if (!numbers.parseDouble(s, offset, length) || hasHexPrefix(s, offset, length)) {
            return false;
        }
        longValue = Timestamp.ofEpochSeconds(numbers.doubleValue());
        return longValue != Timestamp.OUT_OF_RANGE;
    }

    private static boolean hasHexPrefix(char[] s, int offset, int length) {
        int from = PythonText.skipSpace(s, offset, offset + length);
        return offset + length - from > 2 && s[from] == '0' && s[from + 1] == 'x';
    }

    private static boolean isOneOf(String[] words, char[] s, int offset, int length) {
        for (String word : words) {
            if (matches(word, s, offset, length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String word, char[] s, int offset, int length) {
        if (word.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = s[offset + i];
            if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
