package io.dlt4j.schema;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings a schema document of an older engine version to the current one, in place, one version after another. */
final class SchemaMigration {

    /** The engine version of documents written by this host. */
    static final int ENGINE_VERSION = 11;

    private static final String TABLES = "tables";
    private static final String SETTINGS = "settings";
    private static final String NORMALIZERS = "normalizers";
    private static final String COLUMNS = "columns";
    private static final String DEFAULT_HINTS = "default_hints";
    private static final String MARKS = "x-normalizer";

    private final Map<String, @Nullable Object> schema;

    private SchemaMigration(Map<String, @Nullable Object> schema) {
        this.schema = schema;
    }

    /** Migrates {@code schema}, which must be changeable down to its leaves. */
    static void migrate(Map<String, @Nullable Object> schema) {
        new SchemaMigration(schema).run();
    }

    static int engineVersion(Map<String, @Nullable Object> schema) {
        return schema.get("engine_version") instanceof Number version ? version.intValue() : 0;
    }

    private void run() {
        int from = engineVersion(schema);
        if (from < 1 || from > ENGINE_VERSION) {
            throw new DltException(
                    SchemaError.SCHEMA_ENGINE_UNSUPPORTED,
                    "Schema '" + schema.get("name") + "' is of engine version " + schema.get("engine_version")
                            + "; this version reads 1 to " + ENGINE_VERSION + ".",
                    "If a newer version wrote it, use that version or a newer one.");
        }
        List<Runnable> steps = List.of(
                this::addFilterLists,
                () -> new SchemaRepackaging(schema).run(),
                () -> schema.putIfAbsent("version_hash", ""),
                this::replaceSystemTables,
                () -> putTable(SystemTables.loads()),
                this::dropSeals,
                () -> schema.put("previous_hashes", new ArrayList<>()),
                this::markSeenData,
                this::renameTypesAndKeys,
                () -> Trees.mutable(schema, NORMALIZERS).put("use_break_path_on_normalize", false));
        steps.subList(from - 1, steps.size()).forEach(Runnable::run);
        schema.put("engine_version", (long) ENGINE_VERSION);
        dropNullFirstMarks();
    }

    private void addFilterLists() {
        schema.put("includes", new ArrayList<>());
        schema.put("excludes", new ArrayList<>());
    }

    private void replaceSystemTables() {
        putTable(SystemTables.version());
        putTable(SystemTables.loads());
    }

    private void putTable(TableSchema table) {
        Trees.mutable(schema, TABLES).put(table.name(), Trees.tree(table));
    }

    private void dropSeals() {
        // the settings of the first engines may be missing
        Trees.mutable(schema, SETTINGS).remove("schema_sealed");
        forEachTable(table -> table.remove("table_sealed"));
    }

    private void markSeenData() {
        forEachTable(table -> {
            if (Trees.object(table, COLUMNS).containsKey("_dlt_id")) {
                Trees.mutable(table, MARKS).put("seen-data", true);
            }
        });
    }

    private void renameTypesAndKeys() {
        Map<String, @Nullable Object> settings = Trees.mutable(schema, SETTINGS);
        if (settings.get(DEFAULT_HINTS) instanceof Map<?, ?> stored && !stored.isEmpty()) {
            Map<String, @Nullable Object> hints = Trees.map(stored);
            hints.remove("foreign_key");
            hints.put("row_key", List.of("_dlt_id"));
            hints.put("parent_key", List.of("_dlt_parent_id"));
        }
        if (settings.get("preferred_types") instanceof Map<?, ?> stored) {
            Trees.map(stored).replaceAll((pattern, type) -> "complex".equals(type) ? "json" : type);
        }
        Map<String, @Nullable Object> json = Trees.object(Trees.object(schema, NORMALIZERS), "json");
        if (json.get("config") instanceof Map<?, ?> config) {
            config.remove("generate_dlt_id");
        }
        forEachTable(table -> forEachColumn(table, SchemaMigration::renameTypeAndKeys));
    }

    private static void renameTypeAndKeys(String name, Map<String, @Nullable Object> column) {
        if ("complex".equals(column.get("data_type"))) {
            column.put("data_type", "json");
        }
        boolean foreignKey = Boolean.TRUE.equals(column.remove("foreign_key"));
        if (name.equals("_dlt_id")) {
            column.put("row_key", Boolean.TRUE.equals(column.get("unique")));
        } else if (name.equals("_dlt_parent_id")) {
            column.put("parent_key", foreignKey);
        }
    }

    private void dropNullFirstMarks() {
        String legacyMark = "seen-null-first";
        forEachTable(table -> {
            List<String> dropped = new ArrayList<>();
            forEachColumn(table, (name, column) -> {
                if (!(column.get(MARKS) instanceof Map<?, ?> marks) || !Boolean.TRUE.equals(marks.get(legacyMark))) {
                    return;
                }
                marks.remove(legacyMark);
                if (marks.isEmpty()) {
                    column.remove(MARKS);
                }
                if (column.get("data_type") == null) {
                    dropped.add(name);
                }
            });
            dropped.forEach(Trees.object(table, COLUMNS)::remove);
        });
    }

    private void forEachTable(Consumer<Map<String, @Nullable Object>> change) {
        Trees.object(schema, TABLES).values().forEach(table -> {
            if (table instanceof Map<?, ?> map) {
                change.accept(Trees.map(map));
            }
        });
    }

    private static void forEachColumn(Map<String, @Nullable Object> table, ColumnChange change) {
        Trees.object(table, COLUMNS).forEach((name, column) -> {
            if (column instanceof Map<?, ?> map) {
                change.accept(name, Trees.map(map));
            }
        });
    }

    @FunctionalInterface
    private interface ColumnChange {
        void accept(String name, Map<String, @Nullable Object> column);
    }
}
