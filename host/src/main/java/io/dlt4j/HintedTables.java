package io.dlt4j;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.NamingConvention;
import io.dlt4j.schema.TableRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a schema says of the tables of a resource before their data is seen: the root table, and nested ones with hints. */
final class HintedTables {

    private static final Logger LOG = LoggerFactory.getLogger(HintedTables.class);

    private HintedTables() {}

    /**
     * The root table, names as given.
     *
     * @throws DltException if a hint has a key or a value that schemas do not know
     */
    static TableSchema root(String resource, TableHints hints) {
        TableSchema.Builder table = TableSchema.builder(hints.tableName().orElse(resource));
        hints.describe(table);
        if (hints.parentTable().isPresent()) {
            table.property("parent", hints.parentTable().get());
            if (hints.hasWriteDisposition()) {
                table.property("write_disposition", hints.writeDisposition().text());
            }
        } else {
            table.property("write_disposition", hints.writeDisposition().text());
            table.property("resource", resource);
        }
        return TableRules.require(table.build(), "new_table/" + resource);
    }

    /** The root table and those below it, parents first, under the names that they have in {@code schema}. */
    static List<TableSchema> all(String resource, TableHints hints, DltSchema schema, NamingConvention naming) {
        TableSchema root = root(resource, hints);
        List<TableSchema> tables = new ArrayList<>();
        tables.add(schema.normalized(root, naming));
        List<List<String>> paths = new ArrayList<>(hints.nested().keySet());
        paths.sort(Comparator.comparingInt(List::size));
        for (List<String> path : paths) {
            TableHints given = hints.nested().get(path);
            if (given != null) {
                tables.add(schema.normalized(nested(resource, root.name(), path, given, naming), naming));
                warnOfOtherDisposition(root, path, given);
            }
        }
        requireParents(resource, schema, tables);
        return tables;
    }

    /**
     * A table with the types that a source found in its values as well, for columns that have no type yet.
     *
     * @param hinted under its name in {@code schema}
     * @param types key of the items to data type
     */
    static TableSchema typed(TableSchema hinted, Map<String, String> types, DltSchema schema, NamingConvention naming) {
        if (types.isEmpty()) {
            return hinted;
        }
        TableSchema.Builder found = TableSchema.builder(hinted.name());
        types.forEach((key, type) ->
                found.column(ColumnSchema.of(key, DataType.find(type).orElse(DataType.TEXT))));
        TableSchema.Builder typed = hinted.toBuilder();
        Optional<TableSchema> known = schema.table(hinted.name());
        for (ColumnSchema column :
                schema.normalized(found.build(), naming).columns().values()) {
            boolean hasType = known.flatMap(table -> table.column(column.name()))
                    .filter(ColumnSchema::isComplete)
                    .isPresent();
            Optional<ColumnSchema> said = hinted.column(column.name());
            if (!hasType && said.flatMap(ColumnSchema::dataType).isEmpty()) {
                typed.column(said.map(ColumnSchema::toBuilder)
                        .orElseGet(() -> ColumnSchema.builder(column.name()))
                        .dataType(column.dataType().orElseThrow())
                        .build());
            }
        }
        return typed.build();
    }

    private static TableSchema nested(
            String resource, String root, List<String> path, TableHints hints, NamingConvention naming) {
        TableSchema.Builder table = TableSchema.builder(join(naming, root, path));
        hints.describe(table);
        if (hints.hasKey() && hints.parentTable().isEmpty()) {
            table.property("write_disposition", hints.writeDisposition().text());
            table.property("resource", resource);
        } else {
            table.property(
                    "parent",
                    hints.parentTable().orElseGet(() -> join(naming, root, path.subList(0, path.size() - 1))));
            if (hints.hasWriteDisposition()) {
                table.property("write_disposition", hints.writeDisposition().text());
            }
        }
        return TableRules.require(table.build(), "new_table/" + resource);
    }

    private static String join(NamingConvention naming, String root, List<String> path) {
        List<String> fragments = new ArrayList<>();
        fragments.add(root);
        fragments.addAll(path);
        return naming.makePath(fragments.toArray(String[]::new));
    }

    private static void warnOfOtherDisposition(TableSchema root, List<String> path, TableHints given) {
        String disposition = root.text("write_disposition").orElse("append");
        if (given.hasWriteDisposition() && !given.writeDisposition().text().equals(disposition)) {
            LOG.warn(
                    "Table '{}' is loaded with {}, and the table nested in it at {} with {}.",
                    root.name(),
                    disposition,
                    path,
                    given.writeDisposition().text());
        }
    }

    private static void requireParents(String resource, DltSchema schema, List<TableSchema> tables) {
        for (TableSchema table : tables) {
            String parent = table.parent().orElse("");
            if (!parent.isEmpty()
                    && !schema.tables().containsKey(parent)
                    && tables.stream().noneMatch(other -> other.name().equals(parent))) {
                throw new DltException(
                        PipelineError.PIPELINE_HINTS_INVALID,
                        "Resource '" + resource + "' has hints for table '" + table.name()
                                + "', which is nested in table '" + parent + "', and that table is not known.",
                        "Give hints for each table on the way as well, if need be empty ones.");
            }
        }
    }

    /** The column as schemas have it: whole numbers in their one form, and {@code json} for what was {@code complex} once. */
    static ColumnSchema adopted(ColumnSchema column) {
        ColumnSchema.Builder adopted = column.toBuilder();
        column.properties().forEach((key, value) -> {
            if (value instanceof Integer number) {
                adopted.property(key, number.longValue());
            }
        });
        if ("complex".equals(column.properties().get("data_type"))) {
            LOG.warn("Column '{}': the data type complex is called json now.", column.name());
            adopted.dataType(DataType.JSON);
        }
        return adopted.build();
    }
}
