package io.dlt4j.api.schema;

import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How the rows of a table are replaced.
 *
 * <p>Plugins receive this type: always write a {@code default} branch when switching over it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum ReplaceStrategy {
    /** Empties the table, then loads into it: readers see it empty, and then in part. */
    TRUNCATE_AND_INSERT,
    /** Loads into a staging table, then empties the table and copies the rows over, as one effect. */
    INSERT_FROM_STAGING,
    /** Loads into a staging table, which then takes the table's place in the cheapest way that the destination has. */
    STAGING_OPTIMIZED;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in configuration and capabilities, for example {@code insert-from-staging}. */
    public String text() {
        return text;
    }

    /** Whether rows go to the staging dataset first. */
    public boolean usesStaging() {
        return this != TRUNCATE_AND_INSERT;
    }

    /** The strategy of that name; empty for a name that this version does not know. */
    public static Optional<ReplaceStrategy> find(String text) {
        for (ReplaceStrategy strategy : values()) {
            if (strategy.text.equals(text)) {
                return Optional.of(strategy);
            }
        }
        return Optional.empty();
    }
}
