package io.dlt4j.extract;

import static io.dlt4j.extract.SourceKind.CSV;
import static io.dlt4j.extract.SourceKind.TSV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCutterTest {

    @Test
    void writesRowsAsJsonLinesInTheOrderOfTheHeader() {
        Parts parts = Parts.of(CSV, "id,name,price,ok,at\n1,Äpfel,1.50,TRUE,2024-01-02T03:04:05Z\n2,b,2,false,\n");

        assertThat(parts.parts()).singleElement().satisfies(part -> {
            assertThat(Parts.text(part)).isEqualTo("""
                            {"id":1,"name":"Äpfel","price":1.50,"ok":true,"at":"2024-01-02T03:04:05Z"}
                            {"id":2,"name":"b","price":2.0,"ok":false}
                            """);
            assertThat(part.form()).isEqualTo(PartForm.VALUES);
            assertThat(part.items()).isEqualTo(2);
            assertThat(part.firstLine()).isEqualTo(2);
        });
        assertThat(parts.hints())
                .containsExactly(
                        Map.entry("id", "bigint"),
                        Map.entry("name", "text"),
                        Map.entry("price", "double"),
                        Map.entry("ok", "bool"),
                        Map.entry("at", "timestamp"));
    }

    @Test
    void readsMarkCarriageReturnsQuotesAndAnUnfinishedLastLine() {
        Parts parts = Parts.of(CSV, "\uFEFF\"a\",\"b\"\"c\"\r\n\"x,\ny\r\n\",\"\"\"q\"\"\"\r\n\r\nz, w ");

        assertThat(parts.texts())
                .containsExactly(
                        "{\"a\":\"x,\\ny\\r\\n\",\"b\\\"c\":\"\\\"q\\\"\"}", "{\"a\":\"z\",\"b\\\"c\":\" w \"}");
    }

    @Test
    void readsTabs() {
        assertThat(Parts.of(TSV, "a\tb\n1,2\t\"x\ty\"\n").texts()).containsExactly("{\"a\":\"1,2\",\"b\":\"x\\ty\"}");
    }

    @Test
    void keepsHostileText() {
        String text = "a,b,c\n\\N,NULL,\" lead\"\n\\\\N,null,';\n\u0001\u001f\u007f,\u2028😀,--\n";

        assertThat(Parts.of(CSV, text).items())
                .extracting(item -> item.get("a").textValue() + "|"
                        + item.get("b").textValue() + "|" + item.get("c").textValue())
                .containsExactly("\\N|NULL| lead", "\\\\N|null|';", "\u0001\u001f\u007f|\u2028😀|--");
    }

    @Test
    void tellsEmptyTextsFromMissingValues() {
        assertThat(Parts.of(CSV, "a,b\n,x\n\"\",y\nz,\n").texts())
                .containsExactly("{\"b\":\"x\"}", "{\"a\":\"\",\"b\":\"y\"}", "{\"a\":\"z\"}");
    }

    @Test
    void takesEmptyTextsForMissingValuesOutsideTextsIfEverythingIsQuoted() {
        Parts parts = Parts.of(CSV, "\"a\",\"b\"\n\"1\",\"x\"\n\"\",\"\"\n");

        assertThat(parts.texts()).containsExactly("{\"a\":1,\"b\":\"x\"}", "{\"b\":\"\"}");
        assertThat(parts.hints()).containsEntry("a", "bigint").containsEntry("b", "text");
    }

    @Test
    void anEmptyTextMakesAColumnTextWhereQuotesMatter() {
        Parts parts = Parts.of(CSV, "a,b\n1,2\n\"\",3\n");

        assertThat(parts.texts()).containsExactly("{\"a\":\"1\",\"b\":2}", "{\"a\":\"\",\"b\":3}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1 2 -3                                    | bigint
                    1 007                                     | text
                    1 +1                                      | text
                    0 -0                                      | text
                    999999999999999999 1                      | bigint
                    1000000000000000000                       | text
                    1 2.5                                     | double
                    1.5 1234567890123456                      | text
                    1.5 123456789012345                       | double
                    0.123456789012345                         | double
                    0.1234567890123456                        | text
                    1e5                                       | text
                    .5                                        | text
                    NaN                                       | text
                    true FALSE True                           | bool
                    true 1                                    | text
                    yes                                       | text
                    2024-01-02T03:04 2024-01-02T03:04:05.6Z   | timestamp
                    2024-01-02T03:04 2024-01-02               | text
                    2024-01-02T03:04 1                        | text
                    2024-01-02                                | text
                    """)
    void infersTheTypeThatAllCellsHave(String cells, String type) {
        Parts parts = Parts.of(CSV, "c,x\n" + cells.replaceAll(" +", ",\n").strip() + ",\n");

        assertThat(parts.hints()).containsEntry("c", type).doesNotContainKey("x");
    }

    @Test
    void passesLaterMisfitsOnAsText() {
        String text = "n,t,b,d,e\n" + "1,2024-01-02T03:04:05Z,true,1.5,\n".repeat(10_000)
                + "x,y,z,1e5,2024-01-02T03:04:05Z\n5,,FALSE,7,\n1.5,\"\",1,\"\",\n";

        Parts parts = Parts.of(CSV, text, 1 << 16);

        assertThat(parts.texts().subList(10_000, 10_003))
                .containsExactly(
                        "{\"n\":\"x\",\"t\":\"y\",\"b\":\"z\",\"d\":\"1e5\",\"e\":\"2024-01-02T03:04:05Z\"}",
                        "{\"n\":5,\"b\":false,\"d\":7.0}",
                        "{\"n\":\"1.5\",\"t\":\"\",\"b\":\"1\",\"d\":\"\"}");
        assertThat(parts.hints())
                .containsEntry("n", "bigint")
                .containsEntry("d", "double")
                .containsEntry("e", "text");
    }

    @Test
    void cutsBetweenRowsAndKnowsTheLine() {
        String text = IntStream.range(0, 12_000)
                .mapToObj(i -> i + (i % 100 == 0 ? ",\"a\nb\"\n" : ",x\n"))
                .collect(Collectors.joining("", "n,s\n", ""));

        Parts parts = Parts.of(CSV, text);

        String[] lines = text.split("\n");
        assertThat(parts.parts()).hasSizeGreaterThan(100).allSatisfy(part -> {
            assertThat(part.length()).isLessThanOrEqualTo(PartSource.MIN_TARGET_BYTES);
            assertThat(lines[(int) part.firstLine() - 1])
                    .startsWith(Parts.items(part).get(0).get("n").asText() + ",");
            assertThat(part.items()).isEqualTo(Parts.items(part).size());
        });
        assertThat(parts.items()).hasSize(12_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\uFEFF", "a,b", "a,b\r\n\r\n"})
    void yieldsNoPartWithoutRows(String text) {
        assertThat(Parts.of(CSV, text).parts()).isEmpty();
    }

    @Test
    void refusesBadHeaders() {
        assertFails("a,,b\n1,2,3\n", ExtractError.EXTRACT_CSV_HEADER_INVALID, "line 1: column 2 of the header");
        assertFails("a,b,c,b,a\n", ExtractError.EXTRACT_CSV_HEADER_INVALID, "more than one column 'a', 'b'");
    }

    @Test
    void refusesLinesThatDoNotFitTheHeader() {
        assertFails("a,b\n1,2\n\n1\n", ExtractError.EXTRACT_CSV_BROKEN, "file, line 4: 1 field, but the header has 2");
        assertFails("a,b\n\"\n\",2\n1,2,3\n", ExtractError.EXTRACT_CSV_BROKEN, "file, line 4: 3 fields");
        assertFails(
                "a,b\n" + "1,2\n".repeat(10_500) + "1,2,3,4\n",
                ExtractError.EXTRACT_CSV_BROKEN,
                "line 10502: 4 fields");
    }

    @Test
    void refusesBrokenQuotes() {
        assertFails("a,b\n1,\"x\"y\n", ExtractError.EXTRACT_CSV_BROKEN, "file, line 2: the quotes are wrong");
        assertFails("a,b\n1,2\n1,\"x\n\n", ExtractError.EXTRACT_CSV_BROKEN, "file, line 3: the quotes are wrong");
    }

    @Test
    void refusesOtherEncodings() {
        for (var charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16)) {
            assertThatThrownBy(() -> Parts.of(CSV, "a,b\n1,ü\n".getBytes(charset), 1024))
                    .isInstanceOfSatisfying(DltException.class, e -> {
                        assertThat(e.code()).isEqualTo(ExtractError.EXTRACT_CSV_BROKEN);
                        assertThat(e.render()).contains("UTF-8").contains("iconv");
                    });
        }
    }

    @Test
    void refusesAQuoteThatIsNeverClosed() {
        PartSource source = CSV.cut(new JsonLinesCutterTest.EndlessText("a,b\n1,2\n3,\""), "file", 1 << 20);

        assertThatThrownBy(() -> Parts.drain(source)).isInstanceOfSatisfying(DltException.class, e -> {
            assertThat(e.code()).isEqualTo(ExtractError.EXTRACT_ITEM_TOO_LARGE);
            assertThat(e.render()).contains("file, line 3").contains("never closed");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void keepsWhateverTextsAreWritten(long seed) throws IOException {
        Random random = new Random(seed);
        String[] bits = {"", "a", ",", "\"", "\n", "\r\n", "\r", "\t", "é", "日本", "😀", "\\", "\u0001", " ", "1", "NULL"
        };
        List<List<String>> rows = new ArrayList<>();
        StringBuilder text = new StringBuilder("x,y,z\n");
        for (int i = 0; i < 300; i++) {
            List<String> row = new ArrayList<>();
            for (int j = 0; j < 3; j++) {
                StringBuilder cell = new StringBuilder("_");
                for (int k = random.nextInt(random.nextInt(50) == 0 ? 3000 : 6); k > 0; k--) {
                    cell.append(bits[random.nextInt(bits.length)]);
                }
                row.add(cell.toString());
                boolean quote = random.nextInt(3) == 0 || cell.toString().matches("(?s).*[,\"\r\n].*");
                text.append(j == 0 ? "" : ",");
                text.append(quote ? "\"" + row.get(j).replace("\"", "\"\"") + "\"" : row.get(j));
            }
            rows.add(row);
            text.append(random.nextBoolean() ? "\n" : "\r\n");
        }

        Parts parts = Parts.of(CSV, text.toString());

        assertThat(parts.items().stream().map(CsvCutterTest::cells)).isEqualTo(rows);
    }

    @Test
    void readsRealFiles() {
        Parts airports = Parts.of(CSV, Parts.resource("airports.csv"), 4096);
        Parts strikes = Parts.of(CSV, Parts.resource("birdstrikes.csv"), 4096);

        assertThat(airports.hints())
                .containsEntry("iata", "text")
                .containsEntry("name", "text")
                .containsEntry("latitude", "double");
        assertThat(airports.items())
                .hasSize(271)
                .anyMatch(item -> item.get("name").textValue().equals("Dr. C.P. Savage, Sr."));
        assertThat(strikes.hints()).containsEntry("Cost Total $", "bigint").containsEntry("Flight Date", "text");
        assertThat(strikes.items()).hasSize(199);
    }

    private static List<String> cells(JsonNode item) {
        return List.of(
                item.get("x").textValue(),
                item.get("y").textValue(),
                item.get("z").textValue());
    }

    private static void assertFails(String text, ExtractError code, String problem) {
        assertThatThrownBy(() -> Parts.of(CSV, text)).isInstanceOfSatisfying(DltException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessageContaining(problem);
            assertThat(e.nextStep()).isNotEmpty();
        });
    }
}
