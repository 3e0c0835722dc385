package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset holds, read by SQL and without the engine's schema: which row belongs to which follows from the ids, and
 * each id has to be there once.
 */
final class LoadedDataset implements AutoCloseable {

    private static final Set<String> SYSTEM_COLUMNS =
            Set.of("_dlt_id", "_dlt_load_id", "_dlt_parent_id", "_dlt_root_id", "_dlt_list_idx");

    private final Connection connection;
    private final String dataset;

    private LoadedDataset(Connection connection, String dataset) {
        this.connection = connection;
        this.dataset = dataset;
    }

    /** The dataset {@code <pipeline>_dataset} in the file that the pipeline has by default. */
    static LoadedDataset of(CommandLine dlt4j, String pipeline) {
        return open(dlt4j.directory().resolve(pipeline + ".duckdb"), pipeline + "_dataset");
    }

    /** Only for reading: the file stays as the load left it. */
    static LoadedDataset open(Path database, String dataset) {
        try {
            return new LoadedDataset(
                    DuckDBConnection.newConnection("jdbc:duckdb:" + database, true, new Properties()), dataset);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows by table, without the system's tables. */
    SortedMap<String, Long> counts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (String table : tables()) {
            counts.put(table, number("SELECT count(*) FROM " + name(table)));
        }
        return counts;
    }

    /** The tables of the data, by name. */
    List<String> tables() {
        return texts("SELECT table_name FROM information_schema.tables WHERE table_schema = '" + dataset
                + "' AND table_name NOT LIKE '\\_dlt%' ESCAPE '\\' ORDER BY 1");
    }

    /** The types of the columns of each table, without dlt's own columns. */
    SortedMap<String, SortedMap<String, String>> columns() {
        SortedMap<String, SortedMap<String, String>> types = new TreeMap<>();
        query(
                "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = '"
                        + dataset + "' AND table_name NOT LIKE '\\_dlt%' ESCAPE '\\'",
                row -> {
                    Map<String, String> columns = types.computeIfAbsent(row.getString(1), table -> new TreeMap<>());
                    if (!SYSTEM_COLUMNS.contains(row.getString(2))) {
                        columns.put(row.getString(2), row.getString(3));
                    }
                });
        return types;
    }

    /** What {@link #columns} should be. */
    static SortedMap<String, SortedMap<String, String>> described(
            Map<String, ? extends Map<String, ScalarType>> expected) {
        SortedMap<String, SortedMap<String, String>> types = new TreeMap<>();
        expected.forEach((table, columns) -> {
            SortedMap<String, String> described = new TreeMap<>();
            columns.forEach((column, type) -> described.put(column, type.sqlType()));
            types.put(table, described);
        });
        return types;
    }

    /** The rows of tables without parents, with all that is below them; tables without rows are left out. */
    SortedMap<String, List<Tree>> trees() {
        Map<String, Row> byId = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (String table : tables()) {
            for (Row row : rows(table)) {
                assertThat(byId.put(row.id(), row))
                        .as("another row with the id of %s in %s", row, table)
                        .isNull();
                rows.add(row);
            }
        }
        rows.sort(Comparator.comparingLong(Row::index));
        SortedMap<String, List<Tree>> roots = new TreeMap<>();
        for (Row row : rows) {
            if (row.parentId() == null) {
                roots.computeIfAbsent(row.table(), table -> new ArrayList<>()).add(row.tree());
                continue;
            }
            Row parent = byId.get(row.parentId());
            assertThat(parent).as("the parent of %s", row).isNotNull();
            List<Tree> siblings = parent.tree().children().computeIfAbsent(row.table(), table -> new ArrayList<>());
            assertThat(row.index()).as("the index of %s", row).isEqualTo(siblings.size());
            siblings.add(row.tree());
        }
        rows.stream()
                .filter(row -> row.rootId() != null)
                .forEach(row -> assertThat(row.rootId())
                        .as("the root of %s", row)
                        .isEqualTo(root(row, byId).id()));
        return roots;
    }

    private static Row root(Row row, Map<String, Row> byId) {
        Row root = row;
        while (root.parentId() != null) {
            root = byId.get(root.parentId());
        }
        return root;
    }

    private record Row(
            String table,
            String id,
            @Nullable String parentId,
            @Nullable String rootId,
            long index,
            Tree tree) {}

    private List<Row> rows(String table) {
        List<Row> found = new ArrayList<>();
        query("SELECT * FROM " + name(table), row -> {
            SortedMap<String, String> columns = new TreeMap<>();
            ResultSetMetaData described = row.getMetaData();
            for (int column = 1; column <= described.getColumnCount(); column++) {
                Object value = row.getObject(column);
                if (value != null) {
                    columns.put(described.getColumnName(column), text(value));
                }
            }
            String id = columns.remove("_dlt_id");
            String parentId = columns.remove("_dlt_parent_id");
            String rootId = columns.remove("_dlt_root_id");
            String index = columns.remove("_dlt_list_idx");
            assertThat(columns.remove("_dlt_load_id") == null)
                    .as("only a root row has a load id: %s", columns)
                    .isEqualTo(parentId != null);
            Tree tree = new Tree(columns, new TreeMap<>());
            long place = index == null ? -1 : Long.parseLong(index);
            found.add(new Row(table, String.valueOf(id), parentId, rootId, place, tree));
        });
        return found;
    }

    private static String text(Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
        return value.toString();
    }

    /** The values of the first column. */
    List<String> texts(String sql) {
        List<String> found = new ArrayList<>();
        query(sql, row -> found.add(row.getString(1)));
        return Collections.unmodifiableList(found);
    }

    long number(String sql) {
        return Long.parseLong(texts(sql).get(0));
    }

    /** The quoted, qualified name of a table. */
    String name(String table) {
        return '"' + dataset + "\".\"" + table + '"';
    }

    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    void query(String sql, RowReader reader) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
