package io.dlt4j.testkit.memory;

import io.dlt4j.api.load.JobKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Changes that are seen by whoever makes them, and by nobody else until they are committed. Not thread-safe. */
final class MemoryTransaction {

    private static final String LEDGER = "_dlt4j_jobs";

    private final MemoryStore store;
    private final Map<List<String>, MemoryStore.Change> changes = new LinkedHashMap<>();

    MemoryTransaction(MemoryStore store) {
        this.store = store;
    }

    List<MemoryStore.Change> changes() {
        return List.copyOf(changes.values());
    }

    List<Map<String, @Nullable Object>> rows(String dataset, String table) {
        MemoryStore.Change change = changes.get(List.of(dataset, table));
        if (change == null) {
            return store.rows(dataset, table);
        }
        return change.rows() == null ? List.of() : change.rows();
    }

    boolean hasTable(String dataset, String table) {
        MemoryStore.Change change = changes.get(List.of(dataset, table));
        return change == null ? store.hasTable(dataset, table) : change.rows() != null;
    }

    void set(String dataset, String table, List<Map<String, @Nullable Object>> rows) {
        changes.put(List.of(dataset, table), new MemoryStore.Change(dataset, table, rows));
    }

    void create(String dataset, String table) {
        if (!hasTable(dataset, table)) {
            set(dataset, table, List.of());
        }
    }

    void drop(String dataset, String table) {
        if (hasTable(dataset, table)) {
            changes.put(List.of(dataset, table), new MemoryStore.Change(dataset, table, null));
        }
    }

    void insert(String dataset, String table, List<Map<String, @Nullable Object>> added) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(rows(dataset, table));
        rows.addAll(added);
        set(dataset, table, rows);
    }

    void delete(String dataset, String table, Predicate<Map<String, @Nullable Object>> condition) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(rows(dataset, table));
        if (rows.removeIf(condition)) {
            set(dataset, table, rows);
        }
    }

    /** Whether the effect with that key is there. */
    boolean has(String dataset, JobKey key) {
        return rows(dataset, LEDGER).contains(row(key));
    }

    /** Leaves the receipt of an effect; false if it is there already. */
    boolean add(String dataset, JobKey key) {
        if (has(dataset, key)) {
            return false;
        }
        insert(dataset, LEDGER, List.of(row(key)));
        return true;
    }

    void forget(String dataset, Predicate<JobKey> keys) {
        delete(
                dataset,
                LEDGER,
                row -> keys.test(new JobKey(
                        String.valueOf(row.get("pipeline_name")),
                        String.valueOf(row.get("load_id")),
                        String.valueOf(row.get("job_id")))));
    }

    private static Map<String, @Nullable Object> row(JobKey key) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("pipeline_name", key.pipelineName());
        row.put("load_id", key.loadId());
        row.put("job_id", key.jobId());
        return row;
    }
}
