package io.dlt4j.schema;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.error.ErrorCode;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds the hints that extract brings for a table against the contract in force for it. */
public final class HintContract {

    private static final String NEXT_STEP =
            "Take the hint back, or let the contract of the table, the source or the run "
                    + "allow it (evolve); nothing was extracted.";

    /** A change of one of these is a change of the type. */
    private static final List<String> TYPE = List.of("data_type", "nullable", "precision", "scale", "timezone");

    private final DltSchema schema;
    private final TableSchema partial;
    /** What rows are held against. */
    private final SchemaContract forData;
    /** What hints are held against: a contract that a table has kept from an earlier run is not about them. */
    private final SchemaContract forHints;

    private final Optional<TableSchema> known;
    private final Set<String> said;

    private HintContract(DltSchema schema, TableSchema partial, Set<String> said) {
        this.schema = schema;
        this.partial = partial;
        this.said = said;
        Object given = partial.properties().get(TableChains.CONTRACT);
        if (given != null && !SystemTables.isSystemName(partial.name())) {
            this.forData = SchemaContract.of(given);
            this.forHints = forData;
        } else {
            this.forData = schema.contractFor(partial.name(), partial.parent());
            this.forHints = schema.settings().contract();
        }
        this.known = schema.table(partial.name());
    }

    /**
     * What of the hints the schema may take; empty if rows of the table are to be discarded.
     *
     * <p>A table that is new under a contract for columns is marked so that the first data may bring any column.
     *
     * @param partial the hints with normalized names, and what is known of the data
     * @param said the columns that are hints
     * @param code the code of the error
     * @throws DltException if the hints change what is frozen
     */
    public static Optional<TableSchema> admit(DltSchema schema, TableSchema partial, Set<String> said, ErrorCode code) {
        HintContract hints = new HintContract(schema, partial, said);
        return hints.forData.isEvolve() && hints.forHints.isEvolve()
                ? Optional.of(partial)
                : hints.admit(requireNonNull(code, "code is null"));
    }

    /** Whether rows of a table with these hints are to be discarded. */
    public static boolean discards(DltSchema schema, TableSchema partial) {
        HintContract hints = new HintContract(schema, partial, Set.of());
        return hints.isNew()
                && hints.forData.tables() != ContractMode.EVOLVE
                && hints.forData.tables() != ContractMode.FREEZE;
    }

    private boolean isNew() {
        return known.isEmpty() || known.get().columns().values().stream().noneMatch(ColumnSchema::isComplete);
    }

    private Optional<TableSchema> admit(ErrorCode code) {
        if (known.isPresent() && !isNew()) {
            return Optional.of(admitColumns(known.get(), code));
        }
        if (forData.tables() == ContractMode.FREEZE) {
            throw refused(ContractViolation.newTable(schema.name(), partial.name()), code);
        }
        if (forData.tables() != ContractMode.EVOLVE) {
            return Optional.empty();
        }
        return Optional.of(forData.columns() == ContractMode.EVOLVE ? partial : ProcessingMarks.evolveOnce(partial));
    }

    private TableSchema admitColumns(TableSchema table, ErrorCode code) {
        TableSchema.Builder admitted = partial.toBuilder();
        boolean anyNew = ProcessingMarks.evolvesOnce(table);
        for (ColumnSchema incoming : partial.columns().values()) {
            SchemaContract contract = said.contains(incoming.name()) ? forHints : forData;
            ColumnSchema existing = table.columns().get(incoming.name());
            boolean kept = SystemTables.isSystemName(incoming.name())
                    || (existing == null || !existing.isComplete()
                            ? anyNew || admitsNew(contract.columns(), existing, incoming, code)
                            : admitsType(contract.dataType(), existing, incoming, code));
            if (!kept) {
                admitted.withoutColumn(incoming.name());
            }
        }
        return admitted.build();
    }

    private boolean admitsNew(
            ContractMode mode, @Nullable ColumnSchema existing, ColumnSchema incoming, ErrorCode code) {
        if (mode == ContractMode.EVOLVE || existing != null && saysNothingNew(existing, incoming)) {
            return true;
        }
        if (mode == ContractMode.FREEZE) {
            throw refused(ContractViolation.newColumn(schema.name(), partial.name(), incoming.name()), code);
        }
        return false;
    }

    private static boolean saysNothingNew(ColumnSchema existing, ColumnSchema incoming) {
        for (Map.Entry<String, @Nullable Object> given : incoming.properties().entrySet()) {
            if (differs(given.getKey(), existing, incoming)) {
                return false;
            }
        }
        return true;
    }

    private boolean admitsType(ContractMode mode, ColumnSchema existing, ColumnSchema incoming, ErrorCode code) {
        if (mode == ContractMode.EVOLVE || TYPE.stream().noneMatch(property -> differs(property, existing, incoming))) {
            return true;
        }
        if (mode == ContractMode.FREEZE) {
            throw refused(ContractViolation.changedType(schema.name(), partial.name(), existing, incoming), code);
        }
        return false;
    }

    /** Whether the incoming column says of a property what the existing one does not; a default says nothing. */
    private static boolean differs(String property, ColumnSchema existing, ColumnSchema incoming) {
        if (!incoming.properties().containsKey(property)) {
            return false;
        }
        Object is = existing.properties().get(property);
        Object becomes = incoming.properties().get(property);
        boolean bothDefault = ColumnDefaults.isDefault(property, is) && ColumnDefaults.isDefault(property, becomes);
        return !bothDefault && !Objects.equals(number(is), number(becomes));
    }

    private static @Nullable Object number(@Nullable Object value) {
        return value instanceof Number number ? (Object) number.longValue() : value;
    }

    private static DltException refused(ContractViolation violation, ErrorCode code) {
        return violation.toException(code, "", NEXT_STEP);
    }
}
