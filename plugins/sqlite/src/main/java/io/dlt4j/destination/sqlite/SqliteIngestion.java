package io.dlt4j.destination.sqlite;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.support.sql.SqlDialect;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Hands SQLite the lines of job files, some megabytes at once, and lets it take them apart. */
final class SqliteIngestion {

    /** The SQL function that makes bytes of Base64. */
    static final String DECODE = "dlt4j_base64";

    private static final int MOST_CHARACTERS = 1 << 22;

    private final SqlDialect dialect;
    private final String target;
    private final TableSchema table;

    SqliteIngestion(SqlDialect dialect, String target, TableSchema table) {
        this.dialect = dialect;
        this.target = target;
        this.table = table;
    }

    void ingest(Connection connection, List<JobFile> files) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(statement())) {
            for (JobFile file : files) {
                try (BufferedReader lines = Files.newBufferedReader(file.path())) {
                    insertAll(insert, lines);
                } catch (CharacterCodingException e) {
                    throw broken(file, e);
                } catch (IOException e) {
                    throw new DltException(
                            SqliteError.SQLITE_IO,
                            "Job file " + file.path() + " cannot be read: " + e + ".",
                            "Check the disk of the working directory.",
                            e);
                }
            }
        }
    }

    private DltException broken(JobFile file, IOException failure) {
        return new DltException(
                SqliteError.SQLITE_DATA_REJECTED,
                "Job file " + file + " of table '" + table.name() + "' is not UTF-8.",
                "Normalize the package again.",
                failure);
    }

    private static void insertAll(PreparedStatement insert, BufferedReader lines) throws IOException, SQLException {
        StringBuilder array = new StringBuilder("[");
        String line = lines.readLine();
        while (line != null) {
            if (!line.isEmpty()) {
                array.append(array.length() == 1 ? "" : ",").append(line);
            }
            line = lines.readLine();
            if (line == null || array.length() > MOST_CHARACTERS) {
                insert.setString(1, array.append(']').toString());
                insert.executeUpdate();
                array.setLength(1);
            }
        }
    }

    private String statement() {
        List<ColumnSchema> columns = table.columns().values().stream()
                .filter(ColumnSchema::isComplete)
                .toList();
        String names = columns.stream()
                .map(column -> dialect.identifier(column.name()))
                .collect(Collectors.joining(", "));
        String values = columns.stream().map(this::value).collect(Collectors.joining(", "));
        return "INSERT INTO " + target + " (" + names + ") SELECT " + values + " FROM json_each(?) AS item";
    }

    private String value(ColumnSchema column) {
        String path = dialect.literal("$.\"" + column.name().replace("\"", "\\\"") + '"');
        DataType type = column.dataType().orElseThrow();
        String value = "json_extract(item.value, " + path + ")";
        if (type == DataType.BINARY) {
            return DECODE + "(" + value + ")";
        }
        // a document that is one text, one number or null is JSON too
        return type == DataType.JSON ? "item.value -> " + path : value;
    }
}
