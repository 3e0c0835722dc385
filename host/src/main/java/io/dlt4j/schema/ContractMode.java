package io.dlt4j.schema;

import java.util.Locale;
import java.util.Optional;

/** What a schema contract does with data that would change the schema. */
public enum ContractMode {
    /** The schema changes. */
    EVOLVE,
    /** The step fails. */
    FREEZE,
    /** The row is dropped with all its children. */
    DISCARD_ROW,
    /** The value is dropped; a new table loses all its rows. */
    DISCARD_VALUE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name in schemas, for example {@code discard_row}. */
    public String text() {
        return text;
    }

    /** The mode of that name. */
    public static Optional<ContractMode> find(String text) {
        for (ContractMode mode : values()) {
            if (mode.text.equals(text)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
