package io.dlt4j.schema;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the identifiers of tables and settings through a naming convention. */
final class SchemaRenaming {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaRenaming.class);

    private final NamingConvention naming;
    private final UnaryOperator<String> name;

    /** @param paths whether names are paths, whose components are normalized one by one */
    SchemaRenaming(NamingConvention naming, boolean paths) {
        this.naming = naming;
        this.name = paths ? naming::normalizePath : naming::normalizeIdentifier;
    }

    /** Columns whose names become one are merged: the later adds what it says beyond defaults. */
    TableSchema rename(TableSchema table) {
        TableSchema.Builder renamed = TableSchema.builder(name.apply(table.name()));
        table.properties().forEach((key, value) -> renamed.property(key, renameProperty(key, value)));
        Map<String, ColumnSchema> columns = new LinkedHashMap<>();
        for (ColumnSchema column : table.columns().values()) {
            String columnName = name.apply(column.name());
            ColumnSchema renamedColumn = columnName.equals(column.name())
                    ? column
                    : column.toBuilder().property("name", columnName).build();
            ColumnSchema first = columns.get(columnName);
            if (first != null) {
                LOG.warn(
                        "Table '{}': column '{}' becomes '{}' under naming {}, which is another column already: both "
                                + "are merged into one.",
                        table.name(),
                        column.name(),
                        columnName,
                        naming);
            }
            columns.put(columnName, first == null ? renamedColumn : ColumnDefaults.merge(first, renamedColumn));
        }
        return renamed.columns(columns.values()).build();
    }

    private @Nullable Object renameProperty(String key, @Nullable Object value) {
        if (key.equals("parent") && value instanceof String parent && !parent.isEmpty()) {
            return name.apply(parent);
        }
        if (key.equals("references") && value instanceof Collection<?> references) {
            List<@Nullable Object> renamed = new ArrayList<>();
            references.forEach(reference -> renamed.add(renameReference(reference)));
            return renamed;
        }
        return value;
    }

    private @Nullable Object renameReference(@Nullable Object reference) {
        if (!(reference instanceof Map<?, ?> map)) {
            return reference;
        }
        Map<String, @Nullable Object> renamed = new LinkedHashMap<>(Trees.map(map));
        renamed.computeIfPresent("referenced_table", (key, table) -> name.apply(table.toString()));
        for (String list : List.of("columns", "referenced_columns")) {
            renamed.computeIfPresent(
                    list,
                    (key, columns) -> Trees.texts((Collection<?>) columns).stream()
                            .map(name)
                            .toList());
        }
        return renamed;
    }

    JsonNormalizerConfig rename(JsonNormalizerConfig config) {
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        config.tablePropagation().forEach((table, columns) -> tables.put(name.apply(table), renameColumns(columns)));
        return new JsonNormalizerConfig(
                config.maxNesting(), config.rootKeyPropagation(), renameColumns(config.rootPropagation()), tables);
    }

    private Map<String, String> renameColumns(Map<String, String> columns) {
        Map<String, String> renamed = new LinkedHashMap<>();
        columns.forEach((source, target) -> renamed.put(naming.normalizePath(source), naming.normalizePath(target)));
        return renamed;
    }

    /**
     * Renames all tables of a schema.
     *
     * @param frozen whether tables with data must keep their names
     * @throws DltException if they do not, or if any table has data, as a precaution
     */
    Map<String, TableSchema> rename(String schema, String from, Collection<TableSchema> tables, boolean frozen) {
        boolean anyData = tables.stream().anyMatch(TableSchema::hasSeenData);
        Map<String, TableSchema> renamed = new LinkedHashMap<>();
        for (TableSchema table : tables) {
            TableSchema result = rename(table);
            boolean system = SystemTables.isSystemName(table.name());
            if (frozen && (system ? anyData : table.hasSeenData())) {
                checkUnchanged(schema, from, table, result);
            }
            if (system && !SystemTables.isSystemName(result.name())) {
                throw new DltException(
                        SchemaError.SCHEMA_CORRUPTED,
                        "Schema '" + schema + "': naming " + naming + " makes '" + result.name() + "' of the system "
                                + "table '" + table.name() + "', which then does not begin with '"
                                + SystemTables.PREFIX + "'.",
                        "Use another naming convention.");
            }
            renamed.put(result.name(), result);
        }
        if (frozen && tables.stream().anyMatch(t -> t.hasSeenData() && !SystemTables.isSystemName(t.name()))) {
            throw frozen(schema, from, "some tables have received data, so the naming may not change as a precaution");
        }
        return renamed;
    }

    private void checkUnchanged(String schema, String from, TableSchema table, TableSchema result) {
        if (!result.name().equals(table.name())) {
            throw frozen(schema, from, "table '" + table.name() + "' would become '" + result.name() + "'");
        }
        List<String> before = List.copyOf(table.columns().keySet());
        List<String> after = before.stream().map(name).toList();
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).equals(after.get(i))) {
                throw frozen(
                        schema,
                        from,
                        "column '" + before.get(i) + "' of table '" + table.name() + "' would become '" + after.get(i)
                                + "'");
            }
        }
    }

    private DltException frozen(String schema, String from, String details) {
        return new DltException(
                SchemaError.SCHEMA_IDENTIFIERS_FROZEN,
                "Schema '" + schema + "': the naming cannot change from " + from + " to " + naming.name() + ": "
                        + details + ".",
                "Keep schema.naming=" + from + ", or set schema.allow_identifier_change_on_table_with_data=true: new "
                        + "tables and columns are then created beside the old ones.");
    }
}
