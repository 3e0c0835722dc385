package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.schema.DataType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoParserTest {

    private static final int RECORDED = 55;

    private final IsoParser parser = new IsoParser();

    static Stream<String[]> recorded() {
        List<String[]> lines = Goldens.lines("iso.tsv");
        assertThat(lines).hasSize(RECORDED);
        return lines.stream();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void readsRecordedStrings(String id, String literal, String detected, String kind, String timestamp, String date) {
        String text = Goldens.string(literal);
        assertThat(parser.parse(text).name().toLowerCase(Locale.ROOT)).as(id).isEqualTo(kind);
        Optional<DataType> expected = detected.equals("timestamp") ? Optional.of(DataType.TIMESTAMP) : Optional.empty();
        assertThat(Detections.detect(List.of("iso_timestamp"), DataType.TEXT, text))
                .isEqualTo(expected);
        assertThat(Coercion.coerce(DataType.TIMESTAMP, DataType.TEXT, text, true))
                .isEqualTo(of("timestamp", timestamp));
        assertThat(Coercion.coerce(DataType.DATE, DataType.TEXT, text, true)).isEqualTo(of("date", date));
    }

    private static Object of(String type, String text) {
        return Goldens.value(text.equals("!") ? text : type + ":" + text);
    }

    @Test
    void shiftsWhatHasAnOffsetToUtc() {
        assertThat(parser.parse("2024-01-02T00:30:00.25+02:00")).isEqualTo(IsoParser.Kind.DATE_TIME);
        assertThat(parser.hasOffset()).isTrue();
        assertThat(parser.offsetSeconds()).isEqualTo(7200);
        assertThat(parser.micros()).isEqualTo(1_704_148_200_250_000L);
        assertThat(LocalDate.ofEpochDay(parser.epochDay())).isEqualTo("2024-01-01");
        assertThat(parser.microsOfDay()).isEqualTo(81_000_250_000L);

        assertThat(parser.parse("00:30+01:00")).isEqualTo(IsoParser.Kind.TIME);
        assertThat(parser.microsOfDay()).isEqualTo(84_600_000_000L);
    }

    @Test
    void keepsWhatHasNoOffset() {
        assertThat(parser.parse("1969-12-31T23:59:59.999999")).isEqualTo(IsoParser.Kind.DATE_TIME);
        assertThat(parser.hasOffset()).isFalse();
        assertThat(parser.micros()).isEqualTo(-1);
        assertThat(parser.epochDay()).isEqualTo(-1);
        assertThat(parser.parse("2024-01-02")).isEqualTo(IsoParser.Kind.DATE);
        assertThat(parser.microsOfDay()).isZero();
        assertThat(parser.micros()).isEqualTo(1_704_153_600_000_000L);
    }

    @Test
    void readsFromTheMiddleOfAnArrayAndFromAnySequence() {
        char[] text = "{\"at\":\"2024-01-02T03:04:05Z\"}".toCharArray();
        assertThat(parser.parse(text, 7, 20)).isEqualTo(IsoParser.Kind.DATE_TIME);
        assertThat(parser.micros()).isEqualTo(1_704_164_645_000_000L);
        assertThat(parser.parse(text, 7, 10)).isEqualTo(IsoParser.Kind.DATE);
        assertThat(parser.parse(new StringBuilder("03:04"))).isEqualTo(IsoParser.Kind.TIME);
    }

    @ParameterizedTest
    @CsvSource({
        "2024/01/02 3:4, 2024-01-02T03:04",
        "2024:01:02 03:04:5.5, 2024-01-02T03:04:05.500",
        "20240102 3:04, 2024-01-02T03:04",
        "2024-01T03:04, 2024-01-01T03:04",
        "2024W01T0304, 2024-01-01T03:04",
        "20240102T03:04, 2024-01-02T03:04",
        "2020-W53-7T00, 2021-01-03T00:00",
        "2024-366T23:59, 2024-12-31T23:59"
    })
    void readsUnusualDateTimes(String text, String expected) {
        assertThat(parser.parse(text)).isEqualTo(IsoParser.Kind.DATE_TIME);
        assertThat(parser.micros() / Timestamp.MICROS_PER_SECOND)
                .isEqualTo(LocalDateTime.parse(expected).toEpochSecond(ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2",
                "20",
                "2024-W00-1",
                "2024-W01-0",
                "2024-W01-8",
                "2024-W53",
                "2023-366",
                "2024-000",
                "2024-1",
                "2024T03:04",
                "2024 03:04",
                "10000:22",
                "2024-01-02T",
                "2024-01-02 ",
                "2024-01-02T03:04:05.",
                "2024-01-02T03:04.5",
                "2024-01-02T03:04:05+5",
                "2024-01-02T03:04:05+05:",
                "2024-01-02T03:04:05+05:60",
                "2024-01-02T03:04:05+00:00:00",
                "2024-01-02T03:04:05UTC",
                "2024-002T0304",
                "2024002T03:04:05",
                "2024/01/02 03:04Z",
                "2024/01/02T03:04",
                "2024/1/2",
                "2024/01-02",
                "2024/01",
                "2024/02/30",
                "2024/01/02 24:00",
                "2024/01/02 03:",
                "03:04:05:06",
                "1:2:",
                "1:60",
                "03",
                ":",
                "0001-01-01T00:00:00+01:00",
                "9999-12-31T23:59:59-01:00",
                "\u0660\u0663:\u0660\u0664",
                "2024-01-02T03:04:05\n"
            })
    void rejects(String text) {
        assertThat(parser.parse(text)).isEqualTo(IsoParser.Kind.NONE);
        assertThat(parser.parse(text.toCharArray(), 0, text.length())).isEqualTo(IsoParser.Kind.NONE);
    }

    @Test
    void doesNotScanLongTexts() {
        String digits = "2024-01-02T03:04:05." + "1".repeat(40);
        assertThat(parser.parse(digits)).isEqualTo(IsoParser.Kind.DATE_TIME);
        assertThat(parser.parse(digits + "1".repeat(40))).isEqualTo(IsoParser.Kind.NONE);
    }
}
