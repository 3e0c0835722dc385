package io.dlt4j.destination.postgres;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.support.sql.ChainTable;
import io.dlt4j.support.sql.SqlDialect;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** PostgreSQL's SQL. Identifiers are in lower case, as the reference has them. */
final class PostgresDialect implements SqlDialect {

    private static final int MAX_IDENTIFIER_LENGTH = 63;

    /**
     * The most that a row may take and still be stored in one piece on a page of 8 KB. PostgreSQL begins to compress values of rows
     * above 2 KB otherwise, which takes more time than all the rest of a load.
     */
    private static final String ROW_IN_ONE_PIECE = " WITH (toast_tuple_target = 8160)";

    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true)
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public String name() {
        return Postgres.TYPE;
    }

    @Override
    public String identifier(String name) {
        return quoted(fold(name));
    }

    /**
     * In lower case, as the reference has it, and cut where the server would cut it: lengths of names are counted in characters, and
     * the server counts bytes.
     */
    @Override
    public String fold(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        int bytes = 0;
        for (int at = 0; at < lower.length(); ) {
            int character = lower.codePointAt(at);
            bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (bytes > MAX_IDENTIFIER_LENGTH) {
                return lower.substring(0, at);
            }
            at += Character.charCount(character);
        }
        return lower;
    }

    /** The identifier in double quotes, its case as it is. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Where the backslash means something depends on a setting of the server, but not in this form. */
    @Override
    public String literal(String text) {
        return text.indexOf('\\') < 0
                ? "'" + text.replace("'", "''") + "'"
                : "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    @Override
    public String sqlType(String table, ColumnSchema column) {
        return PostgresTypes.sqlType(table, column);
    }

    @Override
    public Optional<String> lockOut(String table) {
        return Optional.of("LOCK TABLE " + table + " IN SHARE ROW EXCLUSIVE MODE");
    }

    /** Whatever the collation of the database is. */
    @Override
    public String byCode(String text) {
        return text + " COLLATE \"C\"";
    }

    @Override
    public String tableOptions(List<ColumnSchema> columns) {
        boolean canBeWide = columns.stream()
                .filter(column -> !column.name().toLowerCase(Locale.ROOT).startsWith("_dlt_"))
                .flatMap(column -> column.dataType().stream())
                .anyMatch(type -> type == DataType.TEXT || type == DataType.JSON || type == DataType.BINARY);
        return canBeWide ? ROW_IN_ONE_PIECE : "";
    }

    @Override
    public String timestamp(Instant value, ColumnSchema column) {
        String text = TIMESTAMP.format(value);
        return column.hasTimezone()
                ? "TIMESTAMP WITH TIME ZONE '" + text + "+00:00'"
                : "TIMESTAMP WITHOUT TIME ZONE '" + text + "'";
    }

    @Override
    public int maxIdentifierLength() {
        return MAX_IDENTIFIER_LENGTH;
    }

    /** Connections are used again: what a transaction leaves would be in the way of another one. */
    @Override
    public String createTemporaryTable(String name, String query) {
        return "CREATE TEMPORARY TABLE " + name + " ON COMMIT DROP AS " + query;
    }

    @Override
    public String deleteAll(String table) {
        return "TRUNCATE TABLE " + table;
    }

    @Override
    public List<String> swap(ChainTable table) {
        return List.of(
                "DROP TABLE IF EXISTS " + table.target(),
                "ALTER TABLE " + table.staging() + " SET SCHEMA " + table.dataset(),
                "CREATE TABLE " + table.staging() + " (LIKE " + table.target() + " INCLUDING ALL)");
    }
}
