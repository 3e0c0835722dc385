package io.dlt4j.testkit.memory;

import io.dlt4j.api.load.MergeJob;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.api.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges the staged rows of a chain into the dataset. */
final class MemoryMerge {

    private final MemoryTransaction transaction;
    private final String dataset;
    private final String staging;
    private final MergeJob job;
    private final List<String> keys;

    MemoryMerge(MemoryTransaction transaction, String dataset, String staging, MergeJob job) {
        this.transaction = transaction;
        this.dataset = dataset;
        this.staging = staging;
        this.job = job;
        this.keys = job.root().columns().values().stream()
                .filter(column -> column.isSet("primary_key") || isMergeKey(column))
                .map(ColumnSchema::name)
                .toList();
    }

    private boolean isMergeKey(ColumnSchema column) {
        return job.strategy() == MergeStrategy.DELETE_INSERT && column.isSet("merge_key");
    }

    void run() {
        String root = job.root().name();
        Map<List<Object>, Map<String, @Nullable Object>> staged = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> row : transaction.rows(staging, root)) {
            staged.put(key(row), row);
        }
        Map<List<Object>, String> present = new HashMap<>();
        for (Map<String, @Nullable Object> row : transaction.rows(dataset, root)) {
            present.put(key(row), id(row));
        }
        if (job.strategy() == MergeStrategy.INSERT_ONLY) {
            staged.keySet().removeAll(present.keySet());
        } else {
            Set<String> gone = new HashSet<>();
            transaction.rows(dataset, root).stream()
                    .filter(row -> staged.containsKey(key(row)))
                    .forEach(row -> gone.add(id(row)));
            removeChain(gone);
        }
        staged.values().removeIf(this::isDeletion);
        insertChain(new ArrayList<>(staged.values()));
    }

    private List<Object> key(Map<String, @Nullable Object> row) {
        if (keys.isEmpty()) {
            return List.of(id(row));
        }
        return keys.stream().map(name -> (Object) String.valueOf(row.get(name))).toList();
    }

    private static String id(Map<String, @Nullable Object> row) {
        return String.valueOf(row.get("_dlt_id"));
    }

    private boolean isDeletion(Map<String, @Nullable Object> row) {
        Optional<ColumnSchema> hint = job.root().columns().values().stream()
                .filter(column -> column.properties().get("hard_delete") != null && column.isSet("hard_delete"))
                .findFirst();
        return hint.isPresent() && Boolean.TRUE.equals(row.get(hint.get().name()));
    }

    /** Removes root rows and what is nested in them, level by level. */
    private void removeChain(Set<String> roots) {
        Map<String, Set<String>> removed = new HashMap<>();
        for (TableSchema table : job.chain()) {
            Set<String> ids = new HashSet<>();
            Set<String> parents = table.parent().map(removed::get).orElse(roots);
            String column = table.isNested() ? "_dlt_parent_id" : "_dlt_id";
            for (Map<String, @Nullable Object> row : transaction.rows(dataset, table.name())) {
                if (parents != null && parents.contains(String.valueOf(row.get(column)))) {
                    ids.add(id(row));
                }
            }
            transaction.delete(dataset, table.name(), row -> ids.contains(id(row)));
            removed.put(table.name(), ids);
        }
    }

    private void insertChain(List<Map<String, @Nullable Object>> roots) {
        Map<String, Set<String>> inserted = new HashMap<>();
        for (TableSchema table : job.chain()) {
            Set<String> parents = table.parent().map(inserted::get).orElse(null);
            List<Map<String, @Nullable Object>> rows = table.isNested()
                    ? transaction.rows(staging, table.name()).stream()
                            .filter(row ->
                                    parents != null && parents.contains(String.valueOf(row.get("_dlt_parent_id"))))
                            .toList()
                    : roots;
            transaction.insert(dataset, table.name(), rows);
            Set<String> ids = new HashSet<>();
            rows.forEach(row -> ids.add(id(row)));
            inserted.put(table.name(), ids);
        }
    }
}
