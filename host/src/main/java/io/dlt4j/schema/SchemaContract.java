package io.dlt4j.schema;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The three modes that guard a table.
 *
 * @param tables for new tables
 * @param columns for new columns of tables that are not new
 * @param dataType for variant columns and changed type hints
 */
public record SchemaContract(ContractMode tables, ContractMode columns, ContractMode dataType) {

    /** Everything may change: the default. */
    public static final SchemaContract EVOLVE = all(ContractMode.EVOLVE);

    /** Checks the modes. */
    public SchemaContract {
        requireNonNull(tables, "tables is null");
        requireNonNull(columns, "columns is null");
        requireNonNull(dataType, "dataType is null");
    }

    /** The same mode for all three. */
    public static SchemaContract all(ContractMode mode) {
        return new SchemaContract(mode, mode, mode);
    }

    /** Whether everything may change. */
    public boolean isEvolve() {
        return equals(EVOLVE);
    }

    /** Reads the stored form: one mode for all, or a map of some; what the map does not name evolves. */
    static SchemaContract of(Object stored) {
        if (stored instanceof String text) {
            return all(mode(text));
        }
        if (stored instanceof Map<?, ?> map) {
            return new SchemaContract(mode(map.get("tables")), mode(map.get("columns")), mode(map.get("data_type")));
        }
        return EVOLVE;
    }

    private static ContractMode mode(@Nullable Object text) {
        return text == null
                ? ContractMode.EVOLVE
                : ContractMode.find(text.toString()).orElse(ContractMode.EVOLVE);
    }
}
