package io.dlt4j.normalize;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key of the objects at one place of the data: where its values go. Resolved when first needed, then reused for every
 * row.
 */
final class Slot {

    /** The key as it stands in the data. */
    final String key;
    /** The key as the parser compares it. */
    final SerializedString serialized;
    /** Whether values under this key need the general path: dlt's own columns, which follow rules of their own. */
    final boolean special;

    /** The column that scalars go to. */
    final String columnName;

    private final Shape shape;
    private @Nullable Column column;
    private int triedVersion = -1;
    private ContractGuard.@Nullable DroppedColumn dropped;
    private @Nullable Shape object;
    private @Nullable ListShape list;

    /** The number of the row in which an object or a list was last met here. */
    long structureRow;

    Slot(Shape shape, String key, Names names, String systemPrefix) {
        this.shape = shape;
        this.key = key;
        this.serialized = new SerializedString(key);
        List<String> path = new ArrayList<>(shape.path);
        path.add(names.key(key));
        this.columnName = names.join(path);
        this.special = columnName.startsWith(systemPrefix);
    }

    /** The column of scalars; {@code null} while there is none. */
    @Nullable
    Column column() {
        TableBuffer table = shape.table;
        if (column == null && triedVersion != table.version()) {
            triedVersion = table.version();
            column = table.find(columnName);
        }
        return column;
    }

    /**
     * Whether a value under this key, which has no column, is dropped because of the contract. Not if another value was dropped
     * in that row for the same column: which of the two counts is for the general path to say.
     */
    boolean drops(long rowNumber) {
        ContractGuard.DroppedColumn known = dropped();
        if (known == null || known.droppedRow == rowNumber) {
            return false;
        }
        known.droppedRow = rowNumber;
        structureRow = rowNumber;
        return true;
    }

    /** Whether a value of the row was dropped that this key's would replace. */
    boolean hasDropped(long rowNumber) {
        ContractGuard.DroppedColumn known = dropped();
        return known != null && known.droppedRow == rowNumber;
    }

    private ContractGuard.@Nullable DroppedColumn dropped() {
        ContractGuard guard = shape.table.guard;
        if (dropped == null && guard != null) {
            dropped = guard.droppedColumn(columnName);
        }
        return dropped;
    }

    /** The objects under this key; {@code null} if they are kept as JSON. */
    @Nullable
    Shape object(Shapes shapes) {
        if (object == null && !keptAsJson(shapes)) {
            object = shapes.nested(shape, key);
        }
        return object;
    }

    /** The lists under this key; {@code null} if they are kept as JSON. */
    @Nullable
    ListShape list(Shapes shapes) {
        if (list == null && !keptAsJson(shapes)) {
            list = shapes.list(shape, key);
        }
        return list;
    }

    private boolean keptAsJson(Shapes shapes) {
        return shapes.keepsJson(shape.table, columnName, shape.level);
    }
}
