package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberParserTest {

    private final NumberParser parser = new NumberParser();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"12|12", "+5|5", "-0|0", "1_000|1000", "0xff|255", "0xF_f|255", "0x0000000000000000001|1", "007|7"
            })
    void readsIntegers(String text, long expected) {
        assertThat(parseLong(text)).isTrue();
        assertThat(parser.longValue()).isEqualTo(expected);
    }

    @Test
    void readsDigitsAndSpacesOfAllScripts() {
        assertThat(parseLong("\u00a0\u0661\u0662\u3000")).isTrue();
        assertThat(parser.longValue()).isEqualTo(12);
        assertThat(parseLong("\u0085\uD835\uDFCF\uD835\uDFD0\u001c")).isTrue();
        assertThat(parser.longValue()).isEqualTo(12);
        assertThat(parseDouble("\u0661.\u0665")).isTrue();
        assertThat(parser.doubleValue()).isEqualTo(1.5);
        assertThat(parseLong("\u200b5")).isFalse();
        assertThat(parseLong("5\u00e9")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "1__0",
                "_1",
                "1_",
                "- 5",
                "--5",
                "1.0",
                "1e3",
                "0x",
                "0x_f",
                "0x-f",
                "0xg",
                "0XFF",
                "-0xff",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999"
            })
    void refusesOtherIntegers(String text) {
        assertThat(parseLong(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1_000.5|1000.5",
                "1e1_0|1e10",
                ".5|0.5",
                "5.|5.0",
                "+.5e-3|0.0005",
                "-inf|-Infinity",
                "INFINITY|Infinity",
                "+nan|NaN",
                "1e400|Infinity",
                "-1e400|-Infinity",
                "1e-400|0.0",
                "0e999999999999|0.0",
                "-0|-0.0",
                "0.1|0.1",
                "123456789012345678901234567890|1.2345678901234568e29",
                "9007199254740993|9007199254740992",
                "1_2.5e2_2|1.25e23",
                "0x10000000000000000|1.8446744073709552e19",
                "1E5|100000"
            })
    void readsFloats(String text, Double expected) {
        assertThat(parseDouble(text)).isTrue();
        assertThat(parser.doubleValue()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1_.5", "._5", "1._5", "e5", "1e", "1e+", "1e_5", "1e5_", "nan(1)", "0x1p3", "1d", "1f", "in",
                "infinit", ".", "1e5.", "1,000", "1 0", "_", "{"
            })
    void refusesOtherFloats(String text) {
        assertThat(parseDouble(text)).isFalse();
    }

    @Test
    void refusesHexadecimalNumbersBeyondTheRangeOfADouble() {
        assertThat(parseDouble("0x" + "f".repeat(257))).isFalse();
        assertThat(parseDouble("0x" + "f".repeat(256))).isFalse();
        assertThat(parseDouble("0x" + "0".repeat(300) + "f")).isTrue();
    }

    @Test
    void roundsAsJavaDoes() {
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            String text = randomFloat(random);
            assertThat(parseDouble(text)).as(text).isTrue();
            if (parser.doubleValue() != Double.parseDouble(text)) {
                assertThat(parser.doubleValue()).as(text).isEqualTo(Double.parseDouble(text));
            }
        }
    }

    private static String randomFloat(Random random) {
        return switch (random.nextInt(4)) {
            case 0 ->
                Double.toString(Double.longBitsToDouble(
                        random.nextLong() & ~(0x7FFL << 52) | (long) random.nextInt(0x7FF) << 52));
            case 1 -> random.nextLong() + "e" + (random.nextInt(60) - 30);
            case 2 ->
                BigDecimal.valueOf(random.nextDouble())
                        .setScale(random.nextInt(19), RoundingMode.DOWN)
                        .toString();
            default -> random.nextInt(1_000_000) + "." + random.nextInt(1000);
        };
    }

    private boolean parseLong(String text) {
        return parser.parseLong(text.toCharArray(), 0, text.length());
    }

    private boolean parseDouble(String text) {
        return parser.parseDouble(text.toCharArray(), 0, text.length());
    }
}
