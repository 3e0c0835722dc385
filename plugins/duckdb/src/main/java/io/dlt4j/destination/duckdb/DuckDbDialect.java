package io.dlt4j.destination.duckdb;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.support.sql.SqlDialect;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Set;

/** DuckDB's SQL. */
final class DuckDbDialect implements SqlDialect {

    /** DuckDB keeps microseconds; {@code strftime}'s form, which it reads back. */
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true)
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Set<String> OTHER_CATALOGS = Set.of("memory", "system", "temp");

    @Override
    public String name() {
        return DuckDb.TYPE;
    }

    @Override
    public String identifier(String name) {
        return DuckDbText.identifier(name);
    }

    @Override
    public String literal(String text) {
        return DuckDbText.literal(text);
    }

    @Override
    public String sqlType(String table, ColumnSchema column) {
        return DuckDbTypes.sqlType(table, column);
    }

    /** With the catalog where DuckDB has one of the dataset's name and would call it ambiguous. */
    @Override
    public String dataset(String name) {
        String quoted = identifier(name);
        return OTHER_CATALOGS.contains(name.toLowerCase(Locale.ROOT)) ? DuckDbDatabase.CATALOG + "." + quoted : quoted;
    }

    @Override
    public boolean joinsAlterations() {
        return false;
    }

    @Override
    public String timestamp(Instant value, ColumnSchema column) {
        String text = TIMESTAMP.format(value);
        return column.hasTimezone() ? "TIMESTAMPTZ '" + text + "+00:00'" : "TIMESTAMP '" + text + "'";
    }

    @Override
    public int maxIdentifierLength() {
        return 65_536;
    }
}
