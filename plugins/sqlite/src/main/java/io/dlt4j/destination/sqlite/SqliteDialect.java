package io.dlt4j.destination.sqlite;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.support.sql.SqlDialect;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** SQLite's SQL. A dataset is an attached database. */
final class SqliteDialect implements SqlDialect {

    /** Texts of one length, so that their order is that of the times. */
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public String name() {
        return Sqlite.TYPE;
    }

    @Override
    public String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    /** Decimals, times and documents are texts, in which every digit stays; SQLite has no types for them. */
    @Override
    public String sqlType(String table, ColumnSchema column) {
        DataType type = column.dataType()
                .orElseThrow(() -> new IllegalArgumentException("column " + column.name() + " has no type"));
        switch (type) {
            case BIGINT:
                return "INTEGER";
            case BOOL:
                return "BOOLEAN";
            case DOUBLE:
                return "REAL";
            case BINARY:
                return "BLOB";
            default:
                return "TEXT";
        }
    }

    /** It is attached when the connection is opened, and its file appears with its first table. */
    @Override
    public String createDataset(String dataset) {
        return "SELECT 1";
    }

    /** Without the keyword SQLite takes the list for one row. */
    @Override
    public String rows(String list) {
        return "VALUES " + list;
    }

    @Override
    public boolean joinsAlterations() {
        return false;
    }

    @Override
    public String timestamp(Instant value, ColumnSchema column) {
        return literal(TIMESTAMP.format(value) + (column.hasTimezone() ? "Z" : ""));
    }

    @Override
    public int maxIdentifierLength() {
        return 65_536;
    }
}
