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

    /** The largest and smallest integers of 128 bits and 38 digits that dlt stores as wei (dlt 1.26). */
    static final BigInteger MAX = new BigInteger("578960446186580977117854925043439539266");

    static final BigInteger MIN = new BigInteger("-578960446186580977117854925043439539267");

    private static final BigDecimal MAX_VALUE = new BigDecimal(MAX);
    private static final BigDecimal MIN_VALUE = new BigDecimal(MIN);

    Wei {
        requireNonNull(value, "value is null");
    }

    /** Whether a wei column holds the value; one that arrives outside goes to a text variant. */
    boolean fitsColumn() {
        return value.compareTo(MAX_VALUE) <= 0 && value.compareTo(MIN_VALUE) >= 0;
    }
}
