package io.dlt4j.schema;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.error.ErrorCode;
import io.dlt4j.api.schema.ColumnSchema;

/** What a frozen schema refuses. The words are the reference's, so that those who search for them find them. */
public final class ContractViolation {

    private final String place;
    private final String entity;
    private final String refused;

    private ContractViolation(String place, String entity, String refused) {
        this.place = place;
        this.entity = entity;
        this.refused = refused;
    }

    /** A table that is not there, or has no complete column. */
    public static ContractViolation newTable(String schema, String table) {
        return new ContractViolation(
                "In schema `" + schema + "`: In Table: `" + table + "`",
                "tables",
                "Can't add table `" + table + "` because `tables` are frozen.");
    }

    /** A column that is not there, or has no type. */
    public static ContractViolation newColumn(String schema, String table, String column) {
        return new ContractViolation(
                place(schema, table, column),
                "columns",
                "Can't add table column `" + column + "` to table `" + table + "` because `columns` are frozen.");
    }

    /** A column for values of another type. */
    public static ContractViolation newVariant(String schema, String table, String column) {
        return new ContractViolation(
                place(schema, table, column),
                "data_type",
                "Can't add variant column `" + column + "` for table `" + table + "` because `data_types` are frozen.");
    }

    /** A hint that gives a column another type, precision, scale, time zone or nullability. */
    public static ContractViolation changedType(
            String schema, String table, ColumnSchema existing, ColumnSchema incoming) {
        return new ContractViolation(
                place(schema, table, existing.name()),
                "data_type",
                "Can't evolve column type of `" + existing.name() + "` in table `" + table
                        + "` because `data_types` are frozen. Existing column: "
                        + CanonicalJson.compact(existing.properties()) + ". Incoming column: "
                        + CanonicalJson.compact(incoming.properties()) + ".");
    }

    private static String place(String schema, String table, String column) {
        return "In schema `" + schema + "`: In Table: `" + table + "` Column: `" + column + "`";
    }

    /**
     * The error.
     *
     * @param item where the offending item comes from and which it is, a sentence; empty if a hint offends
     * @param nextStep what the reader can do about it
     */
    public DltException toException(ErrorCode code, String item, String nextStep) {
        requireNonNull(item, "item is null");
        return new DltException(
                code,
                place + ". Contract on `" + entity + "` with `contract_mode=freeze` is violated. " + refused
                        + (item.isEmpty() ? "" : " " + item),
                nextStep);
    }
}
