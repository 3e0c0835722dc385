package io.dlt4j.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @Test
    void writesFloatsAsTheReference() {
        List<String> lines = TestResources.read("floats.csv").lines().toList();
        assertThat(lines).hasSizeGreaterThan(250);
        for (String line : lines) {
            String[] cells = line.split(",");
            double value = Double.longBitsToDouble(Long.parseUnsignedLong(cells[0], 16));
            assertThat(PythonFloats.repr(value)).isEqualTo(cells[1]);
            assertThat(PythonFloats.json(value)).isEqualTo(cells[2]);
        }
    }

    @Test
    void writesSpecialFloats() {
        assertThat(PythonFloats.repr(Double.NaN)).isEqualTo("nan");
        assertThat(PythonFloats.repr(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
        assertThat(PythonFloats.json(Double.POSITIVE_INFINITY)).isEqualTo("null");
        assertThat(PythonFloats.repr(-0.0)).isEqualTo("-0.0");
        assertThat(PythonFloats.repr(1e-7)).isEqualTo("1e-07");
        assertThat(PythonFloats.json(1e-7)).isEqualTo("1e-7");
        assertThat(PythonFloats.repr(1e-5)).isEqualTo("1e-05");
        assertThat(PythonFloats.json(1e-5)).isEqualTo("0.00001");
        assertThat(PythonFloats.repr(Double.MIN_VALUE)).isEqualTo("5e-324");
        assertThat(PythonFloats.repr(1e16)).isEqualTo("1e+16");
        assertThat(PythonFloats.repr(1e15)).isEqualTo("1000000000000000.0");
    }

    @Test
    void escapesOnlyWhatMustBe() {
        String text = "\u0000\b\t\n\u000b\f\r\u001f\u007f\u2028/\\\"é😀";
        assertThat(CanonicalJson.compact(text))
                .isEqualTo("\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\u007f\u2028/\\\\\\\"é😀\"");
    }

    @Test
    void sortsKeysByCodePoint() {
        Map<String, Object> tree =
                CanonicalJson.parseObject("{\"😀\":1,\"\uF026\":2,\"b\":{\"z\":[],\"a\":{}},\"B\":3}");
        assertThat(CanonicalJson.sorted(tree)).isEqualTo("{\"B\":3,\"b\":{\"a\":{},\"z\":[]},\"\uF026\":2,\"😀\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"b\":[1,-2.5,true,false,null,\"x\"],\"a\":{\"n\":123456789012345678901234567890}}",
                "{\"f\":1.0,\"g\":1e+20,\"h\":1e-7,\"i\":9223372036854775807}"
            })
    void roundTrips(String json) {
        assertThat(CanonicalJson.compact(CanonicalJson.parseObject(json))).isEqualTo(json);
    }

    @Test
    void readsNumbersByTheirForm() {
        Map<String, Object> tree = CanonicalJson.parseObject("{\"i\":1,\"f\":1.0,\"b\":18446744073709551616,\"i\":2}");
        assertThat(tree).containsEntry("i", 2L).containsEntry("f", 1.0);
        assertThat(tree).containsEntry("b", BigInteger.TWO.pow(64));
    }

    @Test
    void indentsByTwo() {
        assertThat(CanonicalJson.indented(CanonicalJson.parseObject("{\"a\":{\"b\":[1,{}]},\"c\":[]}")))
                .isEqualTo("{\n  \"a\": {\n    \"b\": [\n      1,\n      {}\n    ]\n  },\n  \"c\": []\n}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{}{}", "{\"a\":}", "{\"a\":NaN}", "{'a':1}", "nonsense"})
    void refusesWhatIsNotAnObject(String text) {
        assertThatThrownBy(() -> CanonicalJson.parseObject(text))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(SchemaError.SCHEMA_JSON_INVALID));
    }
}
