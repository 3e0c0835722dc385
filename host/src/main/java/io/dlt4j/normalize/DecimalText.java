package io.dlt4j.normalize;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Reads decimals from text as Python's {@code Decimal} does.
 *
 * <p>A decimal here is a {@link BigDecimal}. It has no NaN, no infinity and no negative zero: NaN and infinity are
 * not read (a text column or a text variant keeps them), and {@code -0} becomes {@code 0}. Numbers that PostgreSQL's
 * {@code numeric}, the widest decimal of all destinations, cannot hold are not read either: an exponent of a few
 * characters could otherwise ask for gigabytes.
 */
final class DecimalText {

    /**
     * Digits before and after the decimal point of a PostgreSQL {@code numeric} (its manual, table of numeric types).
     */
    static final int MAX_WHOLE_DIGITS = 131_072;

    static final int MAX_FRACTION_DIGITS = 16_383;

    private static final int MAX_LENGTH = MAX_WHOLE_DIGITS + MAX_FRACTION_DIGITS + 64;
    private static final int MAX_EXPONENT_DIGITS = 6;

    private DecimalText() {}

    /**
     * The decimal that a cell holds as text: white space around is dropped, {@code 0x} begins a hexadecimal integer.
     */
    static Optional<BigDecimal> parseCell(String cell) {
        String text = strip(cell);
        return text.startsWith("0x") ? parseHex(text) : parseStripped(text);
    }

    /** The decimal of a text form that {@link BigDecimal#toString} or Python's {@code str} wrote. */
    static Optional<BigDecimal> parse(String text) {
        return parseStripped(strip(text));
    }

    private static String strip(String text) {
        if (text.length() > MAX_LENGTH) {
            return "";
        }
        char[] chars = text.toCharArray();
        int from = PythonText.skipSpace(chars, 0, chars.length);
        int to = PythonText.trimSpace(chars, from, chars.length);
        if (PythonText.isAscii(chars, from, to)) {
            return text.substring(from, to);
        }
        return new String(PythonText.withAsciiDigits(chars, from, to));
    }

    private static Optional<BigDecimal> parseHex(String text) {
        String digits = PythonText.hexDigits(text.toCharArray(), 2, text.length());
        return digits.isEmpty() ? Optional.empty() : bounded(new BigDecimal(new BigInteger(digits, 16)));
    }

    private static Optional<BigDecimal> parseStripped(String stripped) {
        String text = stripped.indexOf('_') < 0 ? stripped : stripped.replace("_", "");
        return isDecimal(text) ? bounded(new BigDecimal(text)) : Optional.empty();
    }

    private static Optional<BigDecimal> bounded(BigDecimal value) {
        return isBounded(value) ? Optional.of(value) : Optional.empty();
    }

    /** Whether the value has no more digits before and after the decimal point than these functions read. */
    static boolean isBounded(BigDecimal value) {
        long wholeDigits = (long) value.precision() - value.scale();
        return wholeDigits <= MAX_WHOLE_DIGITS && value.scale() <= MAX_FRACTION_DIGITS;
    }

    /** Whether the text is a number; asked first because a cell often is not, and an exception is slow. */
    private static boolean isDecimal(String text) {
        int at = afterSign(text, 0);
        int whole = afterDigits(text, at);
        int digits = whole - at;
        at = whole;
        if (at < text.length() && text.charAt(at) == '.') {
            int end = afterDigits(text, at + 1);
            digits += end - (at + 1);
            at = end;
        }
        if (digits == 0) {
            return false;
        }
        if (at == text.length()) {
            return true;
        }
        int exponent = afterSign(text, at + 1);
        int length = text.length() - exponent;
        return (text.charAt(at) | 0x20) == 'e'
                && length > 0
                && length <= MAX_EXPONENT_DIGITS
                && afterDigits(text, exponent) == text.length();
    }

    private static int afterSign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    private static int afterDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
