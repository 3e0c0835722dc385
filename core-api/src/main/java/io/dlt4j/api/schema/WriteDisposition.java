package io.dlt4j.api.schema;

import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a load does to the rows that are in a table already.
 *
 * <p>Plugins receive this type: always write a {@code default} branch when switching over it.
 */
@API(status = API.Status.STABLE, since = "0.1")
public enum WriteDisposition {
    /** Keeps them and adds the new ones. */
    APPEND,
    /** Replaces all of them, those of nested tables included. */
    REPLACE,
    /** Updates or deletes those with the keys of the new ones. */
    MERGE,
    /** The table is not loaded by jobs (system tables). */
    SKIP;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name in schemas, for example {@code append}. */
    public String text() {
        return text;
    }

    /** The disposition of that name; empty for a name that this version does not know. */
    public static Optional<WriteDisposition> find(String text) {
        for (WriteDisposition disposition : values()) {
            if (disposition.text.equals(text)) {
                return Optional.of(disposition);
            }
        }
        return Optional.empty();
    }
}
