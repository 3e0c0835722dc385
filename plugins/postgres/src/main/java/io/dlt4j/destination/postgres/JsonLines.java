package io.dlt4j.destination.postgres;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.support.sql.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of JSON objects. The lines are copied into a temporary table as they are, and taken apart by the server. Columns that they
 * lack become null.
 */
record JsonLines(Connection connection, PostgresDialect dialect, CastingInsert insert) {

    private static final Logger LOG = LoggerFactory.getLogger(JsonLines.class);
    private static final String TEMPORARY = "_dlt4j_lines";

    void load(InputStream content, TableSchema table) throws SQLException, IOException {
        List<ColumnSchema> columns = table.columns().values().stream()
                .filter(ColumnSchema::isComplete)
                .toList();
        Sql.execute(
                connection,
                "CREATE TEMPORARY TABLE " + TEMPORARY + " (line text) ON COMMIT DROP; ALTER TABLE pg_temp." + TEMPORARY
                        + " ALTER COLUMN line SET STORAGE EXTERNAL");
        NulEscapes lines = new NulEscapes(content);
        // neither character can stand in JSON
        PostgresIngestion.copy(
                connection,
                "COPY pg_temp." + TEMPORARY
                        + " FROM STDIN WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02', ENCODING 'UTF8')",
                lines);
        if (lines.count() > 0) {
            LOG.warn(
                    "table '{}' has {} characters U+0000, which PostgreSQL cannot store; U+FFFD stands for each",
                    table.name(),
                    lines.count());
        }
        String record = columns.stream()
                .map(column -> PostgresDialect.quoted(column.name()) + " " + textOrType(column))
                .collect(Collectors.joining(", "));
        insert.run(values(columns), "pg_temp." + TEMPORARY + ", json_to_record(line::json) AS r(" + record + ")");
        Sql.execute(connection, "DROP TABLE pg_temp." + TEMPORARY);
    }

    private List<CastingInsert.Value> values(List<ColumnSchema> columns) throws SQLException {
        Map<String, CastingInsert.Column> known = insert.columns();
        List<CastingInsert.Value> values = new ArrayList<>();
        for (ColumnSchema column : columns) {
            insert.require(known, column.name());
            String value = "r." + PostgresDialect.quoted(column.name());
            values.add(new CastingInsert.Value(
                    column.name(), isBinary(column) ? "decode(" + value + ", 'base64')" : value, type(column)));
        }
        return values;
    }

    /** Bytes are Base64 in JSON. */
    private static String textOrType(ColumnSchema column) {
        return isBinary(column) ? "text" : type(column);
    }

    private static boolean isBinary(ColumnSchema column) {
        return column.dataType().filter(DataType.BINARY::equals).isPresent();
    }

    /** The type that holds all values of the column's data type. */
    private static String type(ColumnSchema column) {
        return switch (column.dataType().orElseThrow()) {
            case TEXT -> "text";
            case DOUBLE -> "float8";
            case BOOL -> "bool";
            case DATE -> "date";
            case TIME -> "time";
            case TIMESTAMP -> column.hasTimezone() ? "timestamptz" : "timestamp";
            case BIGINT -> "int8";
            case BINARY -> "bytea";
            case DECIMAL, WEI -> "numeric";
            case JSON -> "jsonb";
        };
    }
}
