package io.dlt4j.destination.duckdb;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.TableFiles;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.support.sql.Sql;
import io.dlt4j.support.sql.SqlClient;
import io.dlt4j.support.sql.SqlDataset;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Views of files in the place of tables. */
final class FileViews {

    private FileViews() {}

    /** A client whose dataset has them. */
    static DestinationClient open(DestinationContext context, List<TableFiles> tables) {
        DuckDbBackend backend = new DuckDbBackend(context);
        SqlDataset dataset = new SqlDataset(context.datasetName(), context.identifiers(), backend.dialect());
        try {
            backend.use(connection -> {
                Sql.execute(connection, "CREATE SCHEMA IF NOT EXISTS " + dataset.quotedName());
                for (TableFiles table : tables) {
                    create(connection, dataset, table, backend);
                }
                return true;
            });
            return new SqlClient(context, backend);
        } catch (SQLException e) {
            backend.close();
            throw backend.errors().translate("Showing the files of dataset '" + context.datasetName() + "'", e);
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
    }

    /** What is wrong with a table's files is told to who queries it, and does not keep anybody from the others. */
    private static void create(Connection connection, SqlDataset dataset, TableFiles table, DuckDbBackend backend)
            throws SQLException {
        String view = "CREATE OR REPLACE VIEW " + dataset.table(table.table().name()) + " AS ";
        Optional<DltException> problem = table.problem();
        if (problem.isEmpty()) {
            try {
                Sql.execute(connection, view + rows(table, backend.plan()));
            } catch (SQLException e) {
                problem = Optional.of(backend.errors().queryFailed("Looking at its files", e));
            } catch (DltException e) {
                problem = Optional.of(e);
            }
        }
        if (problem.isPresent()) {
            Sql.execute(connection, view + unreadable(table.table(), problem.get()));
        }
    }

    private static String rows(TableFiles table, MemoryPlan plan) {
        List<String> parts = new ArrayList<>();
        table.files().forEach((format, files) -> parts.addAll(rows(table.table(), format, files, plan)));
        return parts.isEmpty() ? nothing(table.table()) : String.join(" UNION ALL BY NAME ", parts);
    }

    private static List<String> rows(TableSchema table, String format, List<Path> files, MemoryPlan plan) {
        List<String> places = files.stream().map(Path::toString).toList();
        return switch (format) {
            case "parquet" -> List.of("SELECT * FROM " + Ingestion.readParquet(places));
            case "jsonl" -> List.of(Ingestion.selectJson(table, places, plan));
            default -> CsvFiles.select(table, files, plan);
        };
    }

    private static String nothing(TableSchema table) {
        return "SELECT " + columns(table, "NULL") + " LIMIT 0";
    }

    /** Fails whatever is asked of it. */
    private static String unreadable(TableSchema table, DltException problem) {
        String error = "error(" + DuckDbText.literal(DuckDbErrors.unreadable(table.name(), problem)) + ")";
        return "SELECT " + columns(table, error) + " WHERE " + error + " IS NULL";
    }

    /** The columns of the table, all with one value. */
    private static String columns(TableSchema table, String value) {
        String columns = table.columns().values().stream()
                .filter(ColumnSchema::isComplete)
                .map(column -> value + "::" + DuckDbTypes.sqlType(table.name(), column) + " AS "
                        + DuckDbText.identifier(column.name()))
                .collect(Collectors.joining(", "));
        return columns.isEmpty() ? value + " AS nothing" : columns;
    }
}
