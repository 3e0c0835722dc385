package io.dlt4j.schema;

import com.fasterxml.jackson.core.io.NumberOutput;

/**
 * The decimal text of doubles as the reference writes it: the shortest digits that read back as the same double.
 *
 * <p>{@link #repr} is that of Python's {@code repr} (values converted to text columns), {@link #json} that of the
 * reference's JSON library (documents, hashes of rows). They differ in small magnitudes only: {@code 1e-07} and
 * {@code 1e-7}, {@code 1e-05} and {@code 0.00001}.
 */
public final class PythonFloats {

    /** From 1e16 on both styles write an exponent. */
    private static final int MAX_PLAIN_EXPONENT = 15;

    private static final int MIN_PLAIN_REPR = -4;
    private static final int MIN_PLAIN_JSON = -5;

    /** Below this, some doubles have a shortest form of one digit where Java insists on two. */
    private static final double TINY = 1e-321;

    private PythonFloats() {}

    /** As {@code repr(value)}: {@code 1.0}, {@code 1e+20}, {@code 1e-07}, {@code nan}, {@code inf}. */
    public static String repr(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return format(value, MIN_PLAIN_REPR, 2);
    }

    /** As in JSON: {@code 1.0}, {@code 1e+20}, {@code 1e-7}; {@code null} for what JSON cannot say. */
    public static String json(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? "null" : format(value, MIN_PLAIN_JSON, 1);
    }

    private static String format(double value, int minPlainExponent, int exponentDigits) {
        String java = Math.abs(value) < TINY && value != 0 ? tiny(value) : NumberOutput.toString(value, true);
        int e = java.indexOf('E');
        // Java's plain form covers 1e-3 to 1e7 and is the same in all styles
        return e < 0 ? java : reformat(java, e, minPlainExponent, exponentDigits);
    }

    private static String reformat(String java, int e, int minPlainExponent, int exponentDigits) {
        boolean negative = java.charAt(0) == '-';
        int start = negative ? 1 : 0;
        int exponent = Integer.parseInt(java.substring(e + 1));
        String fraction = java.substring(start + 2, e);
        String digits = java.charAt(start) + (fraction.equals("0") ? "" : fraction);
        StringBuilder out = new StringBuilder(26);
        if (negative) {
            out.append('-');
        }
        if (exponent > MAX_PLAIN_EXPONENT || exponent < minPlainExponent) {
            appendScientific(out, digits, exponent, exponentDigits);
        } else {
            appendPlain(out, digits, exponent);
        }
        return out.toString();
    }

    private static void appendScientific(StringBuilder out, String digits, int exponent, int exponentDigits) {
        out.append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append('e').append(exponent < 0 ? '-' : '+');
        int magnitude = Math.abs(exponent);
        if (exponentDigits == 2 && magnitude < 10) {
            out.append('0');
        }
        out.append(magnitude);
    }

    private static void appendPlain(StringBuilder out, String digits, int exponent) {
        if (exponent < 0) {
            out.append("0.").append("0".repeat(-exponent - 1)).append(digits);
            return;
        }
        int whole = exponent + 1;
        if (digits.length() <= whole) {
            out.append(digits).append("0".repeat(whole - digits.length())).append(".0");
        } else {
            out.append(digits, 0, whole).append('.').append(digits, whole, digits.length());
        }
    }

    /** Java's form with one digit where one is enough, for example 5.0E-324 for 4.9E-324. */
    private static String tiny(double value) {
        String java = NumberOutput.toString(value, true);
        int e = java.indexOf('E');
        int start = value < 0 ? 1 : 0;
        if (e - start != 3) {
            return java;
        }
        int lower = java.charAt(start) - '0';
        String exponent = java.substring(e + 1);
        boolean roundUp = java.charAt(start + 2) >= '5';
        int digit = roundUp ? lower + 1 : lower;
        String candidate = digit == 10 ? "1.0E" + (Integer.parseInt(exponent) + 1) : digit + ".0E" + exponent;
        return Double.parseDouble(candidate) == Math.abs(value) ? (start == 1 ? "-" : "") + candidate : java;
    }
}
