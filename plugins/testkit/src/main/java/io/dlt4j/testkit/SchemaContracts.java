package io.dlt4j.testkit;

import static io.dlt4j.testkit.Area.SCHEMA;

import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables, columns, types and names. */
final class SchemaContracts {

    static final List<Contract> ALL = List.of(
            new Contract(
                    SCHEMA,
                    "keepsValuesOfAllTypes",
                    "DataType: a value of each type comes back as it was given; null stays null",
                    SchemaContracts::keepsValuesOfAllTypes),
            new Contract(
                    SCHEMA,
                    "keepsDifficultText",
                    "DataType.TEXT: quotes, line ends, backslashes, commas, empty and blank texts, and characters of all"
                            + " planes come back as they were",
                    SchemaContracts::keepsDifficultText),
            new Contract(
                    SCHEMA,
                    "addsColumns",
                    "DestinationClient.migrate: adds missing columns, and never drops or alters what exists",
                    SchemaContracts::addsColumns),
            new Contract(
                    SCHEMA,
                    "nestsTables",
                    "DestinationClient.migrate: the tables that the package has rows for, nested ones too",
                    SchemaContracts::nestsTables),
            new Contract(
                    SCHEMA,
                    "takesAnyName",
                    "Capabilities.maxIdentifierLength(), caseFolding(): names within the limits work, reserved words of any"
                            + " language too",
                    SchemaContracts::takesAnyName),
            new Contract(
                    SCHEMA,
                    "reportsWhatWasMigrated",
                    "DestinationClient.migrate: returns the tables created or extended, and nothing if the schema is"
                            + " recorded already",
                    SchemaContracts::reportsWhatWasMigrated));

    private SchemaContracts() {}

    private static Map<String, @Nullable Object> oneOfEach() {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("text", "Grüße, 世界");
        item.put("bigint", Long.MIN_VALUE + 1);
        item.put("double", 1.0 / 3);
        item.put("bool", true);
        item.put("timestamp", Instant.parse("2024-02-29T12:34:56.123456Z"));
        item.put("date", LocalDate.of(1969, 12, 31));
        item.put("time", LocalTime.of(23, 59, 58, 123_456_000));
        item.put("decimal", new BigDecimal("-12345678901234567.123456789"));
        item.put("binary", new byte[] {0, 1, -1, 34, 39, 92, 10});
        item.put("wei", new BigDecimal("123456789012345678901234567890"));
        item.put("json", Map.of("a", List.of(1, "zwei", true), "b", Map.of("c", "d")));
        return item;
    }

    private static ColumnSchema[] columns() {
        return EnumSet.allOf(DataType.class).stream()
                .map(type -> ColumnSchema.of(type.text(), type))
                .toArray(ColumnSchema[]::new);
    }

    private static void keepsValuesOfAllTypes(Bench bench) throws Exception {
        Map<String, @Nullable Object> full = new LinkedHashMap<>(oneOfEach());
        full.put("id", 1);
        Map<String, @Nullable Object> empty = new HashMap<>();
        empty.put("id", 2);
        bench.load("types", Resource.of("items", List.of(full, empty)).columns(columns()));
        List<Map<String, @Nullable Object>> rows = bench.rows("items");
        Expect.equal(rows.size(), 2, "The rows of table 'items'");
        List<String> differences = new ArrayList<>();
        for (Map<String, @Nullable Object> row : rows) {
            boolean isFull = Values.text(row.get("id")).equals("1");
            for (DataType type : DataType.values()) {
                Object seen = Values.of(row.get(type.text()), type);
                Object expected = isFull ? Values.of(oneOfEach().get(type.text()), type) : null;
                if (!java.util.Objects.equals(seen, expected)) {
                    differences.add(type.text() + " is " + seen + ", expected: " + expected);
                }
            }
        }
        Expect.none(differences, "Values that came back changed");
    }

    private static void keepsDifficultText(Bench bench) throws Exception {
        List<String> texts = Arrays.asList(
                "it's \"quoted\"",
                "two\nlines\r\nand\ta tab",
                "back\\slash \\n \\\\",
                "comma,semicolon;pipe|",
                "",
                "   ",
                "NULL",
                "\\N",
                "𝕬 😀 é \u200b",
                "'; DROP TABLE items; --",
                "%s ${x} {0}",
                "x".repeat(10_000));
        List<Map<String, Object>> items = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            items.add(Map.of("id", i, "text", texts.get(i)));
        }
        bench.load("texts", Resource.of("items", items));
        Map<String, Object> seen = new HashMap<>();
        for (Map<String, @Nullable Object> row : bench.rows("items")) {
            seen.put(Values.text(row.get("id")), String.valueOf(row.get("text")));
        }
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (!texts.get(i).equals(seen.get(String.valueOf(i)))) {
                differences.add(shown(texts.get(i)) + " became " + shown(String.valueOf(seen.get(String.valueOf(i)))));
            }
        }
        Expect.none(differences, "Texts that came back changed");
    }

    private static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "… (" + text.length() + " characters)" : "[" + text + "]";
    }

    private static void addsColumns(Bench bench) throws Exception {
        bench.load("grows", Resource.of("items", List.of(Map.of("id", 1, "name", "one"))));
        bench.load("grows", Resource.of("items", List.of(Map.of("id", 2, "price", 2.5, "sold", true))));
        bench.expectValues("items", List.of("1|one|", "2||2.5"), "id", "name", "price");
    }

    private static void nestsTables(Bench bench) throws Exception {
        if (bench.capabilities().maxTableNesting().orElse(2) < 2) {
            throw new Contract.NotApplicable("the destination limits nesting to "
                    + bench.capabilities().maxTableNesting().getAsInt());
        }
        bench.load(
                "nests",
                Resource.ofJson(
                        "orders",
                        "[{\"id\":1,\"lines\":[{\"sku\":\"a\",\"notes\":[\"x\",\"y\"]},{\"sku\":\"b\"}]},{\"id\":2}]"));
        bench.expectValues("orders", List.of("1", "2"), "id");
        bench.expectValues("orders__lines", List.of("a", "b"), "sku");
        bench.expectValues("orders__lines__notes", List.of("x", "y"), "value");
    }

    private static void takesAnyName(Bench bench) throws Exception {
        String longName = "a_name_that_goes_on_and_on_".repeat(7) + "end";
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", 1);
        for (String word :
                List.of("select", "from", "group", "user", "table", "null", "1st", "MixedCase", "naïve", longName)) {
            item.put(word, word.length());
        }
        bench.load("names", Resource.of("order", List.of(item)), Resource.of(longName, List.of(Map.of("id", 7))));
        Capabilities capabilities = bench.capabilities();
        Map<String, Schema> schemas;
        try (Pipeline pipeline = bench.pipeline("names")) {
            schemas = pipeline.schemas();
        }
        Set<String> tables = schemas.values().iterator().next().tables().keySet();
        for (String table : tables) {
            Expect.isTrue(
                    table.codePointCount(0, table.length()) <= capabilities.maxIdentifierLength(),
                    "Table '" + table + "' is longer than " + capabilities.maxIdentifierLength());
        }
        Expect.equal(bench.rows("order").size(), 1, "The rows of table 'order'");
        Expect.equal(
                bench.values("order", "select", "group"), List.of("6|5"), "The values of columns 'select', 'group'");
        String shortened = tables.stream()
                .filter(name -> name.startsWith("a_name"))
                .findFirst()
                .orElseThrow();
        bench.expectValues(shortened, List.of("7"), "id");
    }

    private static void reportsWhatWasMigrated(Bench bench) {
        try (Pipeline pipeline = bench.pipeline("told")) {
            var first = pipeline.run(Resource.of("items", List.of(Map.of("id", 1))));
            var second = pipeline.run(Resource.of("items", List.of(Map.of("id", 2))));
            var third = pipeline.run(Resource.of("items", List.of(Map.of("id", 3, "name", "c"))));
            Expect.isTrue(
                    first.packages().get(0).migrated().containsKey("items"),
                    "The first load reports " + first.packages().get(0).migrated() + ", which lacks table 'items'");
            Expect.equal(second.packages().get(0).migrated(), Map.of(), "A load of the same schema reports");
            Expect.equal(
                    third.packages().get(0).migrated(),
                    Map.of("items", List.of("name")),
                    "A load with the new column 'name' reports");
        }
    }
}
