package io.dlt4j.schema;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.TableSchema;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Between a schema's parts and its stored form. */
final class SchemaDocument {

    /** The keys that have a place of their own in the stored form; all others follow them. */
    private static final Set<String> FIXED = Set.of(
            "version",
            "version_hash",
            "engine_version",
            "name",
            "tables",
            "settings",
            "normalizers",
            "previous_hashes");

    private SchemaDocument() {}

    static Map<String, @Nullable Object> tree(
            SchemaHeader header, Collection<TableSchema> tables, SchemaSettings settings, Normalizers normalizers) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("version", (long) header.version());
        tree.put("version_hash", header.versionHash());
        tree.put("engine_version", (long) SchemaMigration.ENGINE_VERSION);
        tree.put("name", header.name());
        Map<String, @Nullable Object> tableTrees = new LinkedHashMap<>();
        tables.forEach(table -> tableTrees.put(table.name(), Trees.tree(table)));
        tree.put("tables", tableTrees);
        tree.put("settings", settings.tree());
        tree.put("normalizers", normalizers.tree());
        tree.put("previous_hashes", header.previousHashes());
        for (String key : List.of(SchemaHeader.IMPORTED_HASH, SchemaHeader.DESCRIPTION)) {
            if (header.extras().get(key) != null) {
                tree.put(key, header.extras().get(key));
            }
        }
        header.extras().forEach(tree::putIfAbsent);
        return tree;
    }

    /** Checks the hash of a document that claims to be as it was saved. */
    static void verify(Map<String, @Nullable Object> tree) {
        String stored = Trees.text(tree, "version_hash");
        if (SchemaMigration.engineVersion(tree) != SchemaMigration.ENGINE_VERSION || stored.isEmpty()) {
            return;
        }
        String actual = ContentHash.of(tree);
        if (!actual.equals(stored)) {
            throw new DltException(
                    SchemaError.SCHEMA_MODIFIED_IN_STORAGE,
                    "The stored schema '" + tree.get("name") + "' was changed outside of dlt4j: its content hashes to "
                            + actual + ", its version_hash is " + stored + ".",
                    "Undo the change, or pass changed schemas through the import schema path.");
        }
    }

    /** Migrates a document and fills in defaults, in place, and checks the result. */
    static void complete(Map<String, @Nullable Object> tree) {
        require(tree, "name", String.class);
        require(tree, "engine_version", Number.class);
        require(tree, "tables", Map.class);
        SchemaMigration.migrate(tree);
        Trees.object(tree, "tables").forEach(SchemaDocument::applyDefaults);
        SchemaRules.check(tree);
        SchemaName.require(Trees.text(tree, "name"));
    }

    private static void require(Map<String, @Nullable Object> tree, String key, Class<?> type) {
        if (!type.isInstance(tree.get(key))) {
            throw new DltException(
                    SchemaError.SCHEMA_INVALID,
                    "Schema is not valid. Path `.`: required field `" + key + "` is missing or of a wrong type.",
                    "Restore the document, or remove it so that it is written again.");
        }
    }

    private static void applyDefaults(String name, @Nullable Object tableTree) {
        if (!(tableTree instanceof Map<?, ?> map)) {
            return;
        }
        Map<String, @Nullable Object> table = Trees.map(map);
        table.put("name", name);
        if (Trees.text(table, "parent").isEmpty()) {
            table.putIfAbsent("write_disposition", "append");
            table.putIfAbsent("resource", name);
        }
        Trees.object(table, "columns").forEach((columnName, column) -> {
            if (column instanceof Map<?, ?> columnTree) {
                Trees.map(columnTree).put("name", columnName);
            }
        });
    }

    static SchemaHeader header(Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> extras = new LinkedHashMap<>(tree);
        extras.keySet().removeAll(FIXED);
        return new SchemaHeader(
                Trees.text(tree, "name"),
                tree.get("version") instanceof Number version ? version.intValue() : 0,
                Trees.text(tree, "version_hash"),
                Trees.texts(tree, "previous_hashes"),
                extras);
    }

    static Map<String, TableSchema> tables(Map<String, @Nullable Object> tree) {
        Map<String, TableSchema> tables = new LinkedHashMap<>();
        Trees.object(tree, "tables").forEach((name, table) -> {
            if (table instanceof Map<?, ?> map) {
                tables.put(name, Trees.table(name, Trees.map(map)));
            }
        });
        return tables;
    }
}
