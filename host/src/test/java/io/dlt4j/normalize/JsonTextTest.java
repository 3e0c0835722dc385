package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @Test
    void readsNumbersAsTheReferenceDoes() {
        assertThat(JsonText.parse(" 5 ")).isEqualTo(5L);
        assertThat(JsonText.parse("-0")).isEqualTo(0L);
        assertThat(JsonText.parse("1.0")).isEqualTo(1.0);
        assertThat(JsonText.parse("1e3")).isEqualTo(1000.0);
        assertThat(JsonText.parse("9223372036854775808")).isEqualTo(BigInteger.ONE.shiftLeft(63));
        assertThat(JsonText.parse("18446744073709551616")).isEqualTo(0x1p64);
        assertThat(JsonText.parse("-9223372036854775809")).isEqualTo(-0x1p63);
    }

    @Test
    void readsDocuments() {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("a", 2L);
        expected.put("b", Arrays.asList(null, true, "x\uD83D\uDE00"));
        assertThat(JsonText.parse("{\"a\":1,\"b\":[null,true,\"x\\ud83d\\ude00\"],\"a\":2}"))
                .isEqualTo(expected);
        assertThat(JsonText.parse("\"\uF0261.5\"")).isEqualTo("\uF0261.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "NaN",
                "Infinity",
                "-Infinity",
                "1e400",
                "[1,]",
                "{\"a\"}",
                "\"\\ud800\"",
                "{\"\\udc00\":1}",
                "01",
                "// x\n5",
                "5 6",
                "[]]",
                "\uFEFF5",
                "tru",
                "trueish",
                "'x'",
                "\"a\nb\"",
                "+1",
                ".5",
                "abc",
                "[1",
                "\"x"
            })
    void refusesWhatIsNoDocument(String text) {
        assertThat(JsonText.parse(text)).isSameAs(Coercion.FAILED);
    }

    @Test
    void limitsDepthAsTheReferenceDoes() {
        assertThat(JsonText.parse("[".repeat(1024) + "]".repeat(1024))).isInstanceOf(List.class);
        assertThat(JsonText.parse("[".repeat(1025) + "]".repeat(1025))).isSameAs(Coercion.FAILED);
        assertThat(JsonText.parse("[".repeat(1_000_000))).isSameAs(Coercion.FAILED);
    }

    @Test
    void writesCompactDocuments() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("z", 1e20);
        json.put("b", 1e-7);
        json.put("c", "é\u2028/\u007f\u0001");
        json.put("d", Arrays.asList(1L, null, Map.of()));
        json.put("g", Double.NaN);
        assertThat(JsonText.compact(json))
                .isEqualTo("{\"z\":1e+20,\"b\":1e-7,\"c\":\"é\u2028/\u007f\\u0001\",\"d\":[1,null,{}],\"g\":null}");
        assertThat(JsonText.compact("x")).isEqualTo("\"x\"");
        assertThat(JsonText.compact(5L)).isEqualTo("5");
    }

    @Test
    void writesTypedValuesAsPlainText() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("d", new BigDecimal("1.50"));
        json.put("t", List.of(Timestamp.utc(0), LocalDate.EPOCH));
        json.put("b", "abc".getBytes(StandardCharsets.UTF_8));
        json.put("tagged", "\uF0261.5");
        json.put("alone", "\uF026");
        json.put("\uF026key", "\uF02Fx");
        assertThat(JsonText.compact(json))
                .isEqualTo("{\"d\":\"1.50\",\"t\":[\"1970-01-01T00:00:00+00:00\",\"1970-01-01\"],\"b\":\"YWJj\","
                        + "\"tagged\":\"1.5\",\"alone\":\"\uF026\",\"\uF026key\":\"\uF02Fx\"}");
    }
}
