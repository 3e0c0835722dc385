package io.dlt4j.normalize;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.schema.SchemaContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table that a worker has collected from a part, column by column, and what it found that the schema does
 * not have.
 *
 * <p>Rows are appended one at a time between {@link #beginRow} and {@link #endRow}; {@link #mark} and {@link #rollback} take
 * back those of an item that cannot be kept.
 */
final class TableBuffer {

    final String name;
    /** The path from the root table: its name, then the keys of the lists on the way. */
    final List<String> path;
    /** The name in UTF-8, an ingredient of nested row ids. */
    final byte[] nameBytes;

    /** What the contract says to additions; {@code null} if it allows all. */
    final @Nullable ContractGuard guard;

    private final VectorPool pool;
    private final SchemaContract contract;
    private final Optional<TableSchema> stored;
    private final Optional<String> parent;
    private final Map<String, Column> columns = new HashMap<>();
    private final Map<String, ColumnSchema> incomplete = new HashMap<>();
    private final Map<String, ColumnSchema> discovered = new LinkedHashMap<>();
    private final Map<List<String>, ListShape> lists = new HashMap<>();
    private final Map<String, ListShape.LastRow> lastLists = new HashMap<>();
    private final List<Column> written = new ArrayList<>();

    private int rows;
    private int markedRows;
    private long markedItem = -1;
    private long rowNumber;
    private boolean open;
    private long flushedRows;
    private int version;
    private @Nullable SystemColumns systemColumns;

    /**
     * @param stored the table as the schema has it, if it does
     * @param owner the table that a nested table is nested in
     */
    TableBuffer(
            List<String> path,
            String name,
            Optional<TableSchema> stored,
            @Nullable TableBuffer owner,
            VectorPool pool,
            Contracts contracts) {
        this.pool = pool;
        this.path = List.copyOf(path);
        this.name = name;
        this.nameBytes = name.getBytes(StandardCharsets.UTF_8);
        this.stored = stored;
        this.parent = stored.isPresent()
                ? stored.get().parent()
                : Optional.ofNullable(owner).map(table -> table.name);
        this.contract = contracts.of(name, owner);
        stored.ifPresent(table -> table.columns().values().forEach(this::adopt));
        this.guard = contract.isEvolve() ? null : new ContractGuard(contracts, this, contract);
    }

    private void adopt(ColumnSchema column) {
        if (column.isComplete()) {
            Column complete = new Column(column, name, pool);
            columns.put(column.name(), complete);
            written.add(complete);
        } else {
            incomplete.put(column.name(), column);
        }
    }

    Optional<String> parent() {
        return parent;
    }

    /** What may be added to the table. */
    SchemaContract contract() {
        return contract;
    }

    boolean isNested() {
        return parent.isPresent();
    }

    /** Whether the schema has no complete column of this table and neither has this worker. */
    boolean isNew() {
        return columns.isEmpty();
    }

    Optional<TableSchema> stored() {
        return stored;
    }

    /** The complete column of that name. */
    @Nullable
    Column find(String columnName) {
        return columns.get(columnName);
    }

    /** The hints of a column that has no type yet. */
    Optional<ColumnSchema> findIncomplete(String columnName) {
        return Optional.ofNullable(incomplete.get(columnName));
    }

    /** Adds a column that the schema does not have, or completes one. */
    Column add(ColumnSchema column) {
        incomplete.remove(column.name());
        discovered.put(column.name(), column);
        Column created = new Column(column, name, pool);
        columns.put(column.name(), created);
        written.add(created);
        version++;
        return created;
    }

    /** The columns that dlt adds, looked up once for each version. */
    SystemColumns systemColumns(RowSystem names) {
        SystemColumns known = systemColumns;
        if (known == null || known.version() != version) {
            known = SystemColumns.of(this, names);
            systemColumns = known;
        }
        return known;
    }

    /** Grows with each column added: what was not found may be there now. */
    int version() {
        return version;
    }

    /** The columns that {@link #add} was called with, in order. */
    List<ColumnSchema> discovered() {
        return List.copyOf(discovered.values());
    }

    /** The list under a path of keys, the same object for each spelling of the path. */
    @Nullable
    ListShape list(List<String> keys) {
        return lists.get(keys);
    }

    void remember(List<String> keys, ListShape list) {
        lists.put(keys, list);
    }

    /** Which row last had a list for the child table of that name. */
    ListShape.LastRow lastList(String child) {
        return lastLists.computeIfAbsent(child, name -> new ListShape.LastRow());
    }

    /** Remembers how many rows there were when {@code item} began, once an item; true at the first call for it. */
    boolean mark(long item) {
        if (markedItem == item) {
            return false;
        }
        markedItem = item;
        markedRows = rows;
        return true;
    }

    /** Drops the rows since {@link #mark}. */
    void rollback() {
        rows = markedRows;
        open = false;
        for (Column column : written) {
            column.vector.truncate(rows);
        }
    }

    /** Starts a row; returns its index in the vectors. */
    int beginRow() {
        open = true;
        rowNumber++;
        return rows;
    }

    void endRow() {
        open = false;
        rows++;
    }

    /** Whether a row is under construction. */
    boolean isOpen() {
        return open;
    }

    /** A number that no other row of this buffer has. */
    long rowNumber() {
        return rowNumber;
    }

    /** The rows collected since the last {@link #clear}. */
    int rows() {
        return rows;
    }

    /** All rows, cleared ones included. */
    long totalRows() {
        return flushedRows + rows;
    }

    /** All columns, in the order of the table. */
    List<Column> columns() {
        return written;
    }

    long heapBytes() {
        long bytes = 0;
        for (Column column : written) {
            bytes += column.vector.heapBytes();
        }
        return bytes;
    }

    /** Gives the vectors back; the buffer is not used any more. */
    void release() {
        written.forEach(column -> pool.giveBack(name, column.name(), column.vector));
    }

    /** Forgets the rows, which were written. */
    void clear() {
        flushedRows += rows;
        rows = 0;
        markedItem = -1;
        for (Column column : written) {
            column.vector.truncate(0);
        }
    }
}
