package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbConfigTest {

    @ParameterizedTest
    @CsvSource({
        "duckdb:///sub/x.db, sub/x.db",
        "duckdb:////abs/x.db, /abs/x.db",
        "duckdb:///with%20percent.db, with%20percent.db",
        "sub/x.db, sub/x.db",
        "/abs/x.db, /abs/x.db",
        ":pipeline:, :pipeline:",
        ":memory:, :memory:",
        "duckdb:///:memory:, :memory:",
        "md:db, md:db"
    })
    void readsTheDatabaseFromANativeText(String text, String database) {
        assertThat(DuckDbConfig.parseNative(text)).isEqualTo(Map.of("database", database));
    }

    @Test
    void namesNoDatabaseForABareScheme() {
        assertThat(DuckDbConfig.parseNative("duckdb:///")).isEmpty();
    }

    @Test
    void readsTheOneOption() {
        assertThat(DuckDbConfig.parseNative("duckdb:///x.db?read_only=true&e="))
                .isEqualTo(Map.of("database", "x.db", "read_only", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "duckdb://x.db", "postgres://u@h/db", "duckdb:///x.db?token=abc", "a\0b"})
    void refusesOtherTextsWithoutRepeatingThem(String text) {
        assertThatThrownBy(() -> DuckDbConfig.parseNative(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContainingAny("x.db", "abc", "u@h");
    }
}
