package io.dlt4j.destination.bigquery;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.support.sql.ChainTable;
import io.dlt4j.support.sql.SqlDialect;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

/** GoogleSQL in the statements that merge, replace and complete. */
final class BigQueryDialect implements SqlDialect {

    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true)
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String project;

    BigQueryDialect(String project) {
        this.project = requireNonNull(project, "project is null");
    }

    @Override
    public String name() {
        return BigQuery.TYPE;
    }

    @Override
    public String identifier(String name) {
        return '`' + name.replace("\\", "\\\\").replace("`", "\\`") + '`';
    }

    @Override
    public String dataset(String name) {
        return identifier(project) + "." + identifier(name);
    }

    @Override
    public String literal(String text) {
        StringBuilder literal = new StringBuilder("'");
        for (int index = 0; index < text.length(); index++) {
            literal.append(escaped(text.charAt(index)));
        }
        return literal.append('\'').toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\'' -> "\\'";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\u0007' -> "\\a";
            case '\u000b' -> "\\v";
            default -> String.valueOf(c);
        };
    }

    @Override
    public String sqlType(String table, ColumnSchema column) {
        return BigQueryTypes.of(table, column).sql();
    }

    @Override
    public String fold(String name) {
        return name;
    }

    @Override
    public String timestamp(Instant value, ColumnSchema column) {
        return timestamp(value);
    }

    /** A point in time, to the microsecond. */
    static String timestamp(Instant value) {
        return "TIMESTAMP '" + TIMESTAMP.format(value) + "+00:00'";
    }

    @Override
    public int maxIdentifierLength() {
        return 1024;
    }

    @Override
    public String deleteAll(String table) {
        return "DELETE FROM " + table + " WHERE TRUE";
    }

    @Override
    public boolean joinsSubqueriesByOr() {
        return false;
    }

    @Override
    public List<String> swap(ChainTable table) {
        return List.of("CREATE OR REPLACE TABLE " + table.target() + " CLONE " + table.staging());
    }
}
