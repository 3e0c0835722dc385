package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuckDbTypesTest {

    @ParameterizedTest
    @CsvSource({
        "TEXT, , , , VARCHAR",
        "TEXT, 10, , , VARCHAR",
        "DOUBLE, , , , DOUBLE",
        "BOOL, , , , BOOLEAN",
        "DATE, , , , DATE",
        "TIME, , , , TIME",
        "TIME, 3, , , TIME",
        "BINARY, 8, , , BLOB",
        "JSON, , , , JSON",
        "TIMESTAMP, , , , TIMESTAMP WITH TIME ZONE",
        "TIMESTAMP, 3, , true, TIMESTAMP WITH TIME ZONE",
        "TIMESTAMP, , , false, TIMESTAMP",
        "TIMESTAMP, 0, , false, TIMESTAMP_S",
        "TIMESTAMP, 3, , false, TIMESTAMP_MS",
        "TIMESTAMP, 6, , false, TIMESTAMP",
        "TIMESTAMP, 9, , false, TIMESTAMP_NS",
        "BIGINT, , , , BIGINT",
        "BIGINT, 8, , , TINYINT",
        "BIGINT, 16, , , SMALLINT",
        "BIGINT, 32, , , INTEGER",
        "BIGINT, 33, , , BIGINT",
        "BIGINT, 128, , , HUGEINT",
        "DECIMAL, , , , 'DECIMAL(38,9)'",
        "DECIMAL, 10, 2, , 'DECIMAL(10,2)'",
        "DECIMAL, , 0, , 'DECIMAL(38,0)'",
        "WEI, , , , 'DECIMAL(38,0)'"
    })
    void mapsAsTheReference(
            DataType type,
            @Nullable Integer precision,
            @Nullable Integer scale,
            @Nullable Boolean timezone,
            String expected) {
        assertThat(DuckDbTypes.sqlType("t", column(type, precision, scale, timezone)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"BIGINT, 129, , ", "TIMESTAMP, 10, , false", "DECIMAL, 39, 0, ", "DECIMAL, 5, , ", "WEI, 78, 0, "})
    void refusesWhatDuckDbCannotHold(
            DataType type, @Nullable Integer precision, @Nullable Integer scale, @Nullable Boolean timezone) {
        assertThatThrownBy(() -> DuckDbTypes.sqlType("t", column(type, precision, scale, timezone)))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("Column 'c' of table 't'");
    }

    private static ColumnSchema column(
            DataType type, @Nullable Integer precision, @Nullable Integer scale, @Nullable Boolean timezone) {
        ColumnSchema.Builder builder = ColumnSchema.builder("c").dataType(type);
        if (precision != null) {
            builder.property("precision", precision.longValue());
        }
        if (scale != null) {
            builder.property("scale", scale.longValue());
        }
        if (timezone != null) {
            builder.property("timezone", timezone);
        }
        return builder.build();
    }
}
