package io.dlt4j.destination.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.Table;
import com.google.cloud.bigquery.TableDefinition;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableInfo;
import io.dlt4j.api.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Makes tables and gives them columns; whoever comes second finds them there. Thread-safe. */
final class Tables {

    private static final int MAX_ATTEMPTS = 5;

    private final Service service;

    Tables(Service service) {
        this.service = requireNonNull(service, "service is null");
    }

    Optional<Table> find(TableId id) {
        try {
            return Optional.ofNullable(service.api().getTable(id));
        } catch (BigQueryException e) {
            throw Failures.translate(
                    "Looking for table '" + id.getTable() + "' of dataset '" + id.getDataset() + "'", e);
        }
    }

    /**
     * Creates a table, or adds the columns that it lacks.
     *
     * @param nullable whether a column that is added to a table that is there may be null
     * @return the columns that were not there
     */
    List<ColumnSchema> bringUp(TableId id, TableShape shape, Predicate<ColumnSchema> nullable) {
        String doing = "Creating table '" + id.getTable() + "' in dataset '" + id.getDataset() + "'";
        for (int attempt = 1; ; attempt++) {
            try {
                Optional<Table> existing = find(id);
                if (existing.isPresent()) {
                    doing = "Adding columns to table '" + id.getTable() + "' of dataset '" + id.getDataset() + "'";
                    return extend(id, existing.get(), shape, nullable);
                }
                service.api().create(shape.create(id));
                return shape.columns();
            } catch (BigQueryException e) {
                if (!Failures.isDuplicate(e) || attempt == MAX_ATTEMPTS) {
                    throw Failures.translate(doing, e);
                }
            }
        }
    }

    private List<ColumnSchema> extend(TableId id, Table existing, TableShape shape, Predicate<ColumnSchema> nullable) {
        List<Field> fields = new ArrayList<>(fields(existing));
        Set<String> known = names(fields);
        List<ColumnSchema> missing = shape.columns().stream()
                .filter(column -> !known.contains(folded(column.name())))
                .toList();
        if (!missing.isEmpty()) {
            for (ColumnSchema column : missing) {
                fields.add(shape.field(
                        column.toBuilder().nullable(nullable.test(column)).build()));
            }
            service.api().update(TableInfo.of(id, StandardTableDefinition.of(Schema.of(fields))));
        }
        return missing;
    }

    /** Adds the columns that another table has more. */
    void extend(TableId id, TableId model) {
        Optional<Table> target = find(id);
        Optional<Table> source = find(model);
        if (target.isEmpty() || source.isEmpty()) {
            return;
        }
        List<Field> fields = new ArrayList<>(fields(target.get()));
        Set<String> known = names(fields);
        List<Field> missing = fields(source.get()).stream()
                .filter(field -> !known.contains(folded(field.getName())))
                .toList();
        if (!missing.isEmpty()) {
            fields.addAll(missing);
            try {
                service.api().update(TableInfo.of(id, StandardTableDefinition.of(Schema.of(fields))));
            } catch (BigQueryException e) {
                throw Failures.translate("Adding columns to table '" + id.getTable() + "'", e);
            }
        }
    }

    /** Gives a table its description, labels and end again. */
    void describe(TableId id, TableShape shape) {
        Optional<Table> table = find(id);
        if (table.isPresent()) {
            TableInfo.Builder info = TableInfo.newBuilder(
                    id, StandardTableDefinition.newBuilder().build());
            if (shape.describe(info)) {
                try {
                    service.api().update(info.build());
                } catch (BigQueryException e) {
                    throw Failures.translate("Describing table '" + id.getTable() + "'", e);
                }
            }
        }
    }

    private static List<Field> fields(Table table) {
        TableDefinition definition = table.getDefinition();
        Schema schema = definition.getSchema();
        return schema == null ? List.of() : schema.getFields();
    }

    private static Set<String> names(List<Field> fields) {
        Set<String> names = new HashSet<>();
        fields.forEach(field -> names.add(folded(field.getName())));
        return names;
    }

    /** BigQuery does not tell columns apart by case. */
    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
