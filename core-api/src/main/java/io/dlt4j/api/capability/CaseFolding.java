package io.dlt4j.api.capability;

import java.util.Locale;
import org.apiguardian.api.API;

/** How a destination folds the case of identifiers. Named in capability sheets by {@link #text()}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum CaseFolding {
    /** Kept as written. */
    NONE,
    /** To lower case. */
    LOWER,
    /** To upper case. */
    UPPER;

    /** The name in capability sheets. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The identifier as the destination stores it. */
    public String fold(String identifier) {
        switch (this) {
            case LOWER:
                return identifier.toLowerCase(Locale.ROOT);
            case UPPER:
                return identifier.toUpperCase(Locale.ROOT);
            default:
                return identifier;
        }
    }
}
