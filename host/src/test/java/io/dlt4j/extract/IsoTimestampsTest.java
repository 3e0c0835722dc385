package io.dlt4j.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The strings are those whose detection by dlt 1.26 was recorded. */
class IsoTimestampsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-02T03:04:05.1Z",
                "2024-01-02T03:04:05.123456789Z",
                "2024-01-02T03:04:05,5Z",
                "2024-01-02T03:04:05+0530",
                "2024-01-02T03:04:05+05",
                "2024-01-02T03:04:05-00:00",
                "2024-01-02T03:04:05",
                "2024-01-02T03:04",
                "2024-01-02T03",
                "2024-01-02 03:04:05+00:00",
                "20240102T030405Z",
                "20240102T0304",
                "20240102 030405",
                "2024/01/02 03:04:05",
                "2024-02-29T00:00"
            })
    void matchesWhatDltDetects(String text) {
        assertThat(IsoTimestamps.matches(text.toCharArray(), 0, text.length())).isTrue();
        char[] inside = ("9" + text + "9").toCharArray();
        assertThat(IsoTimestamps.matches(inside, 1, 1 + text.length())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-02T03:04:05 +00:00",
                "2024-01-02t03:04:05Z",
                "2024-01-02T03:04:05z",
                "2024-01-02T030405Z",
                "20240102T03:04:05",
                "2024-1-2T03:04:05",
                "2024-01-02",
                "2024-02-30T00:00",
                "2023-02-29T00:00",
                "2024-01-02T24:00:00",
                "2024-01-02T23:59:60",
                "2024-01-02T03:04:05.",
                "2024-01-02T03:04:05.1234567890",
                "2024-01/02T03:04:05",
                "0000-01-02T03:04:05",
                "2024-13-02T03:04:05",
                "03:04:05",
                "2024-01-02  03:04:05",
                " 2024-01-02T03:04:05Z",
                "2024-01-02T03:04:05Z ",
                "2024-01-02T3:04:05",
                "2024-01-02T03:04:05+24:00",
                "20240102123456789012"
            })
    void refusesWhatDltDoesNotDetect(String text) {
        assertThat(IsoTimestamps.matches(text.toCharArray(), 0, text.length())).isFalse();
    }
}
