package io.dlt4j.destination.duckdb;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.TableFiles;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.support.sql.Sql;
import io.dlt4j.support.sql.SqlClient;
import io.dlt4j.support.sql.SqlDataset;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
                    String view = dataset.table(table.table().name());
                    Sql.execute(connection, "CREATE OR REPLACE VIEW " + view + " AS " + rows(table, backend.plan()));
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

    private static String rows(TableFiles table, MemoryPlan plan) {
        List<String> parts = new ArrayList<>();
        table.files().forEach((format, files) -> parts.add(rows(table.table(), format, files, plan)));
        return parts.isEmpty() ? nothing(table.table()) : String.join(" UNION ALL BY NAME ", parts);
    }

    private static String rows(TableSchema table, String format, List<Path> files, MemoryPlan plan) {
        List<String> places = files.stream().map(Path::toString).toList();
        return switch (format) {
            case "parquet" -> "SELECT * FROM " + Ingestion.readParquet(places);
            case "jsonl" -> Ingestion.selectJson(table, places, plan);
            default ->
                "SELECT * FROM read_csv(" + DuckDbText.listLiteral(places)
                        + ", header = true, union_by_name = true, hive_partitioning = false)";
        };
    }

    private static String nothing(TableSchema table) {
        String columns = table.columns().values().stream()
                .filter(ColumnSchema::isComplete)
                .map(column -> "NULL::" + DuckDbTypes.sqlType(table.name(), column) + " AS "
                        + DuckDbText.identifier(column.name()))
                .collect(Collectors.joining(", "));
        return "SELECT " + (columns.isEmpty() ? "NULL AS nothing" : columns) + " LIMIT 0";
    }
}
