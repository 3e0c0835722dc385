package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedJsonTest {

    private static final byte[] BYTES = "2137".getBytes(StandardCharsets.US_ASCII);
    private static final HexBytes HEX_BYTES = new HexBytes(new byte[] {0x21, 0x37});
    private static final String UUID_TEXT = "c8209ee7-ee95-4b90-8c9f-f7a0f8b51014";

    static Stream<Arguments> recorded() {
        return Stream.of(
                Arguments.of("J01", new BigDecimal("1.10"), "\uF0261.10", "1.10"),
                Arguments.of("J02", new BigDecimal("1E+5"), "\uF0261E+5", "1E+5"),
                Arguments.of("J03", new Wei(new BigDecimal("21.37")), "\uF02C21.37", "21.37"),
                Arguments.of(
                        "J04",
                        Timestamp.utc(1_704_164_645_678_901L),
                        "\uF0272024-01-02T03:04:05.678901+00:00",
                        "2024-01-02T03:04:05.678901+00:00"),
                Arguments.of(
                        "J05",
                        new Timestamp(1_704_161_045_000_000L, true, 3600),
                        "\uF0272024-01-02T03:04:05+01:00",
                        "2024-01-02T03:04:05+01:00"),
                Arguments.of(
                        "J06",
                        Timestamp.local(1_704_164_645_000_000L),
                        "\uF0272024-01-02T03:04:05",
                        "2024-01-02T03:04:05"),
                Arguments.of("J09", LocalDate.of(2024, 1, 2), "\uF0282024-01-02", "2024-01-02"),
                Arguments.of("J10", LocalTime.of(1, 2, 3, 4_000), "\uF02D01:02:03.000004", "01:02:03.000004"),
                Arguments.of("J12", HEX_BYTES, "\uF02A0x2137", "0x2137"),
                Arguments.of("J13", BYTES, "\uF02BMjEzNw==", "MjEzNw=="));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void encodesAndDecodesRecordedValues(String id, Object value, String typed, String plain) {
        assertThat(TypedJson.encodes(value)).as(id).isTrue();
        assertThat(TypedJson.encode(value)).as(id).isEqualTo(typed);
        assertThat(TypedJson.plain(value)).as(id).isEqualTo(plain);
        assertThat(TypedJson.decode(typed)).as(id).isEqualTo(value);
    }

    static Stream<Arguments> javaValues() {
        LocalDateTime local = LocalDateTime.of(2024, 1, 2, 3, 4, 5, 678_901_999);
        Instant instant = local.toInstant(ZoneOffset.UTC);
        return Stream.of(
                Arguments.of(instant, "\uF0272024-01-02T03:04:05.678901+00:00"),
                Arguments.of(local, "\uF0272024-01-02T03:04:05.678901"),
                Arguments.of(OffsetDateTime.parse("2024-01-02T03:04:05-05:30"), "\uF0272024-01-02T03:04:05-05:30"),
                Arguments.of(OffsetDateTime.parse("2024-01-02T03:04:05+00:00:01"), "\uF0272024-01-02T03:04:04+00:00"),
                Arguments.of(
                        ZonedDateTime.of(2024, 7, 2, 3, 4, 5, 0, ZoneId.of("Europe/Berlin")),
                        "\uF0272024-07-02T03:04:05+02:00"),
                Arguments.of(Date.from(instant), "\uF0272024-01-02T03:04:05.678000+00:00"),
                Arguments.of(java.sql.Timestamp.from(instant), "\uF0272024-01-02T03:04:05.678901+00:00"),
                Arguments.of(java.sql.Date.valueOf("2024-01-02"), "\uF0282024-01-02"),
                Arguments.of(java.sql.Time.valueOf("03:04:05"), "\uF02D03:04:05"),
                Arguments.of(Instant.parse("1969-12-31T23:59:59.999999999Z"), "\uF0271969-12-31T23:59:59.999999+00:00"),
                Arguments.of(LocalTime.of(1, 2, 3, 999), "\uF02D01:02:03"),
                Arguments.of(UUID.fromString(UUID_TEXT), UUID_TEXT));
    }

    @ParameterizedTest
    @MethodSource("javaValues")
    void encodesTheClassesOfTheJdk(Object value, String typed) {
        assertThat(TypedJson.encode(value)).isEqualTo(typed);
    }

    @Test
    void misreadsStringsThatBeginWithATag() {
        assertThat(TypedJson.decode("\uF02621.37")).isEqualTo(new BigDecimal("21.37")); // J08, as the reference
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "\uF026",
                "\uF026abc",
                "\uF026NaN",
                "\uF026Infinity",
                "\uF0260x10",
                "\uF027x",
                "\uF0271580405246",
                "\uF028x",
                "\uF029x",
                "\uF029c8209ee7-ee95-4b90-8c9f-f7a0f8b5101g",
                "\uF02Azz",
                "\uF02A213",
                "\uF02BMjEzNw",
                "\uF02Cx",
                "\uF02Dx",
                "\uF02Ex",
                "\uF02Fx",
                "\uF025x"
            })
    void keepsStringsThatAreNotOfTheirType(String text) {
        assertThat(TypedJson.decode(text)).isSameAs(text);
    }

    @Test
    void decodesWhatOnlyTheReferenceWrites() {
        assertThat(TypedJson.decode("\uF029" + UUID_TEXT)).isEqualTo(UUID_TEXT);
        assertThat(TypedJson.decode("\uF02A2137")).isEqualTo(HEX_BYTES);
        assertThat(TypedJson.decode("\uF0272024-01-02")).isEqualTo(Timestamp.local(1_704_153_600_000_000L));
        assertThat(TypedJson.decode("\uF02D01:02:03+02:00")).isEqualTo(LocalTime.of(23, 2, 3));
        assertThat(TypedJson.decode("\uF026-0")).isEqualTo(BigDecimal.ZERO);
    }

    @Test
    void tellsTagsFromOtherCharacters() {
        assertThat("\uF026\uF027\uF028\uF029\uF02A\uF02B\uF02C\uF02D\uF02E".chars())
                .allMatch(c -> TypedJson.isTagged((char) c.intValue()));
        assertThat(TypedJson.isTagged('\uF025')).isFalse();
        assertThat(TypedJson.isTagged('\uF02F')).isFalse();
        assertThat(TypedJson.isTagged('a')).isFalse();
    }

    @Test
    void refusesOtherClasses() {
        assertThat(TypedJson.encodes(List.of())).isFalse();
        assertThatThrownBy(() -> TypedJson.encode(new StringBuilder()))
                .isInstanceOfSatisfying(DltException.class, e -> {
                    assertThat(e.code()).isEqualTo(NormalizeError.NORMALIZE_VALUE_UNSUPPORTED);
                    assertThat(e).hasMessageContaining("java.lang.StringBuilder");
                });
    }

    @Test
    void refusesWhatIsOutOfRange() {
        for (Object value : List.of(
                new BigDecimal("1E+1000000"),
                new Wei(new BigDecimal("1E-1000000")),
                Instant.MAX,
                Instant.MIN,
                LocalDate.MAX,
                LocalDateTime.MIN,
                OffsetDateTime.MAX,
                OffsetDateTime.parse("0001-01-01T00:00:00+01:00"))) {
            assertThatThrownBy(() -> TypedJson.encode(value))
                    .isInstanceOfSatisfying(
                            DltException.class,
                            e -> assertThat(e.code()).isEqualTo(NormalizeError.NORMALIZE_VALUE_UNSUPPORTED));
        }
    }
}
