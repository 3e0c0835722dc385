package io.dlt4j.incremental;

import static io.dlt4j.incremental.CursorFixture.on;
import static io.dlt4j.incremental.CursorFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** The executed cases of the specification, P.13, named by their numbers, and what surrounds them. */
class CursorRunTest {

    private static final String A = "yliF2Z7Gtzo3XKxfGDpC";
    private static final String B = "7Xpwj0EFBSVU3EDoVFdH";
    private static final String C = "DtC4gRclaLFdnsr2Uzin";
    private static final String D = "ptg3sAg9uq3QCY5DKkO/";
    private static final String P1 = "669czW83KR00ut4bv/U5";
    private static final String P2 = "Tp44cKMYfAuJiBfxLAqu";
    private static final String P3 = "Cn/dwi436vBbdERZ9hKf";

    private final CursorFixture cursor = new CursorFixture();

    @Test
    void goesOnFromRunToRun() {
        assertThat(cursor.run(on("ts"), rows("1@1 2@2 3@2"))).as("I01").hasSize(3);
        assertThat(cursor.state()).isEqualTo("2 / " + A + "," + B + " / null");
        assertThat(cursor.run(on("ts"), rows("2@2 4@2 9@1"))).as("I02").containsExactly(rows("4@2"));
        assertThat(cursor.state()).isEqualTo("2 / " + A + "," + B + "," + C + " / 2");
        assertThat(cursor.run(on("ts"), rows("5@3"))).as("I03").hasSize(1);
        assertThat(cursor.state()).isEqualTo("3 / " + D + " / 2");
        assertThat(cursor.run(on("ts"))).as("I04").isEmpty();
        assertThat(cursor.state()).isEqualTo("3 / " + D + " / 2");
        assertThat(cursor.run(on("ts"), rows("0@0"))).as("I05").isEmpty();
        assertThat(cursor.state()).isEqualTo("3 / " + D + " / 2");
    }

    @Test
    void storesItsStateInTheReferencesOrder() {
        cursor.run(on("ts").initialValue(1), rows("1@1 2@2"));
        assertThat(cursor.storedState())
                .isEqualTo(
                        "{\"initial_value\":1,\"last_value\":2,\"unique_hashes\":[\"" + A + "\"],\"start_value\":1}");
    }

    @Test
    void findsDuplicatesByThePrimaryKeyOfTheResource() {
        CursorFixture keyed = new CursorFixture("id");
        assertThat(keyed.run(on("ts"), rows("1@1 2@1"))).as("I06").hasSize(2);
        assertThat(keyed.state()).isEqualTo("1 / " + P1 + "," + P2 + " / null");
        assertThat(keyed.run(on("ts"), "{\"id\":1,\"ts\":1,\"v\":9}", "{\"id\":3,\"ts\":1}"))
                .as("I07")
                .containsExactly("{\"id\":3,\"ts\":1}");
        assertThat(keyed.state()).isEqualTo("1 / " + P1 + "," + P2 + "," + P3 + " / 1");
    }

    @Test
    void hashesAKeyOfSeveralFieldsAsAList() {
        CursorFixture keyed = new CursorFixture("id", "k");
        assertThat(keyed.run(on("ts"), "{\"k\":\"a\",\"ts\":1,\"id\":1}"))
                .as("I08")
                .hasSize(1);
        assertThat(keyed.state()).isEqualTo("1 / ndvRJS8rm8iAiHfET37I / null");
    }

    @Test
    void beginsAtTheInitialValue() {
        assertThat(cursor.run(on("ts").initialValue(5), rows("1@1 2@5 3@6")))
                .as("I09")
                .containsExactly(rows("2@5 3@6"));
        assertThat(cursor.state()).isEqualTo("6 / 3seXBYicAuadSKSzevOa / 5");
    }

    @Test
    void keepsTheInitialValueThatItBeganWith() {
        cursor.run(on("ts").initialValue(5), rows("1@5 2@6"));
        assertThat(cursor.run(on("ts").initialValue(1), rows("1@5 2@6 3@7"))).containsExactly(rows("3@7"));
        assertThat(cursor.storedState()).startsWith("{\"initial_value\":5,\"last_value\":7,");
    }

    @Test
    void loadsARangeOfThePastWithoutState() {
        String[] all = rows("0@0 1@1 2@2 3@3 4@4 5@5 6@6 7@7");
        assertThat(cursor.run(on("ts").initialValue(3).endValue(6), all))
                .as("I10")
                .containsExactly(rows("3@3 4@4 5@5"));
        assertThat(cursor.hasState()).isFalse();
        assertThat(cursor.run(
                        on("ts").initialValue(3)
                                .endValue(6)
                                .rangeStart(Bound.OPEN)
                                .rangeEnd(Bound.CLOSED),
                        all))
                .as("I11")
                .containsExactly(rows("4@4 5@5 6@6"));
        assertThat(cursor.hasState()).isFalse();
    }

    @Test
    void followsTheLeastValue() {
        assertThat(cursor.run(on("ts").min(), rows("5@5 6@6 7@7"))).as("I12").hasSize(3);
        assertThat(cursor.state()).isEqualTo("5 / XMguaNt1T0dwcQwYQyoY / null");
        assertThat(cursor.run(on("ts").min(), rows("3@3 4@4 5@5 6@6 7@7")))
                .as("I13")
                .containsExactly(rows("3@3 4@4"));
        assertThat(cursor.state()).isEqualTo("3 / 9kc7nDXXEizC7tAWNMfO / 5");
    }

    @Test
    void readsWithinTheLagAgain() {
        assertThat(cursor.run(on("ts").lag(3), numbered(1, 10))).as("I14").hasSize(10);
        assertThat(cursor.state()).isEqualTo("10 /  / null");
        assertThat(cursor.run(on("ts").lag(3), numbered(1, 12))).as("I15").containsExactly(numbered(7, 12));
        assertThat(cursor.state()).isEqualTo("12 /  / 10");
        assertThat(cursor.run(on("ts").lag(3), rows("10@10"))).hasSize(1);
        assertThat(cursor.state()).as("never goes back").isEqualTo("12 /  / 12");
    }

    @Test
    void leavesOutTheStartOfAnOpenRange() {
        assertThat(cursor.run(on("ts").rangeStart(Bound.OPEN), numbered(1, 3)))
                .as("I16")
                .hasSize(3);
        assertThat(cursor.state()).isEqualTo("3 /  / null");
        assertThat(cursor.run(on("ts").rangeStart(Bound.OPEN), numbered(1, 4)))
                .as("I17")
                .containsExactly(numbered(4, 4));
        assertThat(cursor.state()).isEqualTo("4 /  / 3");
    }

    @Test
    void refusesRowsWithoutCursorValue() {
        assertFails(() -> cursor.run(on("ts"), "{\"id\":1}"), IncrementalError.INCREMENTAL_CURSOR_MISSING)
                .as("I18")
                .hasMessage("rows, row 1: the item has nothing at the cursor path 'ts'.");
        assertFails(() -> cursor.run(on("ts"), "{\"ts\":null}"), IncrementalError.INCREMENTAL_CURSOR_NULL)
                .as("I19")
                .hasMessage("rows, row 1: the item has null at the cursor path 'ts'.");
        assertFails(() -> cursor.run(on("ts"), "5"), IncrementalError.INCREMENTAL_CURSOR_MISSING);
    }

    @Test
    void includesOrExcludesRowsWithoutCursorValue() {
        String[] some = {"{\"id\":1,\"ts\":null}", "{\"id\":2}", "{\"id\":3,\"ts\":1}"};
        assertThat(cursor.run(on("ts").onMissing(OnMissing.INCLUDE), some))
                .as("I20")
                .hasSize(3);
        assertThat(cursor.state()).isEqualTo("1 / DW3ruhtJatfZYEi/Rk5U / null");
        assertThat(cursor.run(on("ts").onMissing(OnMissing.EXCLUDE), some))
                .as("I21")
                .isEmpty();
        assertThat(cursor.state()).isEqualTo("1 / DW3ruhtJatfZYEi/Rk5U / null");
        assertThat(cursor.run(on("ts").onMissing(OnMissing.INCLUDE), "{\"id\":1}"))
                .hasSize(1);
        assertThat(cursor.state()).as("a row has come").isEqualTo("1 / DW3ruhtJatfZYEi/Rk5U / 1");
    }

    @Test
    void loadsBoundaryRowsAgainWithoutDeduplication() {
        assertThat(cursor.run(on("ts").withoutDeduplication(), rows("1@1")))
                .as("I22")
                .hasSize(1);
        assertThat(cursor.state()).isEqualTo("1 /  / null");
        assertThat(cursor.run(on("ts").withoutDeduplication(), rows("1@1"))).hasSize(1);
        assertThat(cursor.state()).isEqualTo("1 /  / 1");
    }

    @Test
    void shiftsTextsByTheLag() {
        CursorSettings.Builder lagged = on("ts").lag(3600);
        cursor.run(lagged, "{\"ts\":\"2024-01-01T00:00:00Z\"}", "{\"ts\":\"2024-01-02T00:00:00Z\"}");
        assertThat(cursor.state()).as("I23").isEqualTo("\"2024-01-02T00:00:00Z\" /  / null");
        assertThat(cursor.run(lagged, "{\"ts\":\"2024-01-01T23:30:00Z\"}", "{\"ts\":\"2024-01-01T22:30:00Z\"}"))
                .as("I24")
                .containsExactly("{\"ts\":\"2024-01-01T23:30:00Z\"}");
        assertThat(cursor.state()).isEqualTo("\"2024-01-02T00:00:00Z\" /  / \"2024-01-02T00:00:00Z\"");
    }

    @Test
    void followsAPathIntoTheItem() {
        assertThat(cursor.run(on("a.b"), "{\"id\":1,\"a\":{\"b\":1}}"))
                .as("I26")
                .hasSize(1);
        assertThat(cursor.state()).isEqualTo("1 / xJ085QFwWFO4rzAEU7CV / null");
    }

    @Test
    void comparesTypedTimesAsInstants() {
        cursor.run(
                on("ts"),
                "{\"id\":1,\"ts\":\"\uF0272024-01-02T03:04:05+00:00\"}",
                "{\"id\":2,\"ts\":\"\uF0272024-01-02T03:04:05+01:00\"}");
        assertThat(cursor.state())
                .as("I27")
                .isEqualTo("\"\uF0272024-01-02T03:04:05+00:00\" / o/icxJhfan1TxyQCn1s6 / null");
        assertFails(
                        () -> cursor.run(on("ts"), "{\"id\":1,\"ts\":\"2024\"}"),
                        IncrementalError.INCREMENTAL_CURSOR_INCOMPARABLE)
                .as("I28")
                .hasMessage("rows, row 1: the cursor 'ts' of resource 'r' has '2024' (text), which cannot be compared"
                        + " with '2024-01-02T03:04:05Z' (date-time with offset) of earlier items, of the state or of the"
                        + " settings.");
    }

    @Test
    void takesTheAwarenessOfTheFirstRow() {
        Instant initial = Instant.parse("2024-01-01T00:00:00Z");
        assertThat(cursor.run(on("ts").initialValue(initial), "{\"id\":1,\"ts\":\"\uF0272024-01-02T00:00:00\"}"))
                .as("I29")
                .hasSize(1);
        assertThat(cursor.state())
                .isEqualTo(
                        "\"\uF0272024-01-02T00:00:00\" / 6Vzz8Fa29O5nFaDF3faP / \"\uF0272024-01-01T00:00:00+00:00\"");
        LocalDateTime local = LocalDateTime.parse("2024-01-01T00:00:00");
        assertThat(new CursorFixture()
                        .run(
                                on("ts").initialValue(local).endValue(local.plusDays(2)),
                                "{\"ts\":\"\uF0272024-01-02T00:00:00+05:00\"}",
                                "{\"ts\":\"\uF0272024-01-04T00:00:00+05:00\"}"))
                .hasSize(1);
        assertFails(
                () -> new CursorFixture()
                        .run(
                                on("ts"),
                                "{\"ts\":\"\uF0272024-01-02T00:00:00+05:00\"}",
                                "{\"ts\":\"\uF0272024-01-04T00:00:00\"}"),
                IncrementalError.INCREMENTAL_CURSOR_INCOMPARABLE);
    }

    @Test
    void endsReadingWhereTheOrderAllows() {
        String[] falling = reversed(10, 1);
        assertThat(cursor.run(on("ts").initialValue(5).rowOrder(RowOrder.DESCENDING), falling))
                .as("I30")
                .containsExactly(reversed(10, 5));
        assertThat(cursor.pulled()).isEqualTo(7);
        CursorFixture rising = new CursorFixture();
        assertThat(rising.run(on("ts").initialValue(1).endValue(4).rowOrder(RowOrder.ASCENDING), numbered(1, 10)))
                .as("I31")
                .containsExactly(numbered(1, 3));
        assertThat(rising.pulled()).isEqualTo(4);
    }

    @Test
    void endsReadingAtTheStartOfAnOpenRangeButNotAtADuplicate() {
        cursor.run(on("ts"), rows("5@5"));
        CursorSettings.Builder falling = on("ts").rowOrder(RowOrder.DESCENDING);
        assertThat(cursor.run(falling, reversed(8, 1))).containsExactly(reversed(8, 6));
        assertThat(cursor.pulled()).isEqualTo(5);
        assertThat(cursor.run(falling.rangeStart(Bound.OPEN), reversed(9, 1))).containsExactly(reversed(9, 9));
        assertThat(cursor.pulled()).isEqualTo(2);
    }

    @Test
    void refusesRangesThatAreNone() {
        assertFails(() -> cursor.run(on("ts").endValue(3)), IncrementalError.INCREMENTAL_RANGE_INVALID)
                .as("I32")
                .hasMessage("Resource r: the cursor 'ts' has an end value and no initial value.");
        assertFails(() -> cursor.run(on("ts").initialValue(5).endValue(3)), IncrementalError.INCREMENTAL_RANGE_INVALID)
                .as("I33")
                .hasMessage("Resource r: the cursor 'ts' ends at '3', before its initial value '5'.");
        assertFails(
                () -> cursor.run(on("ts").initialValue(5).endValue("x")), IncrementalError.INCREMENTAL_RANGE_INVALID);
        assertThat(cursor.run(on("ts").initialValue(5).endValue(5), rows("5@5")))
                .as("I34")
                .isEmpty();
        assertThat(cursor.run(on("ts").initialValue(5).endValue(5).rangeEnd(Bound.CLOSED), rows("5@5")))
                .hasSize(1);
        assertThat(cursor.run(on("ts").min().initialValue(4).endValue(2), numbered(1, 5)))
                .containsExactly(rows("3@3 4@4"));
    }

    @Test
    void takesAnyFunctionForTheLastValue() {
        CursorSettings.Builder newest = on("$").lastValue(CursorRunTest::newestOfKind);
        assertThat(cursor.run(newest, "{\"k\":\"a\",\"ts\":1}", "{\"k\":\"b\",\"ts\":5}", "{\"k\":\"a\",\"ts\":0}"))
                .hasSize(3);
        assertThat(cursor.state())
                .isEqualTo("{\"a\":1,\"b\":5} / jUXmY4IQVqGjzHpwPBvK / null"
                        .replace("jUXmY4IQVqGjzHpwPBvK", new RowHasher().ofKey(Map.of("k", "b", "ts", 5L))));
        assertThat(cursor.run(newest, "{\"k\":\"a\",\"ts\":1}", "{\"k\":\"b\",\"ts\":4}", "{\"k\":\"b\",\"ts\":6}"))
                .containsExactly("{\"k\":\"b\",\"ts\":6}");
        assertThat(cursor.state()).startsWith("{\"a\":1,\"b\":6} / ").endsWith(" / {\"a\":1,\"b\":5}");
    }

    private static Object newestOfKind(List<Object> values) {
        Map<?, ?> item = (Map<?, ?>) values.get(0);
        Map<Object, Object> newest = new java.util.TreeMap<>();
        if (values.size() > 1) {
            newest.putAll((Map<?, ?>) values.get(1));
        }
        newest.merge(
                item.get("k"),
                item.get("ts"),
                (one, other) -> Math.max(((Number) one).longValue(), ((Number) other).longValue()));
        return newest;
    }

    @Test
    void ignoresALagThatItCannotApply() {
        CursorSettings.Builder lagged = on("ts").lag(2)
                .lastValue(values ->
                        values.stream().mapToLong(Long.class::cast).max().orElseThrow());
        cursor.run(lagged, rows("1@5 2@6"));
        assertThat(cursor.run(lagged, rows("1@4 2@6 3@6"))).containsExactly(rows("3@6"));
    }

    @Test
    void comparesNumbersWhateverTheirTypes() {
        assertThat(cursor.run(on("ts"), rows("1@1 2@1.0 3@1.5 4@true"))).hasSize(4);
        assertThat(cursor.state()).isEqualTo("1.5 / JFPhYwFPj578lrWzSGKn / null");
        assertThat(cursor.run(on("ts"), rows("9@1.5 8@123456789012345678901234567890")))
                .hasSize(2);
        assertThat(cursor.state()).startsWith("123456789012345678901234567890 / ");
    }

    @Test
    void ordersTextsByCodePoint() {
        cursor.run(on("ts"), "{\"ts\":\"b\"}", "{\"ts\":\"\uD800\uDC00\"}", "{\"ts\":\"\uFFFF\"}");
        assertThat(cursor.state()).startsWith("\"\uD800\uDC00\" / ");
    }

    @Test
    void refusesRowsWithoutTheirKey() {
        CursorFixture keyed = new CursorFixture("id");
        assertFails(() -> keyed.run(on("ts"), "{\"ts\":1}"), IncrementalError.INCREMENTAL_KEY_MISSING)
                .hasMessage(
                        "rows, row 1: the item has no field 'id', which is part of the key that duplicates are found"
                                + " by.");
        assertThat(keyed.run(on("ts"), "{\"id\":null,\"ts\":2}")).hasSize(1);
        assertThat(keyed.state()).isEqualTo("2 / KtLhiM3tliLbJ+hWaj3s / null");
    }

    @Test
    void hashesRowsHoweverTheyAreWritten() {
        cursor.run(on("ts"), "{\"ts\":1,\"a\":{\"z\":1.50,\"y\":[1,{\"b\":2,\"a\":\"\\u00e9\"}]}}");
        assertThat(cursor.run(
                        on("ts"), "{ \"a\" : {\"y\":[1, {\"a\":\"é\", \"b\":2}], \"z\":1.5}, \"ts\":0, \"ts\":1}"))
                .isEmpty();
    }

    @Test
    void remembersLargeRows() {
        String large = "{\"ts\":1,\"text\":\"" + "x".repeat(3 << 20) + "\"}";
        cursor.run(on("ts"), large);
        assertThat(cursor.run(on("ts"), large, "{\"ts\":1}")).containsExactly("{\"ts\":1}");
    }

    private static String[] numbered(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(i -> "{\"id\":" + i + ",\"ts\":" + i + "}")
                .toArray(String[]::new);
    }

    private static String[] reversed(int first, int last) {
        return IntStream.rangeClosed(0, first - last)
                .mapToObj(i -> numbered(first - i, first - i)[0])
                .toArray(String[]::new);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, IncrementalError code) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
