package io.dlt4j.normalize;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A decimal that was declared as an Ethereum amount.
 *
 * @param value the amount
 */
record Wei(BigDecimal value) {

    /** The largest integer that dlt takes for wei where it detects large integers. */
    static final BigInteger MAX = new BigInteger("578960446186580977117854925043439539266");

    Wei {
        requireNonNull(value, "value is null");
    }

    /** Whether so many digits before the point are enough. */
    boolean fits(int digits) {
        return value.precision() - value.scale() <= digits;
    }
}
