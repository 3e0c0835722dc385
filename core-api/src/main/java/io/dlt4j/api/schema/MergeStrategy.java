package io.dlt4j.api.schema;

import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How a merge brings new rows into a table.
 *
 * <p>Plugins receive this type: always write a {@code default} branch when switching over it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum MergeStrategy {
    /** Deletes the rows with the keys of the new ones, then inserts the new ones. */
    DELETE_INSERT,
    /** Updates the rows with the primary keys of the new ones, and inserts the others. */
    UPSERT,
    /** Keeps every version of a row with the time that it was valid in. */
    SCD2,
    /** Inserts the rows whose primary keys are not there. */
    INSERT_ONLY;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in schemas and capabilities, for example {@code delete-insert}. */
    public String text() {
        return text;
    }

    /** The strategy of that name; empty for a name that this version does not know. */
    public static Optional<MergeStrategy> find(String text) {
        for (MergeStrategy strategy : values()) {
            if (strategy.text.equals(text)) {
                return Optional.of(strategy);
            }
        }
        return Optional.empty();
    }
}
