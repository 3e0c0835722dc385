package io.dlt4j.golden;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a dataset back by SQL, in the form that the cases describe outcomes in. */
final class GoldenDataset implements AutoCloseable {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final GoldenDestination destination;
    private final Connection connection;
    private final String dataset;
    private final Schema schema;
    private final Map<String, String> runs;
    private final boolean exactIds;

    GoldenDataset(
            GoldenDestination destination,
            Path home,
            String dataset,
            Schema schema,
            Map<String, String> runs,
            boolean exactIds)
            throws SQLException {
        this.destination = destination;
        this.connection = destination.connect(home);
        this.dataset = dataset;
        this.schema = schema;
        this.runs = runs;
        this.exactIds = exactIds;
    }

    /** Table to its columns as {@code [name, type, nullable]}, in order. */
    ObjectNode columns() throws SQLException {
        ObjectNode tables = NODES.objectNode();
        query(
                destination.columnsQuery(dataset),
                row -> tables.withArray("/" + escaped(row.getString(1)))
                        .add(NODES.arrayNode()
                                .add(row.getString(2))
                                .add(row.getString(3))
                                .add(row.getString(4).equals("YES"))));
        return tables;
    }

    ObjectNode counts() throws SQLException {
        ObjectNode counts = NODES.objectNode();
        for (String table : tables()) {
            counts.put(table, count(table));
        }
        return counts;
    }

    /** Root tables to their rows as trees; an empty nested table stands among the roots. */
    ObjectNode rows() throws SQLException {
        Map<String, Map<String, List<ObjectNode>>> children = new TreeMap<>();
        ObjectNode roots = NODES.objectNode();
        for (String table : tables()) {
            TableSchema described = described(table);
            if (described != null && described.isNested()) {
                children.put(table, byParent(table));
                if (children.get(table).isEmpty()) {
                    roots.putArray(table);
                }
            }
        }
        for (String table : tables()) {
            TableSchema described = described(table);
            if (described == null || !described.isNested()) {
                List<ObjectNode> trees = new ArrayList<>();
                for (ObjectNode row : read(table)) {
                    trees.add(tree(table, row, children));
                }
                trees.sort(Comparator.comparing(JsonNode::toString));
                roots.putArray(table).addAll(trees);
            }
        }
        return roots;
    }

    ObjectNode system() throws SQLException {
        ObjectNode system = NODES.objectNode();
        ArrayNode loads = system.putArray("_dlt_loads");
        query(
                "SELECT load_id, schema_name, status FROM " + name("_dlt_loads") + " ORDER BY load_id",
                row -> loads.add(NODES.arrayNode()
                        .add(runs.getOrDefault(row.getString(1), row.getString(1)))
                        .add(row.getString(2))
                        .add(row.getInt(3))));
        system.put("_dlt_version_rows", count("_dlt_version"));
        system.put("_dlt_pipeline_state_rows", count("_dlt_pipeline_state"));
        return system;
    }

    private ObjectNode tree(String table, ObjectNode row, Map<String, Map<String, List<ObjectNode>>> children) {
        ObjectNode tree = NODES.objectNode();
        String id = row.get("_dlt_id").asText();
        tree.set("row", presented(row));
        ObjectNode nested = NODES.objectNode();
        children.forEach((child, byParent) -> {
            String parent = destination.name(requireNonNull(described(child), "no table " + child)
                    .parent()
                    .orElseThrow());
            if (parent.equals(table) && byParent.containsKey(id)) {
                ArrayNode list = nested.putArray(child);
                requireNonNull(byParent.get(id)).forEach(element -> list.add(tree(child, element, children)));
            }
        });
        if (!nested.isEmpty()) {
            tree.set("children", nested);
        }
        return tree;
    }

    private @Nullable TableSchema described(String table) {
        for (TableSchema candidate : schema.tables().values()) {
            if (destination.name(candidate.name()).equals(table)) {
                return candidate;
            }
        }
        return null;
    }

    private ObjectNode presented(ObjectNode row) {
        ObjectNode shown = row.deepCopy();
        if (shown.has("_dlt_load_id")) {
            String loadId = shown.get("_dlt_load_id").asText();
            shown.put("_dlt_load_id", runs.getOrDefault(loadId, loadId));
        }
        hide(shown, "_dlt_valid_from", "set");
        hide(shown, "_dlt_valid_to", "set");
        if (!exactIds) {
            hide(shown, "_dlt_id", "id");
            hide(shown, "_dlt_parent_id", "parent");
            hide(shown, "_dlt_root_id", "root");
        }
        return shown;
    }

    private static void hide(ObjectNode row, String column, String placeholder) {
        if (row.has(column)) {
            row.put(column, placeholder);
        }
    }

    private Map<String, List<ObjectNode>> byParent(String table) throws SQLException {
        Map<String, List<ObjectNode>> found = new TreeMap<>();
        for (ObjectNode row : read(table)) {
            found.computeIfAbsent(row.get("_dlt_parent_id").asText(), parent -> new ArrayList<>())
                    .add(row);
        }
        found.values()
                .forEach(rows -> rows.sort(
                        Comparator.comparingLong(row -> row.get("_dlt_list_idx").asLong())));
        return found;
    }

    private List<ObjectNode> read(String table) throws SQLException {
        List<ObjectNode> rows = new ArrayList<>();
        query("SELECT * FROM " + name(table), row -> {
            ObjectNode object = NODES.objectNode();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                Object value = destination.value(row, column);
                if (value != null) {
                    object.set(row.getMetaData().getColumnName(column), GoldenValues.cell(value));
                }
            }
            rows.add(object);
        });
        return rows;
    }

    private List<String> tables() throws SQLException {
        List<String> names = new ArrayList<>();
        columns().fieldNames().forEachRemaining(names::add);
        return names;
    }

    private long count(String table) throws SQLException {
        long[] count = new long[1];
        query("SELECT count(*) FROM " + name(table), row -> count[0] = row.getLong(1));
        return count[0];
    }

    private String name(String table) {
        return '"' + dataset + "\".\"" + table.replace("\"", "\"\"") + '"';
    }

    private static String escaped(String pointer) {
        return pointer.replace("~", "~0").replace("/", "~1");
    }

    private void query(String sql, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
