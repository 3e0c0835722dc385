package io.dlt4j.destination.duckdb;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.support.sql.SqlDialect;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** DuckDB's SQL in the statements that merge and replace. */
final class DuckDbDialect implements SqlDialect {

    /** DuckDB keeps microseconds; {@code strftime}'s form, which it reads back. */
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true)
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public String identifier(String name) {
        return Sql.identifier(name);
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
