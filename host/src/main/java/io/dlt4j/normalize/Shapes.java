package io.dlt4j.normalize;

import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.NamingConvention;
import io.dlt4j.schema.RowFilters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables and shapes that one worker knows while it normalizes one part against one schema. Not thread-safe. */
final class Shapes {

    /** Nesting is not limited by default; this is the reference's number for it. */
    private static final int UNLIMITED = 1000;

    final DltSchema schema;
    final Names names;

    private final String systemPrefix;
    private final String valueColumn;
    private final String innerListColumn;
    private final VectorPool pool;
    private final @Nullable RowFilters filters;
    private final Contracts contracts;
    private final Map<String, TableBuffer> tables = new LinkedHashMap<>();

    Shapes(DltSchema schema, NamingConvention naming, VectorPool pool, PartInput part) {
        this.pool = pool;
        this.schema = schema;
        this.names = new Names(naming, schema.usesPathNormalization());
        this.systemPrefix = names.system("_dlt");
        this.filters = RowFilters.of(schema, naming).orElse(null);
        this.contracts = new Contracts(schema, part, systemPrefix);
        this.valueColumn = names.key("value");
        this.innerListColumn = names.key("list");
    }

    /** Whether rows lose columns before they are placed, which only the walker of trees can do. */
    boolean hasFilters() {
        return filters != null;
    }

    /** Removes what filters name; false if nothing is left of the row. */
    boolean filter(TableBuffer table, Map<String, @Nullable Object> columns) {
        RowFilters known = filters;
        if (known == null) {
            return true;
        }
        columns.keySet().removeIf(column -> known.removes(table.name, column));
        return !columns.isEmpty();
    }

    /** The contracts of the tables. */
    Contracts contracts() {
        return contracts;
    }

    String valueColumn() {
        return valueColumn;
    }

    String innerListColumn() {
        return innerListColumn;
    }

    /** The buffers of all tables met so far, in that order. */
    Iterable<TableBuffer> tables() {
        return tables.values();
    }

    /** The buffer of a root table. */
    TableBuffer root(String table) {
        return tables.computeIfAbsent(
                table, name -> new TableBuffer(List.of(name), name, stored(name), null, pool, contracts));
    }

    /** The buffer of a nested table, if the schema or this worker has that table. */
    @Nullable
    TableBuffer findChild(TableBuffer owner, List<String> keys) {
        List<String> path = childPath(owner, keys);
        String name = names.join(path);
        TableBuffer known = tables.get(name);
        if (known == null && stored(name).isPresent()) {
            known = new TableBuffer(path, name, stored(name), owner, pool, contracts);
            tables.put(name, known);
        }
        return known;
    }

    /** The buffer of a nested table, made if need be. */
    TableBuffer child(TableBuffer owner, List<String> keys) {
        TableBuffer known = findChild(owner, keys);
        if (known == null) {
            List<String> path = childPath(owner, keys);
            known = new TableBuffer(path, names.join(path), Optional.empty(), owner, pool, contracts);
            tables.put(known.name, known);
        }
        return known;
    }

    /** The level at which the rows of a root table start. */
    int startLevel(TableBuffer root) {
        Optional<TableSchema> stored = root.stored();
        if (stored.isPresent()
                && stored.get().properties().get("x-normalizer") instanceof Map<?, ?> marks
                && marks.get("max_nesting") instanceof Number limit) {
            return limit.intValue();
        }
        return schema.normalizerConfig().maxNesting().orElse(UNLIMITED);
    }

    /** The shape of a table's rows. */
    Shape root(TableBuffer table, int level) {
        return new Shape(table, List.of(), level, names, systemPrefix);
    }

    /** The shape of the objects under a key. */
    Shape nested(Shape outer, String key) {
        List<String> path = new ArrayList<>(outer.path);
        path.add(names.key(key));
        return new Shape(outer.table, path, outer.level - 1, names, systemPrefix);
    }

    /** The lists under a key; the same for all keys that normalize to one name. */
    ListShape list(Shape outer, String key) {
        List<String> keys = new ArrayList<>(outer.path);
        keys.add(names.tableKey(key));
        int depth = outer.path.size();
        return list(outer.table, keys, outer.level + depth);
    }

    /** The lists under a path of keys in the rows of {@code owner}, which are at {@code level}. */
    ListShape list(TableBuffer owner, List<String> keys, int level) {
        ListShape known = owner.list(keys);
        if (known == null) {
            known = new ListShape(owner, List.copyOf(keys), level, owner.lastList(childName(owner, keys)));
            owner.remember(List.copyOf(keys), known);
        }
        return known;
    }

    /** Whether an object or a list in that column, at that level, stays a JSON document. */
    boolean keepsJson(TableBuffer table, String columnName, int level) {
        if (level <= 0) {
            return true;
        }
        Column column = table.find(columnName);
        if (column != null) {
            return column.type == DataType.JSON;
        }
        return schema.settings()
                .preferredType(columnName)
                .filter(type -> type == DataType.JSON)
                .isPresent();
    }

    /** The name of the table of the lists under a path of keys. */
    String childName(TableBuffer owner, List<String> keys) {
        return names.join(childPath(owner, keys));
    }

    private List<String> childPath(TableBuffer owner, List<String> keys) {
        List<String> path = new ArrayList<>(owner.path);
        path.addAll(keys);
        return path;
    }

    private Optional<TableSchema> stored(String table) {
        return Optional.ofNullable(schema.tables().get(table));
    }
}
