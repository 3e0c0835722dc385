package io.dlt4j.support.sql;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.FailPoint;
import io.dlt4j.api.load.LoadStart;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings a dataset to a schema, in one transaction. Only adds: what exists is neither altered nor compared by type. */
final class Migration {

    private final SqlBackend backend;
    private final SqlDataset dataset;
    private final Ddl ddl;
    private final Ledger ledger;
    private final SystemTables systemTables;
    private final FailPoint failPoint;

    Migration(SqlBackend backend, SqlDataset dataset, FailPoint failPoint) {
        this.backend = requireNonNull(backend, "backend is null");
        this.dataset = requireNonNull(dataset, "dataset is null");
        this.failPoint = requireNonNull(failPoint, "failPoint is null");
        this.ddl = new Ddl(backend.dialect(), dataset, backend.createsIndexes());
        this.ledger = new Ledger(backend, dataset);
        this.systemTables = new SystemTables(backend, dataset);
    }

    /**
     * See {@link io.dlt4j.api.load.DestinationClient#migrate}. That a schema is recorded does not say that its tables are there:
     * somebody may have dropped one, or none of an earlier package had rows for it.
     */
    List<TableSchema> run(Schema schema, Set<String> tables, Optional<LoadStart> load) {
        return inTurn("migrate", schema, connection -> {
            List<TableSchema> added = addMissing(
                    connection,
                    schema,
                    table -> dataset.isSystemTable(table) || tables.contains(table),
                    ColumnSchema::isNullable);
            if (load.isPresent()) {
                new AbandonedLoads(backend, dataset)
                        .takeBack(connection, load.get(), schema, systemTables.completeLoads());
            }
            return added;
        });
    }

    /**
     * See {@link io.dlt4j.api.load.SupportsStaging#migrateStaging}. Staged rows of an earlier load are in the way of a column
     * that must not be null, and the dataset itself will see to that: a column that is added here may be.
     */
    void stage(Schema schema, Set<String> tables) {
        String versions = dataset.systemTableName(SystemTables.VERSIONS);
        inTurn(
                "migrate-staging",
                schema,
                connection -> addMissing(
                        connection, schema, table -> table.equals(versions) || tables.contains(table), column -> true));
    }

    private List<TableSchema> inTurn(String step, Schema schema, SqlUse<List<TableSchema>> change) {
        try {
            return backend.useAlone(dataset, connection -> {
                connection.setAutoCommit(false);
                createDataset(connection, backend, dataset);
                ledger.create(connection);
                SqlFence.Claim claim = backend.fence().claim(connection, dataset);
                boolean recorded = systemTables.hasSchema(connection, schema.versionHash());
                List<TableSchema> added = change.with(connection);
                if (!recorded) {
                    systemTables.insertSchema(connection, schema, OffsetDateTime.now(ZoneOffset.UTC));
                }
                failPoint.reach(label(step) + ".before-commit");
                connection.commit();
                claim.committed();
                failPoint.reach(label(step) + ".after-commit");
                return added;
            });
        } catch (SQLException e) {
            throw backend.errors()
                    .translate(
                            "Migrating dataset '" + dataset.name() + "' to schema '" + schema.name() + "' version "
                                    + schema.version(),
                            e);
        }
    }

    private String label(String step) {
        return backend.dialect().name() + "." + step;
    }

    /** Creates the dataset if it is missing: to ask for one that is there takes a right that its owner need not have. */
    static void createDataset(Connection connection, SqlBackend backend, SqlDataset dataset) throws SQLException {
        if (!backend.catalog().hasDataset(connection, dataset.name())) {
            Sql.execute(connection, backend.dialect().createDataset(dataset.quotedName()));
        }
    }

    /** @param nullable whether a column that is added to a table that is there may be null */
    private List<TableSchema> addMissing(
            Connection connection, Schema schema, Predicate<String> wanted, Predicate<ColumnSchema> nullable)
            throws SQLException {
        Map<String, Set<String>> existing = backend.catalog().columns(connection, dataset.name());
        List<TableSchema> added = new ArrayList<>();
        for (TableSchema table : schema.tables().values()) {
            Set<String> known = existing.get(fold(table.name()));
            List<ColumnSchema> missing = wanted.test(table.name()) ? missingColumns(table, known) : List.of();
            if (!missing.isEmpty()) {
                if (known == null) {
                    create(connection, table, missing);
                } else {
                    extend(connection, table, missing, nullable);
                }
                added.add(withColumns(table, missing));
            }
        }
        return added;
    }

    private void create(Connection connection, TableSchema table, List<ColumnSchema> columns) {
        execute(connection, "Creating table '" + table.name() + "'", ddl.createTable(table, columns));
    }

    private void extend(
            Connection connection, TableSchema table, List<ColumnSchema> columns, Predicate<ColumnSchema> nullable) {
        List<ColumnSchema> fitting = columns.stream()
                .map(column ->
                        column.toBuilder().nullable(nullable.test(column)).build())
                .toList();
        List<List<ColumnSchema>> statements = backend.dialect().joinsAlterations()
                ? List.of(fitting)
                : fitting.stream().map(List::of).toList();
        for (List<ColumnSchema> together : statements) {
            String names = together.stream().map(ColumnSchema::name).collect(Collectors.joining("', '", "'", "'"));
            execute(
                    connection,
                    "Adding column " + names + " to table '" + table.name() + "'",
                    ddl.addColumns(table, together));
        }
    }

    private void execute(Connection connection, String doing, String sql) {
        try {
            Sql.execute(connection, sql);
        } catch (SQLException e) {
            throw backend.errors().translate(doing + " in dataset '" + dataset.name() + "'", e);
        }
    }

    private List<ColumnSchema> missingColumns(TableSchema table, @Nullable Set<String> existing) {
        return table.columns().values().stream()
                .filter(ColumnSchema::isComplete)
                .filter(column -> existing == null || !existing.contains(fold(column.name())))
                .toList();
    }

    private static TableSchema withColumns(TableSchema table, List<ColumnSchema> columns) {
        TableSchema.Builder builder = table.toBuilder();
        table.columns().keySet().forEach(builder::withoutColumn);
        return builder.columns(columns).build();
    }

    private String fold(String name) {
        return backend.dialect().fold(name);
    }
}
