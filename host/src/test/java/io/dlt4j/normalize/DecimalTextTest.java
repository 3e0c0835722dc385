package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1.10|1.10",
                "1e3|1E+3",
                "\" 5. \"|5",
                ".5|0.5",
                "_1_|1",
                "1__0.5_|10.5",
                "+1E-7|1E-7",
                "0E+3|0E+3",
                "-0|0",
                "0.000001|0.000001",
                "\u0661.\u0665|1.5",
                "1E+100000|1E+100000"
            })
    void readsDecimals(String text, String expected) {
        assertThat(DecimalText.parseCell(text).map(BigDecimal::toString)).contains(expected);
        assertThat(DecimalText.parse(text).map(BigDecimal::toString)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "e5",
                "1e",
                "1e+",
                "- 5",
                "1.2.3",
                "NaN",
                "sNaN",
                "Infinity",
                "-inf",
                "12a",
                "1E+131072",
                "1E-16384",
                "1E+999999",
                "1E+9999999999",
                "1e5.5"
            })
    void refusesOtherText(String text) {
        assertThat(DecimalText.parseCell(text)).isEmpty();
    }

    @Test
    void readsHexadecimalIntegersInCellsOnly() {
        assertThat(DecimalText.parseCell(" 0xFF")).contains(BigDecimal.valueOf(255));
        assertThat(DecimalText.parseCell("0x" + "f".repeat(100))).isPresent();
        assertThat(DecimalText.parseCell("0xg")).isEmpty();
        assertThat(DecimalText.parse("0xff")).isEmpty();
    }

    @Test
    void readsAsManyDigitsAsTheWidestDestinationHolds() {
        assertThat(DecimalText.parse("9".repeat(20_000))).isPresent();
        assertThat(DecimalText.parse("9".repeat(DecimalText.MAX_WHOLE_DIGITS + 1)))
                .isEmpty();
        assertThat(DecimalText.parse("9".repeat(10_000_000))).isEmpty();
        assertThat(DecimalText.parse("0." + "9".repeat(DecimalText.MAX_FRACTION_DIGITS)))
                .isPresent();
        assertThat(DecimalText.parse("0." + "9".repeat(DecimalText.MAX_FRACTION_DIGITS + 1)))
                .isEmpty();
    }
}
