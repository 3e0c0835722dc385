package io.dlt4j.normalize;

import com.fasterxml.jackson.core.io.NumberInput;
import java.math.BigInteger;

/**
 * Reads integers and floats from text as Python's {@code int} and {@code float} do: white space around is dropped,
 * single {@code _} between digits are ignored, digits of all scripts count. After {@code 0x} only hexadecimal digits
 * may come.
 *
 * <p>The accessors describe the last text that was read. Ordinary ASCII numbers are read without allocating. Not
 * thread-safe.
 */
final class NumberParser {

    /** Powers of ten that a double holds exactly. */
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final int MANTISSA_DIGITS = 18;
    private static final int LONG_HEX_DIGITS = 16;
    private static final int DOUBLE_HEX_DIGITS = 256;
    private static final int EXPONENT_LIMIT = 100_000;

    private char[] text = new char[0];
    private int at;
    private int end;

    private long longValue;
    private double doubleValue;

    private long mantissa;
    private int mantissaDigits;
    private boolean underscores;

    /** The integer of the last successful {@link #parseLong}. */
    long longValue() {
        return longValue;
    }

    /** The float of the last successful {@link #parseDouble}. */
    double doubleValue() {
        return doubleValue;
    }

    /** Reads an integer; false if the text is none, or one that 64 signed bits cannot hold. */
    boolean parseLong(char[] s, int offset, int length) {
        if (!begin(s, offset, length)) {
            return false;
        }
        return atHex() ? hexLong() : decimalLong();
    }

    /** Reads a float; false if the text is none. What is too large is infinite, except after {@code 0x}. */
    boolean parseDouble(char[] s, int offset, int length) {
        if (!begin(s, offset, length)) {
            return false;
        }
        if (atHex()) {
            return hexDouble();
        }
        boolean negative = sign();
        return at < end && (text[at] | 0x20) >= 'a' ? word(negative) : decimalDouble(negative);
    }

    private boolean begin(char[] s, int offset, int length) {
        text = s;
        at = PythonText.skipSpace(s, offset, offset + length);
        end = PythonText.trimSpace(s, at, offset + length);
        if (at < end && !PythonText.isAscii(s, at, end)) {
            text = PythonText.withAsciiDigits(s, at, end);
            at = 0;
            end = text.length;
        }
        return at < end;
    }

    private boolean atHex() {
        return end - at > 2 && text[at] == '0' && text[at + 1] == 'x';
    }

    private boolean sign() {
        boolean negative = at < end && text[at] == '-';
        if (negative || at < end && text[at] == '+') {
            at++;
        }
        return negative;
    }

    private boolean decimalLong() {
        boolean negative = sign();
        long limit = negative ? Long.MIN_VALUE : -Long.MAX_VALUE;
        long value = 0; // kept negative: there is one negative number more
        boolean digitBefore = false;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                if (text[at] != '_' || !digitBefore) {
                    return false;
                }
                digitBefore = false;
                continue;
            }
            if (value < limit / 10 || value * 10 < limit + digit) {
                return false;
            }
            value = value * 10 - digit;
            digitBefore = true;
        }
        longValue = negative ? value : -value;
        return digitBefore;
    }

    private boolean hexLong() {
        String digits = PythonText.hexDigits(text, at + 2, end);
        if (digits.isEmpty() || digits.length() > LONG_HEX_DIGITS) {
            return false;
        }
        longValue = Long.parseUnsignedLong(digits, 16);
        return longValue >= 0;
    }

    private boolean hexDouble() {
        String digits = PythonText.hexDigits(text, at + 2, end);
        if (digits.isEmpty() || digits.length() > DOUBLE_HEX_DIGITS) {
            return false;
        }
        doubleValue = new BigInteger(digits, 16).doubleValue();
        return !Double.isInfinite(doubleValue);
    }

    private boolean word(boolean negative) {
        boolean infinite = matches("inf") || matches("infinity");
        if (!infinite && !matches("nan")) {
            return false;
        }
        double infinity = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        doubleValue = infinite ? infinity : Double.NaN;
        return true;
    }

    private boolean matches(String word) {
        if (end - at != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((text[at + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean decimalDouble(boolean negative) {
        int start = at;
        mantissa = 0;
        mantissaDigits = 0;
        underscores = false;
        int whole = digits();
        int fraction = 0;
        if (whole >= 0 && at < end && text[at] == '.') {
            at++;
            fraction = digits();
        }
        if (whole < 0 || fraction < 0 || whole + fraction == 0) {
            return false;
        }
        int exponent = exponent();
        if (at < end) {
            return false;
        }
        int scale = exponent - fraction;
        boolean exact = mantissaDigits <= MANTISSA_DIGITS && mantissa <= EXACT_IN_DOUBLE && Math.abs(scale) <= 22;
        double value = exact ? scaled(scale) : slowDouble(start);
        doubleValue = negative ? -value : value;
        return true;
    }

    /** Clinger's fast path: one correctly rounded operation on two exact doubles. */
    private double scaled(int scale) {
        return scale < 0 ? mantissa / POWERS_OF_TEN[-scale] : mantissa * POWERS_OF_TEN[scale];
    }

    private double slowDouble(int start) {
        if (!underscores) {
            return NumberInput.parseDouble(text, start, end - start, true);
        }
        return NumberInput.parseDouble(new String(text, start, end - start).replace("_", ""), true);
    }

    /** Reads digits into the mantissa; returns how many, or -1 if an underscore is not between two of them. */
    private int digits() {
        int count = 0;
        boolean digitBefore = false;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                count++;
                digitBefore = true;
                if (mantissaDigits > 0 || digit > 0) {
                    mantissaDigits++;
                    mantissa = mantissa * 10 + digit;
                }
            } else if (text[at] == '_' && digitBefore) {
                underscores = true;
                digitBefore = false;
            } else {
                break;
            }
        }
        return count > 0 && !digitBefore ? -1 : count;
    }

    /** Reads an exponent if there is one; leaves the position before the end if it is none. */
    private int exponent() {
        if (at == end || (text[at] | 0x20) != 'e') {
            return 0;
        }
        int start = at++;
        boolean negative = sign();
        long value = 0;
        boolean digitBefore = false;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digitBefore = true;
                value = Math.min(value * 10 + digit, EXPONENT_LIMIT);
            } else if (text[at] == '_' && digitBefore) {
                underscores = true;
                digitBefore = false;
            } else {
                break;
            }
        }
        if (!digitBefore) {
            at = start;
        }
        return (int) (negative ? -value : value);
    }
}
