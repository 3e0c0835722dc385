package io.dlt4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.config.ConfigField.Kind;
import io.dlt4j.api.config.Secret;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoercionTest {

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

    @Test
    void readsBooleansFromNumbers() {
        assertThat(Coercion.coerce(0L, Kind.BOOL)).isEqualTo(false);
        assertThat(Coercion.coerce(0.5, Kind.BOOL)).isEqualTo(true);
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

    @ParameterizedTest
    @ValueSource(strings = {"1d", "0x1p3", "", "1.2.3", "- 1", "1,5"})
    void refusesOtherFloats(String text) {
        assertThat(Coercion.coerce(text, Kind.DECIMAL)).isNull();
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
    @DisplayName("P-78: lists as text are compact JSON")
    void writesLists() {
        assertThat(Coercion.coerce(List.of("a", 3L, true), Kind.TEXT)).isEqualTo("[\"a\",3,true]");
    }

    @ParameterizedTest
    @CsvSource({
        "5.5, 5.5",
        "1e16, 1e+16",
        "1.25e-7, 1.25e-07",
        "1e15, 1000000000000000.0",
        "0.0001, 0.0001",
        "-0.0, -0.0",
        "2e-3, 0.002"
    })
    void writesFloatsAsTheReference(double number, String expected) {
        assertThat(Coercion.coerce(number, Kind.TEXT)).isEqualTo(expected);
    }

    @Test
    void writesOtherValuesAsTheReference() {
        assertThat(Coercion.coerce(5L, Kind.TEXT)).isEqualTo("5");
        assertThat(Coercion.coerce(false, Kind.TEXT)).isEqualTo("False");
        assertThat(Coercion.coerce(OffsetDateTime.parse("2022-01-01T10:00:00Z"), Kind.TEXT))
                .isEqualTo("2022-01-01T10:00:00+00:00");
        assertThat(Coercion.coerce(LocalDateTime.parse("2022-01-01T10:00:00"), Kind.TEXT))
                .isEqualTo("2022-01-01T10:00:00");
    }

    @Test
    void keepsSecretsSecret() {
        assertThat(Coercion.coerce("x", Kind.SECRET))
                .isInstanceOfSatisfying(
                        Secret.class, secret -> assertThat(secret.reveal()).isEqualTo("x"));
        assertThat(Coercion.coerce(Secret.of("x"), Kind.TEXT)).isNull();
    }
}
