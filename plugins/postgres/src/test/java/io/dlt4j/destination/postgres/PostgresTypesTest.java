package io.dlt4j.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresTypesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                TEXT      |     |     |       | varchar
                TEXT      | 64  |     |       | varchar(64)
                DOUBLE    |     |     |       | double precision
                BOOL      |     |     |       | boolean
                DATE      |     |     |       | date
                TIME      |     |     |       | time without time zone
                TIME      | 3   |     |       | time (3) without time zone
                TIMESTAMP |     |     |       | timestamp with time zone
                TIMESTAMP | 0   |     |       | timestamp (0) with time zone
                TIMESTAMP |     |     | false | timestamp without time zone
                TIMESTAMP | 3   |     | false | timestamp (3) without time zone
                BIGINT    |     |     |       | bigint
                BIGINT    | 8   |     |       | smallint
                BIGINT    | 16  |     |       | smallint
                BIGINT    | 17  |     |       | integer
                BIGINT    | 32  |     |       | integer
                BIGINT    | 64  |     |       | bigint
                BINARY    |     |     |       | bytea
                DECIMAL   |     |     |       | numeric(38,9)
                DECIMAL   | 10  | 2   |       | numeric(10,2)
                DECIMAL   |     | 2   |       | numeric(38,2)
                WEI       |     |     |       | numeric(156,78)
                JSON      |     |     |       | jsonb
                """)
    void asTheReferenceHasThem(DataType type, Integer precision, Integer scale, Boolean timezone, String expected) {
        assertThat(PostgresTypes.sqlType("items", column(type, precision, scale, timezone)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"BIGINT, 65", "TIMESTAMP, 7", "TIME, 7", "DECIMAL, 1001", "TEXT, 10485761"})
    void refusesWhatHasNoCounterpart(DataType type, int precision) {
        assertThatThrownBy(() -> PostgresTypes.sqlType("items", column(type, precision, null, null)))
                .isInstanceOfSatisfying(
                        DltException.class,
                        e -> assertThat(e.code()).isEqualTo(PostgresError.POSTGRES_TYPE_UNSUPPORTED))
                .hasMessageContaining("Column 'c' of table 'items'");
    }

    @Test
    void geometriesAreThoseOfPostGis() {
        ColumnSchema column = ColumnSchema.of("c", DataType.TEXT).toBuilder()
                .property("x-postgres-geometry", true)
                .property("x-postgres-srid", 3857L)
                .build();
        assertThat(PostgresTypes.sqlType("items", column)).isEqualTo("geometry(Geometry, 3857)");
    }

    private static ColumnSchema column(DataType type, Integer precision, Integer scale, Boolean timezone) {
        ColumnSchema.Builder column = ColumnSchema.builder("c").dataType(type);
        if (precision != null) {
            column.precision(precision);
        }
        if (scale != null) {
            column.scale(scale);
        }
        if (timezone != null) {
            column.timezone(timezone);
        }
        return column.build();
    }
}
