package io.dlt4j.api.capability;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How a destination's SQL writes values and names, for job files that hold statements. Named in capability sheets by
 * {@link #text()}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum SqlLiterals {
    /** That of the standard: {@code 'it''s'}, {@code X'00ff'}. */
    STANDARD,
    /** That of PostgreSQL: {@code E'it''s\n'}, {@code '\x00ff'}. */
    POSTGRES;

    /** The name in capability sheets. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
