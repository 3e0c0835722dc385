package io.dlt4j.incremental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of the specification, P.10, as far as states have them. */
class StateValuesTest {

    static Stream<Arguments> typedValues() {
        return Stream.of(
                Arguments.of("J01", new BigDecimal("1.10"), "\uF0261.10"),
                Arguments.of("J02", new BigDecimal("1E+5"), "\uF0261E+5"),
                Arguments.of(
                        "J04",
                        OffsetDateTime.parse("2024-01-02T03:04:05.678901Z"),
                        "\uF0272024-01-02T03:04:05.678901+00:00"),
                Arguments.of(
                        "J05", OffsetDateTime.parse("2024-01-02T03:04:05+01:00"), "\uF0272024-01-02T03:04:05+01:00"),
                Arguments.of("J06", LocalDateTime.parse("2024-01-02T03:04:05"), "\uF0272024-01-02T03:04:05"),
                Arguments.of("J09", LocalDate.parse("2024-01-02"), "\uF0282024-01-02"),
                Arguments.of("J10", LocalTime.parse("01:02:03.000004"), "\uF02D01:02:03.000004"),
                Arguments.of("J13", new byte[] {0x32, 0x31, 0x33, 0x37}, "\uF02BMjEzNw=="),
                Arguments.of("text", "x", "x"),
                Arguments.of("whole number", 5L, 5L),
                Arguments.of(
                        "large number",
                        new BigInteger("123456789012345678901"),
                        new BigInteger("123456789012345678901")),
                Arguments.of("number", 1.5, 1.5),
                Arguments.of("truth", true, true),
                Arguments.of(
                        "J16",
                        Map.of("d", new BigDecimal("1.5"), "l", List.of(LocalDate.parse("2024-01-02"))),
                        Map.of("d", "\uF0261.5", "l", List.of("\uF0282024-01-02"))));
    }

    @ParameterizedTest
    @MethodSource("typedValues")
    void comeBackAsTheyWere(String id, Object value, Object stored) {
        assertThat(StateValues.encode(value)).as(id).isEqualTo(stored);
        assertThat(StateValues.decode(stored)).as(id).isEqualTo(value);
    }

    @Test
    void readsWhatOnlyTheReferenceWrites() {
        assertThat(StateValues.decode("\uF02C21.37")).as("J03").isEqualTo(new BigDecimal("21.37"));
        assertThat(StateValues.decode("\uF02A0x2137")).as("J12").isEqualTo(new byte[] {0x21, 0x37});
        assertThat(StateValues.decode("\uF029c8209ee7-ee95-4b90-8c9f-f7a0f8b51014"))
                .isEqualTo("c8209ee7-ee95-4b90-8c9f-f7a0f8b51014");
        assertThat(StateValues.decode("\uF0272024-01-02")).isEqualTo(LocalDateTime.parse("2024-01-02T00:00:00"));
    }

    @Test
    void keepsTextsThatOnlyLookTyped() {
        for (String text :
                List.of("\uF026", "\uF026abc", "\uF027x", "\uF028x", "\uF029x", "\uF02Ax", "\uF02B?", "\uF02Dx")) {
            assertThat(StateValues.decode(text)).isEqualTo(text);
            assertThat(StateValues.plain(text)).isEqualTo(text);
        }
        assertThat(StateValues.plain("\uF02621.37")).as("J08").isEqualTo("21.37");
    }

    @Test
    void bringsValuesIntoFewClasses() {
        Instant instant = Instant.parse("2024-01-02T03:04:05.123456789Z");
        OffsetDateTime micros = OffsetDateTime.parse("2024-01-02T03:04:05.123456Z");
        assertThat(StateValues.canonical(instant)).isEqualTo(micros);
        assertThat(StateValues.canonical(ZonedDateTime.parse("2024-01-02T04:04:05.123456+01:00[Europe/Berlin]")))
                .isEqualTo(OffsetDateTime.parse("2024-01-02T04:04:05.123456+01:00"));
        assertThat(StateValues.canonical(OffsetDateTime.parse("2024-01-02T03:04:35.123456+00:00:30")))
                .isEqualTo(micros);
        assertThat(StateValues.canonical(new Date(0))).isEqualTo(OffsetDateTime.parse("1970-01-01T00:00:00Z"));
        assertThat(StateValues.canonical(java.sql.Date.valueOf("2024-01-02"))).isEqualTo(LocalDate.parse("2024-01-02"));
        assertThat(StateValues.canonical(5)).isEqualTo(5L);
        assertThat(StateValues.canonical(BigInteger.TEN)).isEqualTo(10L);
        assertThat(StateValues.canonical(1.5f)).isEqualTo(1.5);
        assertThat(StateValues.canonical(new UUID(0, 1))).isEqualTo("00000000-0000-0000-0000-000000000001");
        assertThat(StateValues.canonical(Bound.OPEN)).isEqualTo("OPEN");
        assertThat(StateValues.canonical(new StringBuilder("x"))).isEqualTo("x");
        assertThat(StateValues.canonical(Arrays.asList(1, null))).isEqualTo(Arrays.asList(1L, null));
    }

    @Test
    void refusesOtherClasses() {
        for (Object value : new Object[] {new Object(), Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> StateValues.canonical(value))
                    .isInstanceOfSatisfying(
                            DltException.class,
                            e -> assertThat(e.code()).isEqualTo(IncrementalError.INCREMENTAL_VALUE_UNSUPPORTED));
        }
    }
}
