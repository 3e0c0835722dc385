package io.dlt4j.config;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigField.Kind;
import io.dlt4j.api.error.DltException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pinned cases of coercion, P-62 to P-78; those that are not here are in docs/compatibility.md. */
class CoercionCasesTest {

    @ParameterizedTest
    @ValueSource(strings = {"yes", "TRUE", "t", "1", "y"})
    @DisplayName("P-62: texts that are true")
    void readsTrue(String text) {
        assertThat(Coercion.coerce(text, Kind.BOOL)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "", "off", "2", " true"})
    @DisplayName("P-63: texts that are no booleans")
    void refusesOtherBooleans(String text) {
        assertThat(Coercion.coerce(text, Kind.BOOL)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "' 12 ', 12",
        "0x1F, 31",
        "-7, -7",
        "+7, 7",
        "1_000, 1000",
        "-0x10, -16",
        "9223372036854775807, 9223372036854775807"
    })
    @DisplayName("P-64: texts that are integers")
    void readsIntegers(String text, long expected) {
        assertThat(Coercion.coerce(text, Kind.INTEGER)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.0", "", "1__0", "_1", "1e3", "0x", "--1", "9223372036854775808", "twelve"})
    @DisplayName("P-65: texts that are no integers")
    void refusesOtherIntegers(String text) {
        assertThat(Coercion.coerce(text, Kind.INTEGER)).isNull();
    }

    @Test
    @DisplayName("P-66: integral floats are integers")
    void readsIntegralFloats() {
        assertThat(Coercion.coerce(12.0, Kind.INTEGER)).isEqualTo(12L);
        assertThat(Coercion.coerce(12.5, Kind.INTEGER)).isNull();
        assertThat(Coercion.coerce(Double.NaN, Kind.INTEGER)).isNull();
        assertThat(Coercion.coerce(1e19, Kind.INTEGER)).isNull();
    }

    @Test
    @DisplayName("P-67: booleans are no numbers")
    void refusesBooleansAsNumbers() {
        assertThat(Coercion.coerce(true, Kind.INTEGER)).isNull();
        assertThat(Coercion.coerce(true, Kind.DECIMAL)).isNull();
        assertThat(Coercion.coerce(true, Kind.NUMBER)).isNull();
    }

    @Test
    @DisplayName("P-68: integers become floats, floats become text")
    void convertsNumbers() {
        assertThat(Coercion.coerce(10L, Kind.DECIMAL)).isEqualTo(10.0);
        assertThat(Coercion.coerce(10.0, Kind.TEXT)).isEqualTo("10.0");
    }

    @ParameterizedTest
    @CsvSource({"1e3, 1000.0", "nan, NaN", "' -inf ', -Infinity", "0x10, 16.0", ".5, 0.5", "1_0.5, 10.5"})
    @DisplayName("P-69: texts that are floats")
    void readsFloats(String text, double expected) {
        assertThat(Coercion.coerce(text, Kind.DECIMAL)).isEqualTo(expected);
    }

    @Test
    @DisplayName("P-70: lists in text are JSON")
    void readsLists() {
        assertThat(Coercion.coerce("[1,2]", Kind.LIST)).isEqualTo(List.of("1", "2"));
        assertThat(Coercion.coerce("(1,2)", Kind.LIST)).isNull();
        assertThat(Coercion.coerce("{}", Kind.LIST)).isNull();
        assertThat(Coercion.coerce("[1] [2]", Kind.LIST)).isNull();
        assertThat(Coercion.coerce("", Kind.LIST)).isNull();
        assertThat(Coercion.coerce(List.of("a", 3L, true), Kind.LIST)).isEqualTo(List.of("a", "3", "True"));
    }

    @Test
    @DisplayName("P-71: maps in text are JSON")
    void readsMaps() {
        assertThat(Coercion.coerce("{'a':1}", Kind.MAP)).isNull();
        assertThat(Coercion.coerce("{\"a\":1,\"b\":{\"c\":[2.5]}}", Kind.MAP))
                .isEqualTo(Map.of("a", "1", "b", "{\"c\":[2.5]}"));
        assertThat(Coercion.coerce(List.of(), Kind.MAP)).isNull();
    }

    @Test
    @DisplayName("P-73: a timestamp keeps its offset")
    void keepsOffsets() {
        assertThat(Coercion.coerce("2022-01-01T10:00:00+02:00", Kind.TIMESTAMP))
                .isEqualTo(OffsetDateTime.of(2022, 1, 1, 10, 0, 0, 0, ZoneOffset.ofHours(2)));
    }

    @Test
    @DisplayName("P-74: a number is seconds since 1970")
    void readsUnixTime() {
        OffsetDateTime expected = OffsetDateTime.parse("2022-04-15T05:20:00Z");
        assertThat(Coercion.coerce("1650000000", Kind.TIMESTAMP)).isEqualTo(expected);
        assertThat(Coercion.coerce(1650000000.5, Kind.TIMESTAMP)).isEqualTo(expected.plusNanos(500_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"01 May 2022", "", "2022-13-01", "2022-01-01T25:00:00", "1e400000000"})
    @DisplayName("P-75: other texts are no timestamps")
    void refusesOtherTimestamps(String text) {
        assertThat(Coercion.coerce(text, Kind.TIMESTAMP)).isNull();
    }

    @Test
    @DisplayName("P-76: bytes are Base64 or hexadecimal")
    void readsBytes() {
        assertThat(Coercion.coerce("SGVsbG8=", Kind.BYTES)).isEqualTo("Hello".getBytes(US_ASCII));
        assertThat(Coercion.coerce("0x48656c", Kind.BYTES)).isEqualTo("Hel".getBytes(US_ASCII));
        assertThat(Coercion.coerce("Hello World!", Kind.BYTES)).isNull();
        assertThat(Coercion.coerce("0x4", Kind.BYTES)).isNull();
        assertThat(Coercion.coerce(0x0102L, Kind.BYTES)).isEqualTo(new byte[] {2, 1});
    }

    @Test
    @DisplayName("P-77: a text that is none of the choices")
    void refusesOtherChoices() {
        ConfigField<String> refresh = ConfigField.text("refresh").oneOf("drop_sources", "drop_resources", "drop_data");
        assertThat(SpecResolver.convert(refresh, "drop_data", "here")).isEqualTo("drop_data");
        assertThatThrownBy(() -> SpecResolver.convert(refresh, "not_a_refresh_mode", "here"))
                .isInstanceOfSatisfying(
                        DltException.class,
                        e -> assertThat(e.nextStep()).isEqualTo("Use one of: drop_sources, drop_resources, drop_data."))
                .hasMessageContaining("`refresh`")
                .hasMessageNotContaining("not_a_refresh_mode");
    }

    @Test
    @DisplayName("P-78: lists as text are compact JSON")
    void writesLists() {
        assertThat(Coercion.coerce(List.of("a", 3L, true), Kind.TEXT)).isEqualTo("[\"a\",3,true]");
    }
}
