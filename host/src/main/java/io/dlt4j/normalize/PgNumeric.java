package io.dlt4j.normalize;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A decimal as PostgreSQL's {@code numeric} is sent: digits of base 10,000 on both sides of the decimal point.
 *
 * <p>One instance reads any number of values; up to 18 digits a value costs no more than the number that {@link BigDecimal}
 * makes of its own.
 */
final class PgNumeric {

    private static final int BASE = 10_000;
    private static final int BASE_DIGITS = 4;
    private static final int NEGATIVE = 0x4000;
    private static final int LONG_BITS = 62;

    /** Four digits of base 10,000: what fits into a long. */
    private static final BigInteger BLOCK = BigInteger.TEN.pow(16);

    private static final int[] POWERS = {1, 10, 100, 1_000, 10_000};

    /** The digits, least one first. */
    private short[] reversed = new short[16];

    private int count;
    private int dropped;
    private int weight;
    private int sign;
    private int scale;

    /** Takes a value, of which the other functions tell from now on. */
    void read(BigDecimal value) {
        count = 0;
        scale = Math.max(value.scale(), 0);
        sign = value.signum() < 0 ? NEGATIVE : 0;
        // so many decimal digits are missing at the end of the last digit of base 10,000
        int missing = Math.floorMod(-value.scale(), BASE_DIGITS);
        BigInteger unscaled = value.unscaledValue();
        if (unscaled.bitLength() <= LONG_BITS) {
            readLong(Math.abs(unscaled.longValue()), missing);
        } else {
            readLarge(unscaled.abs(), missing);
        }
        while (count > 0 && reversed[count - 1] == 0) {
            count--;
        }
        dropped = 0;
        while (dropped < count && reversed[dropped] == 0) {
            dropped++;
        }
        // whole digits of base 10,000 that the scale moves the point by; negative where zeros follow before it
        int moved = Math.floorDiv(value.scale() + missing, BASE_DIGITS);
        weight = count == 0 ? 0 : count - moved - 1;
    }

    /** How many digits there are, without zeros at either end. */
    int digits() {
        return count - dropped;
    }

    /** A digit of base 10,000; the first is the largest. */
    int digit(int index) {
        return reversed[count - 1 - index];
    }

    /** The power of 10,000 that the first digit counts. */
    int weight() {
        return weight;
    }

    /** The code of the sign. */
    int sign() {
        return sign;
    }

    /** How many decimal digits are shown after the point. */
    int scale() {
        return scale;
    }

    private void readLong(long magnitude, int missing) {
        int split = POWERS[BASE_DIGITS - missing];
        append((int) (magnitude % split) * POWERS[missing]);
        for (long rest = magnitude / split; rest != 0; rest /= BASE) {
            append((int) (rest % BASE));
        }
    }

    private void readLarge(BigInteger magnitude, int missing) {
        BigInteger[] parts = magnitude.divideAndRemainder(BigInteger.valueOf(POWERS[BASE_DIGITS - missing]));
        append(parts[1].intValue() * POWERS[missing]);
        while (parts[0].bitLength() > LONG_BITS) {
            parts = parts[0].divideAndRemainder(BLOCK);
            long block = parts[1].longValue();
            for (int digit = 0; digit < BASE_DIGITS; digit++) {
                append((int) (block % BASE));
                block /= BASE;
            }
        }
        for (long rest = parts[0].longValue(); rest != 0; rest /= BASE) {
            append((int) (rest % BASE));
        }
    }

    private void append(int digit) {
        if (count == reversed.length) {
            reversed = Arrays.copyOf(reversed, count * 2);
        }
        reversed[count++] = (short) digit;
    }
}
