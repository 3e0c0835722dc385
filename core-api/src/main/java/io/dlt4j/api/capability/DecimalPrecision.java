package io.dlt4j.api.capability;

import org.apiguardian.api.API;

/**
 * Precision and scale of decimals.
 *
 * @param precision all digits, at least 1
 * @param scale the digits behind the point, 0 to {@code precision}
 */
@API(status = API.Status.STABLE, since = "0.1")
public record DecimalPrecision(int precision, int scale) {

    /** Checks the parts. */
    public DecimalPrecision {
        if (precision < 1) {
            throw new IllegalArgumentException("precision " + precision + " is below 1");
        }
        if (scale < 0 || scale > precision) {
            throw new IllegalArgumentException("scale " + scale + " is not within 0 to " + precision);
        }
    }
}
