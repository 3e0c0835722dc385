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
        synchronized (database) {
            return migrateInTurn(schema, tables);
        }
    }

    private List<TableSchema> migrateInTurn(Schema schema, Set<String> tables) {
        try {
            return database.use(connection -> {
                connection.setAutoCommit(false);
                Sql.execute(connection, ddl.createSchema());
                List<TableSchema> added = systemTables.hasSchema(connection, schema.versionHash())
                        ? List.of()
                        : migrate(connection, schema, tables);
                // a dataset that the reference wrote has no ledger, whatever its schema
                ledger.create(connection);
                failPoint.reach("duckdb.migrate.before-commit");
                connection.commit();
                failPoint.reach("duckdb.migrate.after-commit");
                return added;
            });
        } catch (SQLException e) {
            throw DuckDbErrors.translate(
                    "Migrating dataset '" + dataset.name() + "' to schema '" + schema.name() + "' version "
                            + schema.version(),
                    e);
        }
    }

    private List<TableSchema> migrate(Connection connection, Schema schema, Set<String> tables) throws SQLException {
        Map<String, Set<String>> existing = readColumns(connection);
        List<TableSchema> added = new ArrayList<>();
        for (TableSchema table : schema.tables().values()) {
            if (dataset.isSystemTable(table.name()) || tables.contains(table.name())) {
                List<ColumnSchema> missing = missingColumns(table, existing.get(fold(table.name())));
                if (!missing.isEmpty()) {
                    apply(connection, table, missing, !existing.containsKey(fold(table.name())));
                    added.add(withColumns(table, missing));
                }
            }
        }
        systemTables.insertSchema(connection, schema, OffsetDateTime.now(ZoneOffset.UTC));
        return added;
    }

    private void apply(Connection connection, TableSchema table, List<ColumnSchema> columns, boolean isNew)
            throws SQLException {
        if (isNew) {
            execute(connection, "Creating table '" + table.name() + "'", ddl.createTable(table.name(), columns));
            return;
        }
        for (ColumnSchema column : columns) {
            execute(
                    connection,
                    "Adding column '" + column.name() + "' to table '" + table.name() + "'",
                    ddl.addColumn(table.name(), column));
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
