package io.dlt4j.schema;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
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

    /** This contract with another mode for new tables. */
    public SchemaContract withTables(ContractMode mode) {
        return new SchemaContract(mode, columns, dataType);
    }

    /** This contract with another mode for new columns. */
    public SchemaContract withColumns(ContractMode mode) {
        return new SchemaContract(tables, mode, dataType);
    }

    /** This contract with another mode for variants and changed type hints. */
    public SchemaContract withDataType(ContractMode mode) {
        return new SchemaContract(tables, columns, mode);
    }

    /** The form in schemas: one mode if all are the same, else a map of those that do not evolve. */
    public Object stored() {
        if (tables == columns && columns == dataType) {
            return tables.text();
        }
        Map<String, Object> modes = new LinkedHashMap<>();
        Map.of("tables", tables, "columns", columns, "data_type", dataType).entrySet().stream()
                .filter(entry -> entry.getValue() != ContractMode.EVOLVE)
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> modes.put(entry.getKey(), entry.getValue().text()));
        return modes;
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
