package io.dlt4j.destination.duckdb;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The text of the statements that read job files into a table. DuckDB reads the files itself and casts. */
final class Ingestion {

    private Ingestion() {}

    /**
     * One INSERT that reads all the files. Columns are matched by name; those that the files lack become null.
     *
     * @param target the quoted table
     * @param files at least one, of one format
     * @param plan says how long a line may be
     * @throws DltException if the format is not one that DuckDB reads
     */
    static String insert(String target, TableSchema table, List<JobFile> files, MemoryPlan plan) {
        FileFormat format = files.get(0).format();
        String source;
        if (format.equals(FileFormat.PARQUET)) {
            source = "SELECT * FROM " + readParquet(places(files));
        } else if (format.equals(FileFormat.JSONL)) {
            source = selectJson(table, places(files), plan);
        } else {
            throw new DltException(
                    DuckDbError.DUCKDB_JOB_UNSUPPORTED,
                    "Job file " + files.get(0) + " of table '" + table.name() + "' has the format " + format
                            + ", which the DuckDB destination does not read.",
                    "Normalize the package again with --loader-file-format parquet or jsonl.");
        }
        return "INSERT INTO " + target + " BY NAME " + source;
    }

    /** Without {@code hive_partitioning = false} a directory named {@code a=b} would add a column. */
    static String readParquet(List<String> files) {
        return "read_parquet(" + DuckDbText.files(files) + ", union_by_name = true, hive_partitioning = false)";
    }

    /** The rows of JSON lines in the types of their table. */
    static String selectJson(TableSchema table, List<String> files, MemoryPlan plan) {
        return Gzip.byOption(files).entrySet().stream()
                .map(group -> "SELECT " + jsonColumns(table) + " FROM "
                        + readJson(table, group.getValue(), group.getKey(), plan))
                .collect(Collectors.joining(" UNION ALL "));
    }

    private static String readJson(TableSchema table, List<String> files, String compression, MemoryPlan plan) {
        String columns = table.columns().values().stream()
                .filter(ColumnSchema::isComplete)
                .map(column -> DuckDbText.literal(column.name()) + ": " + DuckDbText.literal(jsonType(table, column)))
                .collect(Collectors.joining(", ", "{", "}"));
        return "read_json(" + DuckDbText.files(files) + compression
                + ", format = 'newline_delimited', hive_partitioning = false," + " maximum_object_size = "
                + plan.maxLineBytes() + ", columns = " + columns + ")";
    }

    private static String jsonColumns(TableSchema table) {
        return table.columns().values().stream()
                .filter(ColumnSchema::isComplete)
                .map(Ingestion::jsonColumn)
                .collect(Collectors.joining(", "));
    }

    /** Bytes are Base64 in JSON; a cast from VARCHAR to BLOB would read escapes. */
    private static String jsonColumn(ColumnSchema column) {
        String name = DuckDbText.identifier(column.name());
        return isBinary(column) ? "from_base64(" + name + ") AS " + name : name;
    }

    private static String jsonType(TableSchema table, ColumnSchema column) {
        return isBinary(column) ? "VARCHAR" : DuckDbTypes.sqlType(table.name(), column);
    }

    static boolean isBinary(ColumnSchema column) {
        return column.dataType().filter(DataType.BINARY::equals).isPresent();
    }

    private static List<String> places(List<JobFile> files) {
        return files.stream().map(Ingestion::place).toList();
    }

    /** Files of a stage are read where they are, as long as that is on this machine. */
    private static String place(JobFile file) {
        String url = file.stagedAt().orElseGet(() -> file.path().toUri().toString());
        if (!url.startsWith("file:")) {
            throw new DltException(
                    DuckDbError.DUCKDB_STAGE_UNREACHABLE,
                    "DuckDB cannot read " + url
                            + ": without an extension, which it would download, it reads local files.",
                    "Set bucket_url of the staging destination to a local folder, or load without one.");
        }
        return Path.of(URI.create(url)).toString();
    }
}
