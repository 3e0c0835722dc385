package io.dlt4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.config.ConfigField.Kind;
import io.dlt4j.api.config.Secret;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoercionTest {

    @Test
    void readsBooleansFromNumbers() {
        assertThat(Coercion.coerce(0L, Kind.BOOL)).isEqualTo(false);
        assertThat(Coercion.coerce(0.5, Kind.BOOL)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "0x1p3", "", "1.2.3", "- 1", "1,5"})
    void refusesOtherFloats(String text) {
        assertThat(Coercion.coerce(text, Kind.DECIMAL)).isNull();
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
