package io.dlt4j.incremental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The executed cases of the specification, P.13 L01 to L13, and more forms as the reference shifts them. */
class LagTest {

    @ParameterizedTest
    @CsvSource({
        "L01, 3600, 2023-01-01T12:00:00Z, max, 2023-01-01T11:00:00Z",
        "L02, 3600, 2023-01-01T12:00:00.123456Z, max, 2023-01-01T11:00:00.123456Z",
        "L03, 3600, 2023-01-01T12:00:00+0200, max, 2023-01-01T11:00:00+0200",
        "L04, 1, 2023-01-15, max, 2023-01-14",
        "L05, 1, 20230115, min, 20230116",
        "L06, 1, 2023-01, max, 2022-12",
        "L07, 1, 2023, max, 2022",
        "L08, 3600, 2023-01-01T12:00, max, 2023-01-01T11:00",
        "short fraction, 3600, 2023-01-01T12:00:00.5+02:00, max, 2023-01-01T11:00:00.500000+02:00",
        "long fraction, 3600, 2023-01-01T12:00:00.123456789Z, max, 2023-01-01T11:00:00.123456Z",
        "no offset, 3600, 2023-01-01T12:00:00, max, 2023-01-01T11:00:00",
        "hours, 3600, 2023-01-01T12, max, 2023-01-01T11",
        "week, 1, 2023-W05, max, 2023-W04",
        "week forward, 1, 2023-W05, min, 2023-W05",
        "day of week, 1, 2023-W05-3, max, 2023-W05-2",
        "day of year, 1, 2023-032, max, 2023-031",
        "part of a day, 1.5, 2023-01-15, max, 2023-01-13",
        "many days, 3600, 20230115, max, 20130308"
    })
    void keepsTheFormOfTexts(String id, double lag, String last, String function, String expected) {
        assertThat(shifted(lag, last, function)).as(id).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "L09, 2023-01-01 12:00:00, 2023-01-01T11:00",
        "fraction without offset, 2023-01-01T12:00:00.123456, 2023-01-01T11:00:00.123456",
        "compact, 20230101T120000, 2023-01-01T11:00",
        "slashes, 2023/01/15, 2023-01-14T23:00"
    })
    void turnsOtherTextsIntoValues(String id, String last, LocalDateTime expected) {
        assertThat(shifted(3600, last, "max")).as(id).isEqualTo(expected);
    }

    @Test
    void turnsOtherTextsWithOffsetIntoValues() {
        assertThat(shifted(3600, "2023-01-01 12:00:00+02:00", "max"))
                .isEqualTo(OffsetDateTime.parse("2023-01-01T11:00:00+02:00"));
        assertThat(shifted(3600, "2023-01-01T12:00Z", "max")).isEqualTo(OffsetDateTime.parse("2023-01-01T11:00:00Z"));
    }

    @Test
    void shiftsNumbersAndTimes() {
        assertThat(shifted(3, 10L, "max")).as("L10").isEqualTo(7L);
        assertThat(shifted(1.5, 10L, "max")).as("L11").isEqualTo(8L);
        assertThat(shifted(1.5, -10L, "max")).isEqualTo(-11L);
        assertThat(shifted(2, 5.5, "min")).as("L12").isEqualTo(7.5);
        assertThat(shifted(1, 1_700_000_000_000_000_001L, "max")).isEqualTo(1_700_000_000_000_000_000L);
        assertThat(shifted(0.5, OffsetDateTime.parse("2023-01-01T00:00:00Z"), "max"))
                .isEqualTo(OffsetDateTime.parse("2022-12-31T23:59:59.500Z"));
        assertThat(shifted(1.5, LocalDate.parse("2023-01-03"), "max")).isEqualTo(LocalDate.parse("2023-01-01"));
    }

    @Test
    void neverCrossesTheInitialValue() {
        assertThat(Lag.start(settings(3, "max").initialValue(9).build(), 10L))
                .as("L13")
                .isEqualTo(9L);
        assertThat(Lag.start(settings(3, "min").initialValue(11).build(), 10L)).isEqualTo(11L);
        assertThat(Lag.start(settings(3, "max").initialValue(5).build(), 10L)).isEqualTo(7L);
    }

    @Test
    void refusesWhatHasNoDistance() {
        for (Object value : new Object[] {"abc", "10", "2023-02-30", true, new BigDecimal("2.5")}) {
            assertThatThrownBy(() -> shifted(1, value, "max"))
                    .isInstanceOfSatisfying(
                            DltException.class,
                            e -> assertThat(e.code()).isEqualTo(IncrementalError.INCREMENTAL_LAG_INVALID));
        }
        assertThatThrownBy(() -> shifted(1e18, LocalDate.EPOCH, "max")).isInstanceOf(DltException.class);
    }

    private static Object shifted(double lag, Object last, String function) {
        return Lag.start(settings(lag, function).build(), last);
    }

    private static CursorSettings.Builder settings(double lag, String function) {
        CursorSettings.Builder settings = CursorFixture.on("ts").lag(lag);
        return function.equals("max") ? settings.max() : settings.min();
    }
}
