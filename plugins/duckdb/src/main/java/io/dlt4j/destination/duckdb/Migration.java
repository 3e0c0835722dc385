package io.dlt4j.destination.duckdb;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.FailPoint;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Brings a dataset to a schema, in one transaction. Only adds: what exists is neither altered nor compared by type. */
final class Migration {

    private final DuckDbDatabase database;
    private final Dataset dataset;
    private final DuckDbDdl ddl;
    private final Ledger ledger;
    private final SystemTables systemTables;
    private final FailPoint failPoint;

    Migration(DuckDbDatabase database, Dataset dataset, boolean uniqueConstraints, FailPoint failPoint) {
        this.database = requireNonNull(database, "database is null");
        this.dataset = requireNonNull(dataset, "dataset is null");
        this.failPoint = requireNonNull(failPoint, "failPoint is null");
        this.ddl = new DuckDbDdl(dataset, uniqueConstraints);
        this.ledger = new Ledger(dataset);
        this.systemTables = new SystemTables(dataset);
    }

    /**
     * See {@link io.dlt4j.api.load.DestinationClient#migrate}. Two migrations of one file at once would fail on each
     * other's catalog entries, so those of this process, the only one that has the file, take turns.
     */
    List<TableSchema> run(Schema schema, Set<String> tables) {
        return inTurn(
                "migrate",
                schema,
                (connection, recorded) -> recorded
                        ? List.of()
                        : addMissing(
                                connection,
                                schema,
                                table -> dataset.isSystemTable(table) || tables.contains(table),
                                ColumnSchema::isNullable));
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
                (connection, recorded) -> addMissing(
                        connection, schema, table -> table.equals(versions) || tables.contains(table), column -> true));
    }

    /** What a migration does to the tables, given whether the schema is recorded. */
    @FunctionalInterface
    private interface Change {
        List<TableSchema> apply(Connection connection, boolean recorded) throws SQLException;
    }

    private List<TableSchema> inTurn(String step, Schema schema, Change change) {
        synchronized (database) {
            try {
                return database.use(connection -> {
                    connection.setAutoCommit(false);
                    Sql.execute(connection, ddl.createSchema());
                    boolean recorded = systemTables.hasSchema(connection, schema.versionHash());
                    List<TableSchema> added = change.apply(connection, recorded);
                    if (!recorded) {
                        systemTables.insertSchema(connection, schema, OffsetDateTime.now(ZoneOffset.UTC));
                    }
                    // a dataset that the reference wrote has no ledger, whatever its schema
                    ledger.create(connection);
                    failPoint.reach("duckdb." + step + ".before-commit");
                    connection.commit();
                    failPoint.reach("duckdb." + step + ".after-commit");
                    return added;
                });
            } catch (SQLException e) {
                throw DuckDbErrors.translate(
                        "Migrating dataset '" + dataset.name() + "' to schema '" + schema.name() + "' version "
                                + schema.version(),
                        e);
            }
        }
    }

    /** @param nullable whether a column that is added to a table that is there may be null */
    private List<TableSchema> addMissing(
            Connection connection, Schema schema, Predicate<String> wanted, Predicate<ColumnSchema> nullable)
            throws SQLException {
        Map<String, Set<String>> existing = readColumns(connection);
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
        execute(connection, "Creating table '" + table.name() + "'", ddl.createTable(table.name(), columns));
    }

    private void extend(
            Connection connection, TableSchema table, List<ColumnSchema> columns, Predicate<ColumnSchema> nullable) {
        for (ColumnSchema column : columns) {
            ColumnSchema fitting =
                    column.toBuilder().nullable(nullable.test(column)).build();
            execute(
                    connection,
                    "Adding column '" + column.name() + "' to table '" + table.name() + "'",
                    ddl.addColumn(table.name(), fitting));
        }
    }

    private void execute(Connection connection, String doing, String sql) {
        try {
            Sql.execute(connection, sql);
        } catch (SQLException e) {
            throw DuckDbErrors.translate(doing + " in dataset '" + dataset.name() + "'", e);
        }
    }

    private static List<ColumnSchema> missingColumns(TableSchema table, @Nullable Set<String> existing) {
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

    /** The columns of all tables of the dataset; all names folded, as DuckDB tells them apart without their case. */
    private Map<String, Set<String>> readColumns(Connection connection) throws SQLException {
        Map<String, Set<String>> columns = new HashMap<>();
        String sql = "SELECT table_name, column_name FROM duckdb_columns()"
                + " WHERE database_name = current_database() AND lower(schema_name) = lower(?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, dataset.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.computeIfAbsent(fold(rows.getString(1)), name -> new HashSet<>())
                            .add(fold(rows.getString(2)));
                }
            }
        }
        return columns;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
