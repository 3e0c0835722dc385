package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DuckDbDialectTest {

    private static final Instant TIME = Instant.parse("2024-01-02T03:04:05.000006Z");
    private static final ColumnSchema AWARE = ColumnSchema.of("at", DataType.TIMESTAMP);

    private final DuckDbDialect dialect = new DuckDbDialect();

    @Test
    void timestampsAreUtcWithAndWithoutAZone() {
        ColumnSchema naive = AWARE.toBuilder().property("timezone", false).build();

        assertThat(dialect.timestamp(TIME, AWARE)).isEqualTo("TIMESTAMPTZ '2024-01-02 03:04:05.000006+00:00'");
        assertThat(dialect.timestamp(TIME, naive)).isEqualTo("TIMESTAMP '2024-01-02 03:04:05.000006'");
    }

    @Test
    void timestampsReachTheLastYearThatTheReferenceHas() {
        assertThat(dialect.timestamp(Instant.parse("9999-12-31T23:59:59.999999Z"), AWARE))
                .isEqualTo("TIMESTAMPTZ '9999-12-31 23:59:59.999999+00:00'");
    }
}
