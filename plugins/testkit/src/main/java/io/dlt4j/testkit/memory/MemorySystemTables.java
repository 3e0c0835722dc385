package io.dlt4j.testkit.memory;

import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.StoredSchema;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables that say which schemas and states there are, and which loads are complete. */
final class MemorySystemTables {

    static final String VERSIONS = "_dlt_version";
    private static final String LOADS = "_dlt_loads";
    private static final String STATES = "_dlt_pipeline_state";

    /** Rows of tables have no columns of their own here: those that were reported as new. */
    private static final String COLUMNS = "_memory_columns";

    private final String dataset;

    MemorySystemTables(String dataset) {
        this.dataset = dataset;
    }

    void create(MemoryTransaction transaction) {
        List.of(VERSIONS, LOADS, STATES, COLUMNS).forEach(table -> transaction.create(dataset, table));
    }

    boolean isLoaded(MemoryTransaction transaction, String loadId, String schemaName) {
        return transaction.rows(dataset, LOADS).stream()
                .anyMatch(row -> loadId.equals(row.get("load_id")) && schemaName.equals(row.get("schema_name")));
    }

    void complete(MemoryTransaction transaction, LoadCompletion completion) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("load_id", completion.loadId());
        row.put("schema_name", completion.schemaName());
        row.put("status", 0L);
        row.put("inserted_at", completion.insertedAt().toString());
        row.put("schema_version_hash", completion.schemaVersionHash());
        transaction.insert(dataset, LOADS, List.of(row));
    }

    boolean isStored(MemoryTransaction transaction, Schema schema) {
        return transaction.rows(dataset, VERSIONS).stream()
                .anyMatch(row -> schema.versionHash().equals(row.get("version_hash")));
    }

    void store(MemoryTransaction transaction, Schema schema) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("version", (long) schema.version());
        row.put("engine_version", (long) schema.engineVersion());
        row.put("inserted_at", Instant.now().toString());
        row.put("schema_name", schema.name());
        row.put("version_hash", schema.versionHash());
        row.put("schema", schema.json());
        transaction.insert(dataset, VERSIONS, List.of(row));
    }

    void forgetSchema(MemoryTransaction transaction, String schemaName) {
        transaction.delete(dataset, VERSIONS, row -> schemaName.equals(row.get("schema_name")));
    }

    /** Tables and columns that were not there, which are from now on. */
    List<TableSchema> missing(MemoryTransaction transaction, Schema schema, Set<String> tables) {
        Set<List<Object>> known = new HashSet<>();
        transaction
                .rows(dataset, COLUMNS)
                .forEach(row -> known.add(
                        List.of(String.valueOf(row.get("table_name")), String.valueOf(row.get("column_name")))));
        List<TableSchema> missing = new ArrayList<>();
        List<Map<String, @Nullable Object>> added = new ArrayList<>();
        for (String name : tables) {
            TableSchema table = schema.tables().get(name);
            boolean isNew = !transaction.hasTable(dataset, name);
            List<ColumnSchema> columns = table == null
                    ? List.of()
                    : table.columns().values().stream()
                            .filter(ColumnSchema::isComplete)
                            .filter(column -> isNew || !known.contains(List.of(name, column.name())))
                            .toList();
            if (table != null && (isNew || !columns.isEmpty())) {
                missing.add(TableSchema.builder(name).columns(columns).build());
                columns.forEach(column -> added.add(columnRow(name, column.name())));
            }
        }
        transaction.insert(dataset, COLUMNS, added);
        return missing;
    }

    private static Map<String, @Nullable Object> columnRow(String table, String column) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("table_name", table);
        row.put("column_name", column);
        return row;
    }

    /** The last row whose column has that value. */
    Optional<StoredSchema> newestSchema(MemoryTransaction transaction, String column, String value) {
        return transaction.rows(dataset, VERSIONS).stream()
                .filter(row -> value.equals(row.get(column)))
                .reduce((earlier, later) -> later)
                .map(row -> new StoredSchema(
                        String.valueOf(row.get("schema_name")),
                        number(row, "version"),
                        String.valueOf(row.get("version_hash")),
                        String.valueOf(row.get("schema"))));
    }

    Optional<StoredState> newestState(MemoryTransaction transaction, String pipelineName) {
        Set<Object> complete = new HashSet<>();
        transaction.rows(dataset, LOADS).forEach(row -> complete.add(String.valueOf(row.get("load_id"))));
        return transaction.rows(dataset, STATES).stream()
                .filter(row -> pipelineName.equals(row.get("pipeline_name")))
                .filter(row -> complete.contains(String.valueOf(row.get("_dlt_load_id"))))
                .max(java.util.Comparator.comparing(row -> String.valueOf(row.get("_dlt_load_id"))))
                .map(row -> new StoredState(
                        String.valueOf(row.get("_dlt_load_id")),
                        number(row, "version"),
                        number(row, "engine_version"),
                        pipelineName,
                        String.valueOf(row.get("state")),
                        Optional.ofNullable(row.get("version_hash")).map(String::valueOf)));
    }

    private static long number(Map<String, @Nullable Object> row, String column) {
        return Long.parseLong(String.valueOf(row.get(column)));
    }
}
