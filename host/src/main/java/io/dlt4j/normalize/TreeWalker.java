package io.dlt4j.normalize;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.BytesVector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The general path of an item into rows, in the order of the reference: it decides which tables and columns come into
 * being, and in which order. {@link TokenWalker} does the same for items that bring nothing new.
 *
 * <p>Flattening works on a stack: an object's scalars come first, then its nested objects, the last one first; lists follow
 * when the row is complete.
 */
final class TreeWalker {

    private final Shapes shapes;
    private final RowSystem system;
    private final RowIds ids;
    private final ContentIds contentIds;
    private final Propagation propagation;
    private final ColumnInference inference;
    private final int weiDigits;
    private final ItemRows rows;
    private final BytesVector scratch = new BytesVector();

    TreeWalker(
            Shapes shapes,
            RowSystem system,
            RowIds ids,
            ContentIds contentIds,
            ColumnInference inference,
            ItemRows rows,
            int weiDigits) {
        this.shapes = shapes;
        this.system = system;
        this.ids = ids;
        this.contentIds = contentIds;
        this.propagation = new Propagation(shapes.schema);
        this.inference = inference;
        this.rows = rows;
        this.weiDigits = weiDigits;
    }

    private record Frame(Map<?, ?> object, int level, List<String> path) {}

    private record Flat(Map<String, @Nullable Object> columns, Map<List<String>, List<?>> lists) {}

    /** A row that nested rows belong to, and the columns that it hands down to them. */
    private record Parent(TableBuffer table, String id, int level, Map<String, @Nullable Object> handedDown) {}

    /** Adds the rows of a root item. */
    void item(TableBuffer root, @Nullable Object item) {
        if (root.guard != null && !root.guard.admitsTable()) {
            rows.discard(root.guard, Discarded.ROW);
            return;
        }
        Map<?, ?> object = item instanceof Map<?, ?> map ? map : single("value", item);
        rootRow(root, object, shapes.startLevel(root), Map.of());
    }

    /** Adds a row that has nothing but the columns that each root row has. */
    void bareRow(TableBuffer root) {
        if (root.guard == null || root.guard.admitsTable()) {
            Map<String, @Nullable Object> columns = new LinkedHashMap<>();
            columns.put(system.loadIdColumn, system.loadId);
            columns.put(system.idColumn, "");
            emit(root, columns);
        }
    }

    private void rootRow(TableBuffer table, Map<?, ?> object, int level, Map<String, @Nullable Object> inherited) {
        Flat flat = flatten(table, object, level);
        flat.columns().putAll(inherited);
        flat.columns().put(system.loadIdColumn, system.loadId);
        String id = ownId(flat.columns());
        if (id == null) {
            id = contentIds.of(table, object, flat.columns());
            flat.columns().put(system.idColumn, id);
        }
        if (emit(table, flat.columns())) {
            lists(parent(table, id, level, true, flat.columns(), inherited), flat.lists());
        }
    }

    private Parent parent(
            TableBuffer table,
            String id,
            int level,
            boolean isRoot,
            Map<String, @Nullable Object> columns,
            Map<String, @Nullable Object> inherited) {
        return new Parent(table, id, level, propagation.handedDown(table, isRoot, columns, inherited));
    }

    private void nestedRow(TableBuffer table, Map<?, ?> object, int level, Parent parent, int index) {
        if (!table.isNested()) {
            rootRow(table, object, level, parent.handedDown());
            return;
        }
        Flat flat = flatten(table, object, level);
        flat.columns().putAll(parent.handedDown());
        String id = ownId(flat.columns());
        if (id == null) {
            id = link(table, flat.columns(), parent, index);
        }
        if (emit(table, flat.columns())) {
            lists(parent(table, id, level, false, flat.columns(), parent.handedDown()), flat.lists());
        }
    }

    /** The id that the data itself brings; such a row gets no links to its parent. */
    private @Nullable String ownId(Map<String, @Nullable Object> columns) {
        Object given = columns.get(system.idColumn);
        return given == null || "".equals(given) ? null : String.valueOf(given);
    }

    private String link(TableBuffer table, Map<String, @Nullable Object> columns, Parent parent, int index) {
        String id = nestedId(parent.id(), table, index);
        columns.put(system.parentIdColumn, parent.id());
        columns.put(system.listIndexColumn, (long) index);
        columns.put(system.idColumn, id);
        return id;
    }

    private void lists(Parent parent, Map<List<String>, List<?>> lists) {
        lists.forEach((keys, elements) -> {
            if (!elements.isEmpty()) {
                list(parent, keys, elements);
            }
        });
    }

    private void list(Parent parent, List<String> keys, List<?> elements) {
        TableBuffer table = shapes.child(parent.table(), keys);
        if (table.guard != null && !table.guard.admitsTable()) {
            rows.discard(table.guard, new Discarded(elements.size(), 0));
            return;
        }
        int level = parent.level() - 1;
        int index = 0;
        for (Object element : elements) {
            if (element instanceof Map<?, ?> object) {
                nestedRow(table, object, level, parent, index);
            } else if (element instanceof List<?> inner) {
                nestedRow(table, single("list", inner), level - 1, parent, index);
            } else {
                Map<String, @Nullable Object> columns = new LinkedHashMap<>();
                columns.put(shapes.valueColumn(), element);
                columns.putAll(parent.handedDown());
                link(table, columns, parent, index);
                emit(table, columns);
            }
            index++;
        }
    }

    private Flat flatten(TableBuffer table, Map<?, ?> object, int level) {
        Flat flat = new Flat(new LinkedHashMap<>(), new LinkedHashMap<>());
        Deque<Frame> stack = new ArrayDeque<>();
        stack.push(new Frame(object, level, List.of()));
        while (!stack.isEmpty()) {
            Frame frame = stack.pop();
            frame.object().forEach((key, value) -> place(table, frame, (String) key, value, flat, stack));
        }
        return flat;
    }

    private void place(
            TableBuffer table, Frame frame, String key, @Nullable Object value, Flat flat, Deque<Frame> stack) {
        List<String> path = append(frame.path(), shapes.names.key(key));
        String column = shapes.names.join(path);
        boolean structure = value instanceof Map || value instanceof List;
        if (!structure || shapes.keepsJson(table, column, frame.level())) {
            flat.columns().put(column, value);
        } else if (value instanceof Map<?, ?> nested) {
            stack.push(new Frame(nested, frame.level() - 1, path));
        } else {
            flat.lists().put(append(frame.path(), shapes.names.tableKey(key)), (List<?>) value);
        }
    }

    /**
     * Places every value, then writes the row: nothing of it is written if one value is refused.
     *
     * @return false if the contract drops the row; the columns that it allows have been added all the same
     */
    private boolean emit(TableBuffer table, Map<String, @Nullable Object> columns) {
        ContractGuard guard = table.guard;
        if (guard != null) {
            guard.beginRow(columns);
        }
        List<ColumnInference.Placed> placed = new ArrayList<>(columns.size());
        int lost = place(table, columns, placed);
        if (guard != null && lost > 0) {
            rows.discard(guard, guard.rowDropped() ? Discarded.ROW : new Discarded(0, lost));
            if (guard.rowDropped()) {
                return false;
            }
        }
        write(table, placed);
        return true;
    }

    /** Finds the place of every value; returns how many have none because of the contract. */
    private int place(TableBuffer table, Map<String, @Nullable Object> columns, List<ColumnInference.Placed> placed) {
        int lost = 0;
        for (Map.Entry<String, @Nullable Object> named : columns.entrySet()) {
            Object decoded = decode(named.getValue());
            if (decoded == null) {
                refuseNull(table, named.getKey());
                continue;
            }
            ColumnInference.Placed found = inference.place(table, named.getKey(), decoded);
            if (found == null) {
                lost++;
            } else {
                placed.add(found);
            }
        }
        return lost;
    }

    private void write(TableBuffer table, List<ColumnInference.Placed> placed) {
        rows.touch(table);
        int row = table.beginRow();
        for (ColumnInference.Placed cell : placed) {
            if (cell.value() == Coercion.NULL) {
                continue;
            }
            if (cell.column().vector.size() > row) {
                cell.column().vector.truncate(row);
            }
            cell.column().set(row, cell.value());
        }
        table.endRow();
    }

    private @Nullable Object decode(@Nullable Object value) {
        if (value instanceof String text) {
            return TypedJson.decode(text);
        }
        return value == null ? null : Values.narrow(value, weiDigits);
    }

    private void refuseNull(TableBuffer table, String name) {
        Column column = table.find(name);
        boolean refused = column != null
                ? !column.nullable
                : table.findIncomplete(name).isEmpty()
                        && shapes.schema.settings().hintsFor(name).contains("not_null");
        if (refused) {
            throw nullRefused(table, name);
        }
        rows.metNull(table, name);
    }

    private static DltException nullRefused(TableBuffer table, String name) {
        return Rejections.nullRefused(table.name, name);
    }

    private String nestedId(String parent, TableBuffer table, int index) {
        byte[] bytes = parent.getBytes(StandardCharsets.UTF_8);
        scratch.truncate(0);
        ids.appendNested(scratch, bytes, 0, bytes.length, table.nameBytes, index);
        return scratch.text(0);
    }

    private static Map<String, @Nullable Object> single(String key, @Nullable Object value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }

    private static List<String> append(List<String> path, String fragment) {
        List<String> longer = new ArrayList<>(path.size() + 1);
        longer.addAll(path);
        longer.add(fragment);
        return longer;
    }
}
