package io.dlt4j.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresDialectTest {

    private final PostgresDialect dialect = new PostgresDialect();

    @Test
    void namesAreInLowerCaseAndInQuotes() {
        assertThat(dialect.identifier("My \"Table\"")).isEqualTo("\"my \"\"table\"\"\"");
    }

    @Test
    void namesAreCutWhereTheServerWouldCutThem() {
        String ducks = "🦆".repeat(20);
        assertThat(dialect.fold(ducks)).isEqualTo("🦆".repeat(15));
        assertThat(dialect.fold("é".repeat(40)).getBytes(StandardCharsets.UTF_8))
                .hasSize(62);
        assertThat(dialect.fold("x".repeat(63))).hasSize(63);
    }

    @Test
    void literalsDoNotDependOnTheServersSettings() {
        assertThat(dialect.literal("it's")).isEqualTo("'it''s'");
        assertThat(dialect.literal("a\\'b")).isEqualTo("E'a\\\\''b'");
    }

    @Test
    void timestampsAreOfTheColumnsKind() {
        Instant instant = Instant.parse("2024-01-02T03:04:05.000006Z");
        ColumnSchema zoned = ColumnSchema.of("at", DataType.TIMESTAMP);
        assertThat(dialect.timestamp(instant, zoned))
                .isEqualTo("TIMESTAMP WITH TIME ZONE '2024-01-02 03:04:05.000006+00:00'");
        assertThat(dialect.timestamp(instant, zoned.toBuilder().timezone(false).build()))
                .isEqualTo("TIMESTAMP WITHOUT TIME ZONE '2024-01-02 03:04:05.000006'");
    }

    @Test
    void tablesThatCanHaveWideRowsKeepThemInOnePiece() {
        assertThat(dialect.tableOptions(List.of(ColumnSchema.of("a", DataType.JSON))))
                .isEqualTo(" WITH (toast_tuple_target = 8160)");
        assertThat(dialect.tableOptions(List.of(ColumnSchema.of("a", DataType.BIGINT))))
                .isEmpty();
    }
}
