package io.dlt4j.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalItemTest {

    private final CanonicalItem item = new CanonicalItem();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ \"b\" : 1 , \"a\" : [ ] }|{\"a\":[],\"b\":1}",
                "{\"a\":1,\"b\":{\"d\":1,\"c\":{\"f\":2,\"e\":3}}}|{\"a\":1,\"b\":{\"c\":{\"e\":3,\"f\":2},\"d\":1}}",
                "{\"b\":1,\"a\":2,\"b\":3}|{\"a\":2,\"b\":3}",
                "{\"a\":1,\"a\":2}|{\"a\":2}",
                "{\"\\uffff\":1,\"\\ud800\\udc00\":2,\"z\":3}|{\"z\":3,\"\uFFFF\":1,\"\uD800\uDC00\":2}",
                "[1.0,1.50,1e20,1E-7,-0.0,100000000000000000000,-5]|[1.0,1.5,1e+20,1e-7,-0.0,100000000000000000000,-5]",
                "[true,false,null,\"\"]|[true,false,null,\"\"]",
                "\"\\u0000\\u001f\\b\\f\\n\\r\\t\\\"\\\\\\/\\u00e9é\\u007f\"|\"\\u0000\\u001f\\b\\f\\n\\r\\t\\\"\\\\/éé\u007F\"",
                "{\"d\":\"\uF0261.10\",\"t\":\"\uF0272024-01-02T03:04:05+00:00\",\"x\":\"\uF026no\"}|"
                        + "{\"d\":\"1.10\",\"t\":\"2024-01-02T03:04:05+00:00\",\"x\":\"\uF026no\"}"
            })
    void rewritesJson(String json, String expected) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        item.rewrite(bytes, 0, bytes.length);
        assertThat(new String(item.bytes(), 0, item.length(), StandardCharsets.UTF_8))
                .isEqualTo(expected);
    }
}
