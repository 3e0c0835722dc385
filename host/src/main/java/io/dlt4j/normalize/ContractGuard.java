package io.dlt4j.normalize;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.schema.ContractMode;
import io.dlt4j.schema.ContractViolation;
import io.dlt4j.schema.ProcessingMarks;
import io.dlt4j.schema.SchemaContract;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds what one part would add to a table against the table's contract, and counts what that keeps out. Tables whose contract
 * allows everything have no guard.
 *
 * <p>A table that is new takes the columns of its first row; what comes later is under the contract for columns, unless extract
 * marked the table. So decisions depend on what earlier parts brought: {@link #decided} says whether there were any.
 */
final class ContractGuard {

    private static final String NEXT_STEP =
            "What was extracted is kept and comes first in later runs, under the contract that it was extracted with. For new "
                    + "runs correct the data, or let the contract of the table, the source or the run allow the change.";

    private final Contracts contracts;
    private final TableBuffer table;
    private final SchemaContract contract;
    /** For new columns of a table that is not new. */
    private final ContractMode columns;

    private final Map<String, DroppedColumn> dropped = new HashMap<>();

    private Map<String, @Nullable Object> row = Map.of();
    private boolean rowIsFirst;
    private boolean rowDropped;
    private boolean decided;
    private boolean refusesRows;
    private Discarded discarded = Discarded.NOTHING;
    private Discarded marked = Discarded.NOTHING;
    private long markedItem = -1;

    /** A column whose values are dropped. */
    static final class DroppedColumn {

        /** The number of the row in which a value was last dropped. */
        long droppedRow;
    }

    ContractGuard(Contracts contracts, TableBuffer table, SchemaContract contract) {
        this.contracts = contracts;
        this.table = table;
        this.contract = contract;
        this.columns = table.stored().map(ProcessingMarks::evolvesOnce).orElse(false)
                ? ContractMode.EVOLVE
                : contract.columns();
    }

    /**
     * Whether the table may have rows at all.
     *
     * @throws DltException if it is new and tables are frozen
     */
    boolean admitsTable() {
        if (refusesRows || !table.isNew() || contract.tables() == ContractMode.EVOLVE) {
            return !refusesRows;
        }
        decided = true;
        if (contract.tables() == ContractMode.FREEZE) {
            throw refused(ContractViolation.newTable(contracts.schemaName(), table.name));
        }
        refusesRows = true;
        return false;
    }

    /** Whether all rows of the table are dropped. */
    boolean refusesRows() {
        return refusesRows;
    }

    /** The next row, names as in the table. */
    void beginRow(Map<String, @Nullable Object> values) {
        row = values;
        rowIsFirst = table.isNew();
        rowDropped = false;
        if (rowIsFirst && columns != ContractMode.EVOLVE) {
            decided = true;
        }
    }

    /** Whether {@link #admits} found that the row must go. */
    boolean rowDropped() {
        return rowDropped;
    }

    /**
     * Whether the table may get that column; if not, its value is dropped, or the row.
     *
     * @throws DltException if the column is what the contract freezes
     */
    boolean admits(String column, boolean variant) {
        ContractMode mode = variant ? contract.dataType() : rowIsFirst ? ContractMode.EVOLVE : columns;
        if (mode == ContractMode.EVOLVE || contracts.isSystem(column)) {
            return true;
        }
        decided = true;
        switch (mode) {
            case FREEZE -> throw refused(violation(column, variant));
            case DISCARD_ROW -> rowDropped = true;
            default -> {
                if (!variant) {
                    dropped.computeIfAbsent(column, name -> new DroppedColumn());
                }
            }
        }
        return false;
    }

    private ContractViolation violation(String column, boolean variant) {
        return variant
                ? ContractViolation.newVariant(contracts.schemaName(), table.name, column)
                : ContractViolation.newColumn(contracts.schemaName(), table.name, column);
    }

    /** The column of that name, if its values are known to be dropped. */
    @Nullable
    DroppedColumn droppedColumn(String column) {
        return dropped.get(column);
    }

    /** Whether something was decided that would be decided otherwise if the table had been another one before. */
    boolean decided() {
        return decided;
    }

    /** Counts dropped rows and values of an item; true at the first call for it. */
    boolean count(long item, Discarded more) {
        boolean first = markedItem != item;
        if (first) {
            markedItem = item;
            marked = discarded;
        }
        discarded = discarded.plus(more);
        return first;
    }

    /** Takes back what was counted for the item. */
    void rollback() {
        discarded = marked;
        markedItem = -1;
    }

    Discarded discarded() {
        return discarded;
    }

    private DltException refused(ContractViolation violation) {
        StringBuilder keys = new StringBuilder();
        row.forEach((name, value) -> {
            if (value != null && !contracts.isSystem(name) && isKey(name)) {
                keys.append(keys.isEmpty() ? "" : ", ")
                        .append(name)
                        .append(": ")
                        .append(Rejections.shown(value));
            }
        });
        String item = "Offending data item: " + (keys.isEmpty() ? "" : keys + "; ") + contracts.place() + ".";
        return violation.toException(NormalizeError.NORMALIZE_CONTRACT_VIOLATED, item, NEXT_STEP);
    }

    private boolean isKey(String column) {
        Optional<ColumnSchema> known = table.stored().flatMap(stored -> stored.column(column));
        return known.filter(found -> found.isSet("primary_key") || found.isSet("merge_key") || found.isSet("unique"))
                .isPresent();
    }
}
