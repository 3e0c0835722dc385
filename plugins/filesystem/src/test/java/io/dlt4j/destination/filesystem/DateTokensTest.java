package io.dlt4j.destination.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected texts are what the reference made of these times. */
class DateTokensTest {

    private static final String LAYOUT =
            "{curr_date}/{YYYY}_{YY}_{Y}/{MMMM}_{MMM}_{MM}_{M}/{DD}_{D}_{dddd}_{ddd}_{dd}_{d}"
                    + "/{HH}_{H}_{mm}_{m}_{ss}_{s}_{SSSS}_{SSS}_{SS}_{S}_{Q}/{timestamp}_{timestamp_ms}";

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-11-22T14:59:51.137255Z,      2026-11-22/2026_26_2026/november_nov_11_11/22_22_sunday_sun_su_0/14_14_59_59_51_51_1372_137_13_1_4/1795359591_1795359591137
            2024-02-04T03:05:06.078901+09:00, 2024-02-04/2024_24_2024/february_feb_02_2/04_4_sunday_sun_su_0/03_3_05_5_06_6_0789_078_07_0_1/1706983506_1706983506078
            """)
    void showsATimeInItsOwnOffset(String time, String expected) {
        Map<String, String> values = DateTokens.values(OffsetDateTime.parse(time), Instant.EPOCH);
        assertThat(filled(values)).isEqualTo(expected);
    }

    @Test
    void showsThePackagesTimeBesideTheCurrentOne() {
        Instant created = Instant.parse("2026-11-22T14:59:51.137255Z");
        assertThat(DateTokens.values(OffsetDateTime.parse("2024-02-04T00:00:00Z"), created))
                .containsEntry("load_package_timestamp", "1795359591")
                .containsEntry("load_package_timestamp_ms", "1795359591137")
                .containsEntry("timestamp", "1707004800");
        assertThat(DateTokens.NAMES).hasSize(29).containsAll(Set.of("Q", "dddd", "SSSS", "curr_date"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2024-02-04,                       2024-02-04T00:00Z
            2024-02-04 03:05:06,              2024-02-04T03:05:06Z
            2024-02-04T03:05:06.5Z,           2024-02-04T03:05:06.500Z
            2024-02-04T03:05:06-01:30,        2024-02-04T03:05:06-01:30
            """)
    void takesDatesAndTimes(String text, String expected) {
        assertThat(DateTokens.parse(text)).hasToString(expected);
    }

    @Test
    void namesATimeThatIsNone() {
        assertThatThrownBy(() -> DateTokens.parse("yesterday"))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("current_datetime is 'yesterday'");
    }

    private static String filled(Map<String, String> values) {
        String text = LAYOUT;
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text;
    }
}
