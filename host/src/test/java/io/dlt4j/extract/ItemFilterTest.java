package io.dlt4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.incremental.CursorPath;
import io.dlt4j.incremental.CursorRun;
import io.dlt4j.incremental.CursorSettings;
import io.dlt4j.incremental.OnMissing;
import io.dlt4j.incremental.RowOrder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ItemFilterTest {

    @Test
    void keepsItemsByteForByte() throws IOException {
        assertThat(lines("""
                {"ts":9, "pi":3.14159265358979323846264338327950288419716939937510}
                {"ts":1,"v":"dropped"}
                { "big" : 123456789012345678901234567890 , "s":"\\u00e9é" , "ts":9.000 }
                """)).isEqualTo("""
                {"ts":9, "pi":3.14159265358979323846264338327950288419716939937510}
                \s
                { "big" : 123456789012345678901234567890 , "s":"\\u00e9é" , "ts":9.000 }
                """);
    }

    @Test
    void keepsItemsInTheirLines() throws IOException {
        assertThat(lines("{\"ts\":1,\n\n\"a\":2}\n{\"ts\":9}")).isEqualTo("\n\n\n{\"ts\":9}");
        assertThat(elements("{\"ts\":1,\n\"a\":2},\n{\"ts\":9},\n{\"ts\":2}\n, {\"ts\":8}"))
                .isEqualTo("\n\n{\"ts\":9}\n \n ,{\"ts\":8}");
    }

    @Test
    void leavesNothingWhereNothingIsNew() throws IOException {
        assertThat(lines("{\"ts\":1}\n{\"ts\":2}\n")).isEmpty();
        assertThat(elements("{\"ts\":1},{\"ts\":2}")).isEmpty();
        assertThat(lines("[{\"ts\":1},{\"ts\":2}]")).isEmpty();
    }

    @Test
    void setsCommasBetweenElementsThatAreLeft() throws IOException {
        assertThat(elements("{\"ts\":1},{\"ts\":8},{\"ts\":2},{\"ts\":3},{\"ts\":9}"))
                .isEqualTo(" {\"ts\":8}  ,{\"ts\":9}");
        assertThat(elements("{\"ts\":8},{\"ts\":1}")).isEqualTo("{\"ts\":8} ");
    }

    @Test
    void looksIntoPages() throws IOException {
        assertThat(lines("[{\"ts\":1}, {\"ts\":8},{\"ts\":9}]\n[{\"ts\":1},\n{\"ts\":2}]\n[]\n{\"ts\":7}"))
                .isEqualTo("[  {\"ts\":8},{\"ts\":9}]\n\n \n[]\n{\"ts\":7}");
    }

    @Test
    void keepsScalarsApart() throws IOException {
        assertThat(filter("1 [{\"ts\":2}]\"a\"{\"ts\":2}\"b\" 2\nnull", PartForm.VALUES, included()))
                .isEqualTo("1  \"a\" \"b\" 2\nnull");
        assertThat(filter("1,[2],\"a\",null,{\"ts\":3}", PartForm.ELEMENTS, included()))
                .isEqualTo("1,[2],\"a\",null ");
    }

    @Test
    void endsWhereTheCursorDoes() throws IOException {
        CursorSettings.Builder falling = settings().rowOrder(RowOrder.DESCENDING);
        assertThat(filter("{\"ts\":9}\n{\"ts\":1}\n{\"ts\":8}\n{broken", PartForm.VALUES, falling))
                .isEqualTo("{\"ts\":9}\n ");
        assertThat(filter("[{\"ts\":9},{\"ts\":1},{\"ts\":8}]\n{\"ts\":7}", PartForm.VALUES, falling))
                .isEqualTo("[{\"ts\":9} ,{\"ts\":8}]");
    }

    @Test
    void tellsWhereItemsWithoutCursorAre() {
        assertThatThrownBy(() -> lines("{\"ts\":1}\n{\"ts\":2}\n{\"id\":3}\n"))
                .hasMessage("data.json, line 12: the item has nothing at the cursor path 'ts'.");
        assertThatThrownBy(() -> elements("{\"ts\":1},\n{\n\"id\":3}"))
                .hasMessage("data.json, line 11: the item has nothing at the cursor path 'ts'.");
    }

    @Test
    void tellsWhereJsonIsBroken() {
        assertThatThrownBy(() -> lines("{\"ts\":1}\n{\"ts\":2\n}}\n"))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(ExtractError.EXTRACT_JSON_BROKEN))
                .hasMessageContaining("data.json, line 11,");
    }

    /** Whatever the form of the text and the size of parts: the same items. */
    @Test
    void leavesTheSameItemsHoweverTheTextIsCut() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            List<String> all = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int value = random.nextInt(10);
                String item = "{\"id\": " + i + ",\"t\":\"" + "é,[{\\\"".repeat(random.nextInt(4)) + "\", \"ts\":"
                        + value + "}";
                all.add(item);
                if (value >= 5) {
                    expected.add(item);
                }
            }
            assertThat(items(String.join("\n", all), SourceKind.JSONL)).isEqualTo(expected);
            assertThat(items("[" + String.join(random.nextBoolean() ? ",\n " : ",", all) + "]", SourceKind.JSON))
                    .isEqualTo(expected);
            assertThat(items(String.join("", all), SourceKind.JSON)).isEqualTo(expected);
        }
    }

    @Test
    void opensNoMorePartsWhenTheCursorIsFinished() throws IOException {
        CursorRun run = run(settings().rowOrder(RowOrder.DESCENDING));
        String text = "{\"ts\":9}\n{\"ts\":1}\n"
                + "{\"ts\":9, \"fill\":\"".concat("x".repeat(2000)).concat("\"}\n{broken");
        try (PartSource source = PartSource.of(stream(text), SourceKind.JSONL, "data.json", 1 << 10)
                .admittedBy(run)) {
            Optional<Part> first = source.next();
            assertThat(text(first.orElseThrow())).isEqualTo("{\"ts\":9}\n ");
            source.recycle(first.get());
            assertThat(source.next()).isEmpty();
        }
    }

    private static List<String> items(String text, SourceKind kind) throws IOException {
        List<String> items = new ArrayList<>();
        try (PartSource source =
                PartSource.of(stream(text), kind, "data.json", 1 << 10).admittedBy(run(settings()))) {
            Optional<Part> next;
            while ((next = source.next()).isPresent()) {
                Part part = next.get();
                String kept = text(part);
                assertThat(kept).isNotBlank();
                for (String piece : kept.split("(?<=\\})[\\s,]*(?=\\{\"id\")")) {
                    items.add(piece.strip());
                }
                source.recycle(part);
            }
        }
        return items;
    }

    private static String text(Part part) {
        return new String(part.bytes(), 0, part.length(), StandardCharsets.UTF_8);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(String text) throws IOException {
        return filter(text, PartForm.VALUES, settings());
    }

    private static String elements(String text) throws IOException {
        return filter(text, PartForm.ELEMENTS, settings());
    }

    private static String filter(String text, PartForm form, CursorSettings.Builder settings) throws IOException {
        byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.UTF_8);
        int end = new ItemFilter(run(settings))
                .filter(bytes, 2, bytes.length - 2, form, new ItemFilter.Place("data.json", "line", 10));
        String all = new String(bytes, StandardCharsets.UTF_8);
        assertThat(all).startsWith("##").endsWith("##");
        return new String(bytes, 2, end - 2, StandardCharsets.UTF_8);
    }

    private static CursorRun run(CursorSettings.Builder settings) {
        return CursorRun.begin(settings.build(), "r", List.of(), Optional.empty());
    }

    /** Admits what is at least 5. */
    private static CursorSettings.Builder settings() {
        return CursorSettings.at(CursorPath.parse("ts")).initialValue(5);
    }

    private static CursorSettings.Builder included() {
        return settings().onMissing(OnMissing.INCLUDE);
    }
}
