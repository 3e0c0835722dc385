package io.dlt4j.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset holds, apart from ids and times. Which row belongs to which follows from the ids, and each id has to be there
 * once.
 *
 * @param rows of each root table, with all that is nested in them, as sorted texts
 * @param system the numbers of rows of the system tables
 */
public record Content(SortedMap<String, List<String>> rows, SortedMap<String, Long> system) {

    private static final String LOADS = "_dlt_loads";
    private static final String LEDGER = "_dlt4j_jobs";

    /** Reads a dataset, and checks what holds for each that no load is under way in. */
    static Content read(Connection connection, String dataset) throws SQLException {
        Map<String, List<Row>> tables = new TreeMap<>();
        for (String table : tables(connection, dataset)) {
            tables.put(table, rows(connection, dataset, table));
        }
        SortedMap<String, Long> system = new TreeMap<>();
        for (String table : List.of(LOADS, "_dlt_version", "_dlt_pipeline_state")) {
            system.put(table, (long) tables.getOrDefault(table, List.of()).size());
        }
        checkLedger(tables);
        tables.keySet().removeIf(table -> table.startsWith("_dlt"));
        return new Content(texts(tables), system);
    }

    private static void checkLedger(Map<String, List<Row>> tables) {
        List<String> loads = tables.getOrDefault(LOADS, List.of()).stream()
                .map(row -> row.value("load_id"))
                .sorted()
                .toList();
        assertThat(loads).as("loads").doesNotHaveDuplicates();
        assertThat(tables.getOrDefault(LEDGER, List.of()))
                .as("keys of jobs")
                .allMatch(row -> row.value("load_id").equals(loads.get(loads.size() - 1)));
    }

    private static SortedMap<String, List<String>> texts(Map<String, List<Row>> tables) {
        Map<String, Row> byId = new HashMap<>();
        List<Row> all = new ArrayList<>();
        tables.values()
                .forEach(rows -> rows.forEach(row -> {
                    all.add(row);
                    // versions of one item may share an id, and have no rows of their own below them then
                    Row other = byId.put(row.table() + "\0" + row.value("_dlt_id"), row);
                    assertThat(other == null || row.has("_dlt_valid_from"))
                            .as("another row with the id of %s", row)
                            .isTrue();
                }));
        all.sort(Comparator.comparing(Row::table).thenComparingLong(Row::index));
        SortedMap<String, List<String>> roots = new TreeMap<>();
        for (Row row : all) {
            if (row.has("_dlt_parent_id")) {
                String parentTable = row.table().substring(0, row.table().lastIndexOf("__"));
                Row parent = parent(byId, parentTable, row);
                parent.children().add(row);
            }
        }
        for (Row row : all) {
            if (!row.has("_dlt_parent_id")) {
                roots.computeIfAbsent(row.table(), table -> new ArrayList<>()).add(row.text());
            }
        }
        roots.values().forEach(rows -> rows.sort(null));
        return roots;
    }

    /** The table of the parent, whose name may have flattened objects' names behind it in that of the nested one. */
    private static Row parent(Map<String, Row> byId, String start, Row row) {
        String table = start;
        while (true) {
            Row parent = byId.get(table + "\0" + row.value("_dlt_parent_id"));
            if (parent != null) {
                return parent;
            }
            int end = table.lastIndexOf("__");
            assertThat(end).as("the parent of %s", row).isPositive();
            table = table.substring(0, end);
        }
    }

    private static List<String> tables(Connection connection, String dataset) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = ? ORDER BY 1")) {
            query.setString(1, dataset);
            try (ResultSet names = query.executeQuery()) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
        }
        return tables;
    }

    private static List<Row> rows(Connection connection, String dataset, String table) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM \"" + dataset + "\".\"" + table + "\"")) {
            ResultSetMetaData columns = result.getMetaData();
            while (result.next()) {
                Map<String, @Nullable String> values = new LinkedHashMap<>();
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    values.put(columns.getColumnLabel(column), result.getString(column));
                }
                rows.add(new Row(table, values, new ArrayList<>()));
            }
        }
        return rows;
    }

    private record Row(String table, Map<String, @Nullable String> values, List<Row> children) {

        boolean has(String column) {
            return values.containsKey(column);
        }

        String value(String column) {
            String value = values.get(column);
            return value == null ? "" : value;
        }

        long index() {
            return has("_dlt_list_idx") ? Long.parseLong(value("_dlt_list_idx")) : 0;
        }

        String text() {
            SortedMap<String, String> shown = new TreeMap<>();
            values.forEach((column, value) -> {
                if (!column.startsWith("_dlt")) {
                    shown.put(column, String.valueOf(value));
                } else if (column.equals("_dlt_valid_to")) {
                    shown.put(column, value == null ? "valid" : "retired");
                }
            });
            List<String> nested =
                    children.stream().map(row -> row.table() + row.text()).toList();
            return shown + (nested.isEmpty() ? "" : nested.toString());
        }

        @Override
        public String toString() {
            return table + " " + values;
        }
    }
}
