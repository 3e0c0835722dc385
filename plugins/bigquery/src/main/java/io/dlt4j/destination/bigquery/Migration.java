package io.dlt4j.destination.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.TableId;
import io.dlt4j.api.FailPoint;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.Identifiers;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.support.sql.SqlDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a dataset to a schema, table by table. BigQuery has no transactions for that: what is half done is found and finished by
 * the next attempt, and the schema is recorded last. Only adds: what exists is neither altered nor compared by type.
 */
final class Migration {

    private final Service service;
    private final Identifiers identifiers;
    private final SqlDataset dataset;
    private final Datasets datasets;
    private final SystemTables systemTables;
    private final Statements statements;
    private final BigQueryDialect dialect;
    private final Tables tables;
    private final FailPoint failPoint;
    private final boolean autodetectsAll;

    Migration(Parts parts) {
        requireNonNull(parts, "parts is null");
        this.service = parts.service();
        this.identifiers = parts.context().identifiers();
        this.dataset = parts.dataset();
        this.datasets = parts.datasets();
        this.systemTables = parts.systemTables();
        this.statements = parts.statements();
        this.dialect = parts.dialect();
        this.tables = parts.tables();
        this.failPoint = parts.context().failPoint();
        this.autodetectsAll = parts.autodetectsAll();
    }

    /** See {@link io.dlt4j.api.load.DestinationClient#migrate}. */
    List<TableSchema> run(Schema schema, Set<String> wanted) {
        datasets.require(dataset.name());
        failPoint.reach("bigquery.migrate.dataset");
        if (systemTables.hasSchema(schema.versionHash())) {
            return List.of();
        }
        List<TableSchema> added = new ArrayList<>();
        for (TableSchema table : schema.tables().values()) {
            boolean system = table.name().startsWith(identifiers.table("_dlt"));
            if (system || wanted.contains(table.name())) {
                TableShape shape = new TableShape(table, identifiers);
                if (!system && isAutodetected(shape)) {
                    requireNoExpiration(shape);
                } else {
                    bringUp(table, shape).ifPresent(added::add);
                }
            }
        }
        failPoint.reach("bigquery.migrate.before-record");
        systemTables.insertSchema(schema);
        failPoint.reach("bigquery.migrate.after-record");
        return added;
    }

    boolean isAutodetected(TableShape shape) {
        return autodetectsAll || shape.hints().autodetectsSchema();
    }

    private static void requireNoExpiration(TableShape shape) {
        if (shape.hints().expiration().isPresent()) {
            throw shape.hints()
                    .invalid(
                            "x-bigquery-table-expiration",
                            "BigQuery makes the table itself, and sets no expiration then");
        }
    }

    private Optional<TableSchema> bringUp(TableSchema table, TableShape shape) {
        if (shape.columns().isEmpty()) {
            return Optional.empty();
        }
        TableId id = TableId.of(service.project(), dataset.name(), table.name());
        List<ColumnSchema> missing = tables.bringUp(id, shape, ColumnSchema::isNullable);
        failPoint.reach("bigquery.migrate.table");
        for (ColumnSchema column : shape.columns()) {
            Hints.rounding(column).ifPresent(mode -> round(table.name(), column, mode));
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(withColumns(table, missing));
    }

    /** The API's client has no such property. */
    private void round(String table, ColumnSchema column, String mode) {
        String sql = "ALTER TABLE " + dataset.table(table) + " ALTER COLUMN " + dialect.identifier(column.name())
                + " SET OPTIONS (rounding_mode = " + dialect.literal(mode) + ")";
        statements.run(
                "Setting how column '" + column.name() + "' of table '" + table + "' is rounded",
                Optional.empty(),
                sql,
                List.of());
    }

    private static TableSchema withColumns(TableSchema table, List<ColumnSchema> columns) {
        TableSchema.Builder builder = table.toBuilder();
        table.columns().keySet().forEach(builder::withoutColumn);
        return builder.columns(columns).build();
    }

    /**
     * Makes the staging tables of a load. A column that is added to one that is there may be null: the dataset itself sees to that.
     *
     * @throws DltException as {@link #run}
     */
    void stage(Schema schema, Set<String> wanted, StagingTables staging) {
        datasets.require(staging.dataset());
        for (TableSchema table : schema.tables().values()) {
            if (wanted.contains(table.name())) {
                TableShape shape = new TableShape(table, identifiers);
                TableId id = staging.id(table.name());
                if (isAutodetected(shape)) {
                    staging.createEmpty(id);
                } else if (!shape.columns().isEmpty()) {
                    tables.bringUp(id, shape, column -> true);
                }
                failPoint.reach("bigquery.migrate-staging.table");
            }
        }
    }
}
