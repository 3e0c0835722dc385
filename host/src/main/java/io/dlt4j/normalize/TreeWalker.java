package io.dlt4j.normalize;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.BytesVector;
import io.dlt4j.pack.NameCollision.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The general path of an item into rows, in the order of the reference: it decides which tables and columns come into
 * being, and in which order. {@link TokenWalker} does the same for items that bring nothing new.
 *
 * <p>Keys that share a name never pass {@link TokenWalker} together, so that this is also where they are noticed.
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
        Flattening flat = flatten(table, object, level);
        flat.columns.putAll(inherited);
        flat.columns.put(system.loadIdColumn, system.loadId);
        String id = ownId(flat.columns);
        if (id == null) {
            id = contentIds.of(table, object, flat.columns);
            flat.columns.put(system.idColumn, id);
        }
        if (emit(table, flat.columns)) {
            report(flat);
            lists(parent(table, id, level, true, flat.columns, inherited), flat);
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
        Flattening flat = flatten(table, object, level);
        flat.columns.putAll(parent.handedDown());
        String id = ownId(flat.columns);
        if (id == null) {
            id = link(table, flat.columns, parent, index);
        }
        if (emit(table, flat.columns)) {
            report(flat);
            lists(parent(table, id, level, false, flat.columns, parent.handedDown()), flat);
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

    private void report(Flattening flat) {
        if (!flat.lost().isEmpty()) {
            flat.keys(flat.lost()).forEach((name, keys) -> {
                if (name instanceof String column) {
                    collided(Kind.VALUE_LOST, flat.table, column, keys);
                } else {
                    collided(Kind.LIST_LOST, flat.table, shapes.childName(flat.table, path(name)), keys);
                }
            });
        }
    }

    @SuppressWarnings("unchecked") // what Flattening names is a column or a path
    private static List<String> path(Object name) {
        return (List<String>) name;
    }

    private void collided(Kind kind, TableBuffer table, String name, Collection<String> keys) {
        rows.collisions().add(kind, table.name, name, keys);
    }

    private void lists(Parent parent, Flattening flat) {
        if (flat.lists.isEmpty()) {
            return;
        }
        Map<TableBuffer, Set<List<String>>> places = new LinkedHashMap<>();
        flat.lists.forEach((keys, elements) -> {
            if (elements.isEmpty()) {
                return;
            }
            TableBuffer table = shapes.child(parent.table(), keys);
            if (table.guard != null && !table.guard.admitsTable()) {
                rows.discard(table.guard, new Discarded(elements.size(), 0));
            } else {
                places.computeIfAbsent(table, child -> new HashSet<>()).add(keys);
                list(parent, table, elements);
            }
        });
        places.forEach((table, paths) -> checkPlaces(parent.table(), table, paths, flat));
    }

    /** A child table belongs to one list of a row, and to the rows of one table. */
    private void checkPlaces(TableBuffer owner, TableBuffer table, Set<List<String>> paths, Flattening flat) {
        boolean foreign = table.isNested() && !table.parent().equals(Optional.of(owner.name));
        if (paths.size() > 1 || foreign) {
            Set<String> keys = new TreeSet<>();
            flat.keys(paths).values().forEach(keys::addAll);
            collided(paths.size() > 1 ? Kind.LISTS_MIXED : Kind.PARENTS_MIXED, owner, table.name, keys);
        }
    }

    private void list(Parent parent, TableBuffer table, List<?> elements) {
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

    private Flattening flatten(TableBuffer table, Map<?, ?> object, int level) {
        return new Flattening(shapes, table, object, level);
    }

    /**
     * Places every value, then writes the row: nothing of it is written if one value is refused.
     *
     * @return false if the contract drops the row; the columns that it allows have been added all the same
     */
    private boolean emit(TableBuffer table, Map<String, @Nullable Object> columns) {
        if (!shapes.filter(table, columns)) {
            return false;
        }
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
        write(table, placed, columns);
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

    private void write(TableBuffer table, List<ColumnInference.Placed> placed, Map<String, @Nullable Object> columns) {
        rows.touch(table);
        int row = table.beginRow();
        for (ColumnInference.Placed cell : placed) {
            if (cell.value() == Coercion.NULL) {
                continue;
            }
            if (cell.column().vector.size() > row) {
                cell.column().vector.truncate(row);
                checkVariant(table, cell.column(), placed, columns);
            }
            cell.column().set(row, cell.value());
        }
        table.endRow();
    }

    /** A variant shares its column with a key of that name. */
    private void checkVariant(
            TableBuffer table,
            Column shared,
            List<ColumnInference.Placed> placed,
            Map<String, @Nullable Object> columns) {
        Set<Object> values = new HashSet<>();
        placed.stream().filter(cell -> cell.column() == shared).forEach(cell -> values.add(cell.value()));
        values.remove(Coercion.NULL);
        if (values.size() > 1) {
            Set<String> names = new TreeSet<>();
            columns.forEach((name, value) -> {
                Object decoded = decode(value);
                ColumnInference.Placed again = decoded == null ? null : inference.place(table, name, decoded);
                if (again != null && again.column() == shared) {
                    names.add(name);
                }
            });
            collided(Kind.VALUE_LOST, table, shared.name(), names);
        }
    }

    private @Nullable Object decode(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return Values.narrow(value instanceof String text ? TypedJson.decode(text) : value, weiDigits);
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
}
