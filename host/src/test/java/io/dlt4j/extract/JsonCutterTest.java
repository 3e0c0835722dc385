package io.dlt4j.extract;

import static io.dlt4j.extract.SourceKind.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCutterTest {

    @Test
    void streamsTheElementsOfAnArray() {
        String text = IntStream.range(0, 500)
                .mapToObj(i -> "  {\"n\": " + i + "}")
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));

        Parts parts = Parts.of(JSON, text);

        assertThat(parts.parts()).hasSizeGreaterThan(5).allSatisfy(part -> {
            assertThat(part.form()).isEqualTo(PartForm.ELEMENTS);
            assertThat(part.length()).isBetween(700, PartSource.MIN_TARGET_BYTES);
            assertThat(part.items()).isEqualTo(Parts.items(part).size());
        });
        assertThat(parts.items())
                .extracting(item -> item.get("n").asInt())
                .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
    }

    @Test
    void takesAnObjectAsOneItem() {
        Parts parts = Parts.of(JSON, " {\"a\": [1, 2],\n \"b\": {\"c\": \"}\"}}\n");

        assertThat(parts.texts()).containsExactly("{\"a\":[1,2],\"b\":{\"c\":\"}\"}}");
        assertThat(parts.parts()).singleElement().satisfies(part -> {
            assertThat(part.form()).isEqualTo(PartForm.VALUES);
            assertThat(part.items()).isEqualTo(1);
        });
    }

    @Test
    void takesASequenceOfValues() {
        assertThat(Parts.of(JSON, "{\"a\":1}\n{\"a\":2} {\"a\":3}{\"a\":4}\n1 \"x\" null [5] -1.5e3 true")
                        .texts())
                .containsExactly(
                        "{\"a\":1}",
                        "{\"a\":2}",
                        "{\"a\":3}",
                        "{\"a\":4}",
                        "1",
                        "\"x\"",
                        "null",
                        "[5]",
                        "-1500.0",
                        "true");
    }

    @Test
    void takesScalarsAsElements() {
        assertThat(Parts.of(JSON, "[1,\"a,]\", null ,true,[],{},-2.5]").texts())
                .containsExactly("1", "\"a,]\"", "null", "true", "[]", "{}", "-2.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t\r ", "[]", " [ \n ] \n"})
    void yieldsNoPartWithoutItems(String text) {
        assertThat(Parts.of(JSON, text).parts()).isEmpty();
    }

    @Test
    void isNotMisledByWhatIsInStrings() {
        String item = "{\"a\\\"]\":\"\\\\\",\"b\":\"{[,\\\\\\\"\",\"c\":\"\\u005d\"}";

        assertThat(Parts.of(JSON, "[" + (item + ",").repeat(200) + item + "]").texts())
                .hasSize(201)
                .containsOnly(Parts.of(JSON, item).texts().get(0));
    }

    @Test
    void skipsAnyAmountOfWhiteSpaceWithoutKeepingIt() {
        Parts parts = Parts.of(JSON, "[" + "\n".repeat(50_000) + "{\"a\":1}" + " ".repeat(50_000) + ",\n{\"a\":2}]");

        assertThat(parts.texts()).containsExactly("{\"a\":1}", "{\"a\":2}");
        assertThat(parts.parts()).allSatisfy(part -> assertThat(part.bytes()).hasSizeLessThan(5000));
    }

    @Test
    void keepsItemsWholeThatAreLargerThanTheTarget() {
        String large = "{\"s\":\"" + "x".repeat(100_000) + "\"}";

        assertThat(Parts.of(JSON, "[1, " + large + " , 2]").texts()).containsExactly("1", large, "2");
    }

    @Test
    void refusesItemsBeyondTheLimit() {
        PartSource source = JSON.cut(
                new JsonLinesCutterTest.EndlessText("[\n{\"a\":1},\n{\"s\":\""),
                "file",
                PartSource.DEFAULT_TARGET_BYTES);

        assertThatThrownBy(() -> Parts.drain(source)).isInstanceOfSatisfying(DltException.class, e -> {
            assertThat(e.code()).isEqualTo(ExtractError.EXTRACT_ITEM_TOO_LARGE);
            assertThat(e).hasMessageContaining("file, line 3").hasMessageContaining("64 MiB");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [{"a":1}           | 1 | inside the array that begins at line 1
                    [⏎{"a":⏎[1         | 3 | inside the item that begins at line 2
                    [⏎"abc             | 2 | inside the item that begins at line 2
                    [1,⏎               | 2 | inside the array
                    [1,⏎2              | 2 | inside the array
                    [                  | 1 | inside the array
                    {"a":"b\\          | 1 | inside the item
                    [1]⏎⏎{"a":2}       | 3 | text after the end of the array
                    [1]⏎[2]            | 2 | format jsonl
                    [1,⏎,2]            | 2 | expected a JSON value, found ','
                    [1,⏎]              | 2 | expected a JSON value, found ']'
                    [,1]               | 1 | expected a JSON value, found ','
                    [1⏎2]              | 2 | expected ',' or ']' after an element of the array, found '2'
                    [{"a":1}⏎{"a":2}]  | 2 | expected ',' or ']'
                    [1}                | 1 | expected ',' or ']'
                    [⏎{"a":[1}]        | 2 | expected ']', found '}'
                    [{"a":1⏎]          | 2 | expected '}', found ']'
                    {"a":1}⏎}          | 2 | expected a JSON value, found '}'
                    {"a":1},⏎{"a":2}   | 1 | expected a JSON value, found ','
                    a,b⏎1,2            | 1 | expected a JSON value, found 'a'
                    <html>             | 1 | expected a JSON value, found '<'
                    [1,⏎é]             | 2 | expected a JSON value, found byte 0xC3
                    """)
    void refusesBrokenStructureAndNamesTheLine(String text, long line, String problem) {
        assertBroken(text.replace('⏎', '\n'), line, problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]\n\0",
                "[1\n\0]",
                "[1,\n\0]",
                "{\"a\":1}\n\0",
                "[{\"a\":\n\0",
                "[\"a\n\0",
                "[{\"a\":\"\n\0",
                "[\n1\0"
            })
    void refusesNulBytesAndNamesTheLine(String text) {
        assertBroken(text, 2, "NUL");
    }

    @Test
    void namesLinesBeyondTheFirstPart() {
        String text = "[\n" + "{\"a\":1},\n".repeat(3000) + "x]";

        assertBroken(text, 3002, "expected a JSON value");
    }

    @Test
    void refusesBottomlessNesting() {
        assertThat(Parts.of(JSON, "[".repeat(9000) + "]".repeat(9000)).parts()).hasSize(1);
        assertBroken("[".repeat(100_000), 1, "nested deeper than 10000");
    }

    @Test
    void cutsRealFiles() {
        Parts movies = Parts.of(JSON, Parts.resource("movies.json"), 2048);
        Parts events = Parts.of(JSON, Parts.resource("github-events.json"), 2048);

        assertThat(movies.items()).hasSize(120).allMatch(film -> film.has("Title"));
        assertThat(movies.parts()).hasSizeGreaterThan(20);
        assertThat(events.items()).hasSize(3).allMatch(event -> event.has("payload"));
    }

    private static void assertBroken(String text, long line, String problem) {
        assertThatThrownBy(() -> Parts.of(JSON, text)).isInstanceOfSatisfying(DltException.class, e -> {
            assertThat(e.code()).isEqualTo(ExtractError.EXTRACT_JSON_BROKEN);
            assertThat(e).hasMessageStartingWith("file, line " + line + ": ").hasMessageContaining(problem);
        });
    }
}
