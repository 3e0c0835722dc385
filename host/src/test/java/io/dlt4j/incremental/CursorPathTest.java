package io.dlt4j.incremental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.schema.CanonicalJson;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorPathTest {

    private static final Map<String, Object> ITEM = CanonicalJson.parseObject("""
            {"a": {"b": 1, "c": [{"d": 5}, {"d": 6}], "x y": 9, "e": []}, "ts": 2, "a-b": 3, "x y": 4,
             "arr": [{"ts": 7}, {"ts": 8}], "n": null, "1": 11, "@t": 12, "a.b": 15, "deep": {"k": {"ts": 99}}}
            """);

    /** First of the values that the reference's library finds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ts|2",
                "a.b|1",
                "a.c[*].d|5",
                "a.c[1].d|6",
                "a.c[-1].d|6",
                "$.ts|2",
                "$['x y']|4",
                "'x y'|4",
                "x y|4",
                "a.'x y'|9",
                "a['b']|1",
                "a[b]|1",
                "$..ts|2",
                "arr..ts|7",
                "deep..ts|99",
                "$..d|5",
                "a..d|5",
                "a-b|3",
                "1|11",
                "@t|12",
                "\"a.b\"|15",
                "['a.b']|15",
                "a.*|1",
                "arr[*].ts|7"
            })
    void findsTheFirstValue(String path, String expected) {
        assertThat(CanonicalJson.compact(CursorPath.parse(path).find(ITEM))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz", "a.e[*]", "a.e[0]", "a.b.c", "a.c.d", "arr.ts", "arr[*].zz", "arr.*.ts", "ts[0]"})
    void findsNothing(String path) {
        assertThat(CursorPath.parse(path).find(ITEM)).isSameAs(PathStep.MISSING);
    }

    @Test
    void tellsNullFromNothing() {
        assertThat(CursorPath.parse("n").find(ITEM)).isNull();
    }

    @Test
    void findsTheItemItself() {
        assertThat(CursorPath.parse("$").find(ITEM)).isSameAs(ITEM);
        assertThat(CursorPath.parse("$[*]").find(ITEM)).isSameAs(ITEM);
    }

    @Test
    void knowsASingleField() {
        assertThat(CursorPath.parse("ts").field()).contains("ts");
        assertThat(CursorPath.parse("['Upd At']").field()).contains("Upd At");
        assertThat(CursorPath.parse("$.ts").field()).isEqualTo(Optional.empty());
        assertThat(CursorPath.parse("a.b").field()).isEmpty();
        assertThat(CursorPath.parse("*").field()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a.",
                "..ts",
                "a[",
                "a[0",
                "a[]",
                "a[0:1].d",
                "a.c[?(@.d==6)].d",
                "a|ts",
                "a['b','c']",
                "a['b",
                "`this`",
                "a.`parent`",
                "$v",
                "a[-]",
                "a[99999999999]",
                "f(a)",
                "a b.c]"
            })
    void refusesWhatItDoesNotSupport(String path) {
        assertThatThrownBy(() -> CursorPath.parse(path))
                .isInstanceOfSatisfying(
                        DltException.class,
                        e -> assertThat(e.code()).isEqualTo(IncrementalError.INCREMENTAL_PATH_INVALID))
                .hasMessageContaining("'" + path + "'");
    }
}
