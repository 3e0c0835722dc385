package io.dlt4j.destination.duckdb;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of the query that reads CSV files. Nothing is guessed: what is text in the schema stays text. */
final class CsvFiles {

    private static final long BUFFER_BYTES = 32L << 20;

    private CsvFiles() {}

    /** What files have in common that one call reads. */
    private record Kind(CsvHeader header, String compression) {}

    /**
     * The rows of CSV files in the types of their table; columns that a file lacks are null.
     *
     * @return nothing for files without a line
     * @throws io.dlt4j.api.error.DltException if a file has no header
     */
    static List<String> select(TableSchema table, List<Path> files, MemoryPlan plan) {
        Map<Kind, List<String>> kinds = new LinkedHashMap<>();
        for (Path file : files) {
            CsvHeader.of(file, table.columns().keySet())
                    .ifPresent(header -> kinds.computeIfAbsent(
                                    new Kind(header, Gzip.option(file.toString())), kind -> new ArrayList<>())
                            .add(file.toString()));
        }
        return kinds.entrySet().stream()
                .map(entry -> "SELECT " + columns(table, entry.getKey().header()) + " FROM "
                        + read(entry.getKey(), entry.getValue(), plan))
                .toList();
    }

    private static String read(Kind kind, List<String> files, MemoryPlan plan) {
        String columns = kind.header().names().stream()
                .map(name -> DuckDbText.literal(name) + ": 'VARCHAR'")
                .collect(Collectors.joining(", ", "{", "}"));
        return "read_csv(" + DuckDbText.files(files) + kind.compression()
                + ", auto_detect = false, header = true, hive_partitioning = false, quote = '\"', escape = '\"', delim = "
                + DuckDbText.literal(String.valueOf(kind.header().delimiter())) + ", max_line_size = "
                + plan.maxLineBytes() + ", buffer_size = " + Math.max(BUFFER_BYTES, plan.maxLineBytes())
                + ", columns = " + columns + ")";
    }

    private static String columns(TableSchema table, CsvHeader header) {
        return table.columns().values().stream()
                .filter(ColumnSchema::isComplete)
                .map(column -> column(table, column, header))
                .collect(Collectors.joining(", "));
    }

    /** Bytes are written as the text that they are in UTF-8; a cast from VARCHAR to BLOB would read escapes. */
    private static String column(TableSchema table, ColumnSchema column, CsvHeader header) {
        String name = DuckDbText.identifier(column.name());
        String type = DuckDbTypes.sqlType(table.name(), column);
        if (!header.names().contains(column.name())) {
            return "NULL::" + type + " AS " + name;
        }
        return (Ingestion.isBinary(column) ? "encode(" + name + ")" : "CAST(" + name + " AS " + type + ")") + " AS "
                + name;
    }
}
