package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.pack.JobEntry;
import io.dlt4j.pack.PartContent;
import io.dlt4j.schema.CanonicalJson;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.NamingConvention;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ids that follow from content, on both paths: each item comes three times, the first time as something new for the general
 * path, then as something known for the fast one.
 */
class ContentIdsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMES = 3;

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1, \"b\": \"x\"}                          | khlsLbyhkJKGeQ",
                "{\"b\": \"x\", \"a\": 1, \"_dlt_load_id\": \"1\"} | khlsLbyhkJKGeQ",
                "{\"a\": 1.0}                                      | HKhElKsEA77FqA",
                "{\"a\": 1}                                        | Ec9HPMTWWD8wGA",
                "{\"a\": null}                                     | dw9t1U6LGrpS0g",
                "{}                                                | RoBn8+L4hTHbJQ",
                "{\"a\": [1, 2, {\"z\": 1, \"y\": 2}]}             | t+0ikqdj8Oij+A",
                "{\"a\": \"ü\"}                                    | d4gGU3kxvsrT1A",
                "{\"a\": \"\\u00fc\"}                              | d4gGU3kxvsrT1A",
                "{\"Z\": 4, \"_\": 5, \"A\": 6, \"z\": 3, \"é\": 1} | T7tx9je8VCYgmw",
                "{\"v\": \"\uF0282024-01-02\"}                     | LtZlwO/SIzzjaA",
                "{\"v\": \"\uF0272024-01-02T03:04:05+00:00\"}      | eJc7EV30wkMMlw",
                "{\"v\": \"\uF0261.10\"}                           | C6CRDBsVJ99YVg",
                "{\"v\": \"\uF02BYWJj\"}                           | 5MNB9VtH/M3U4Q",
                "{\"v\": \"\uF02A0xff\"}                           | ffgH8X39pC1T7Q",
                "{\"id\": 1, \"l\": [{\"x\": 1}]}                  | +XVMDlaEv+zRjw"
            })
    void rowsHaveTheReferencesHashes(String item, String id) throws IOException {
        assertThat(ids(versioned(), List.of(item)).get("t")).containsExactly(id, id, id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id    | {\"id\": 1, \"name\": \"x\"}             | z5jIxXIbUnmbKw",
                "id    | {\"name\": \"x\", \"l\": [1], \"id\": 1} | z5jIxXIbUnmbKw",
                "k,id  | {\"id\": 1, \"k\": \"a\"}                | K3/B9mnWg8bo6A",
                "k,id  | {\"ID\": 1, \"l\": [{\"k\": 2}], \"K\": \"a\"} | K3/B9mnWg8bo6A"
            })
    void keysHaveTheReferencesHashes(String key, String item, String id) throws IOException {
        assertThat(ids(keyed(key.split(",")), List.of(item)).get("t")).containsExactly(id, id, id);
    }

    @Test
    void nestedRowsFollowAndKnowTheirRoot() throws IOException {
        Map<String, List<String>> ids = ids(keyed("id"), List.of("{\"l\": [{\"x\": 1, \"m\": [1]}], \"id\": 1}"));

        assertThat(ids.get("t__l"))
                .containsOnly("6rVOW0pbUSjaAg z5jIxXIbUnmbKw")
                .hasSize(TIMES);
        assertThat(ids.get("t__l__m"))
                .hasSize(TIMES)
                .allMatch(row -> row.endsWith(" z5jIxXIbUnmbKw"))
                .containsOnly(ids.get("t__l__m").get(0));
    }

    /** Fields in any order, and of a key that comes twice the last value. */
    @Test
    void randomItemsHaveTheSameIdOnBothPaths() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> items = new ArrayList<>();
        for (int item = 0; item < 300; item++) {
            items.add("{" + fields(random, 3) + "}");
        }

        List<String> ids = ids(versioned(), items).get("t");

        for (int item = 0; item < items.size(); item++) {
            assertThat(ids.subList(item * TIMES, (item + 1) * TIMES))
                    .as("seed %d: %s", seed, items.get(item))
                    .containsOnly(ids.get(item * TIMES));
        }
    }

    @Test
    void theCanonicalItemIsTheSortedTree() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        CanonicalItem canonical = new CanonicalItem();
        for (int item = 0; item < 2000; item++) {
            byte[] text = ("{" + fields(random, 4) + "}").getBytes(StandardCharsets.UTF_8);
            try (ByteJsonParser parser = ByteJsonFactory.SHARED.parser(text, 0, text.length);
                    ByteJsonParser again = ByteJsonFactory.SHARED.parser(text, 0, text.length)) {
                parser.nextToken();
                canonical.read(parser);
                again.nextToken();
                assertThat(new String(canonical.bytes(), 0, canonical.length(), StandardCharsets.UTF_8))
                        .as("seed %d", seed)
                        .isEqualTo(CanonicalJson.sorted(Values.read(again)));
            }
        }
    }

    private static String fields(Random random, int depth) {
        return random.ints(random.nextInt(6), 0, 8)
                .mapToObj(key -> "\""
                        + "kKéz\uD83D\uDE80_Ab"
                                .codePoints()
                                .mapToObj(Character::toString)
                                .toList()
                                .get(key) + "\": " + value(random, depth))
                .collect(Collectors.joining(", "));
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> "null";
            case 1 -> String.valueOf(random.nextInt(10) - 5);
            case 2 -> String.valueOf(random.nextDouble() * 1e20);
            case 3 -> "\"plain\"";
            case 4 -> "\"q\\\"\\\\\\n\\u0001\\u00fc\uD83D\uDE80ü\"";
            case 5 -> "123456789012345678901234567890";
            case 6 -> String.valueOf(random.nextBoolean());
            case 7 -> "{" + fields(random, depth - 1) + "}";
            default -> "[" + value(random, depth - 1) + ", {" + fields(random, depth - 1) + "}]";
        };
    }

    private static TableSchema versioned() {
        return table("scd2")
                .column(ColumnSchema.builder("_dlt_id")
                        .nullable(false)
                        .property("x-row-version", true)
                        .build())
                .build();
    }

    private static TableSchema keyed(String... columns) {
        TableSchema.Builder table = table("upsert");
        for (String column : columns) {
            table.column(ColumnSchema.builder(column)
                    .nullable(false)
                    .property("primary_key", true)
                    .build());
        }
        return table.build();
    }

    private static TableSchema.Builder table(String strategy) {
        return TableSchema.builder("t")
                .property("write_disposition", "merge")
                .property("x-merge-strategy", strategy)
                .property("resource", "t");
    }

    /** The ids of the rows of each table, those of nested ones with the id of their root. */
    private Map<String, List<String>> ids(TableSchema table, List<String> items) throws IOException {
        StringBuilder text = new StringBuilder();
        items.forEach(item -> text.append((item + "\n").repeat(TIMES)));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        DltSchema schema = DltSchema.create("s", NamingConvention.of("snake_case", java.util.OptionalInt.empty()))
                .withTable(table, true);
        NormalizeSettings settings = new NormalizeSettings(
                "1700000000.1",
                Capabilities.builder("")
                        .mergeStrategies(List.of("delete-insert", "upsert", "scd2"))
                        .weiPrecision(new io.dlt4j.api.capability.DecimalPrecision(78, 0))
                        .build(),
                format -> new JsonlFormat(false),
                Files.createTempDirectory(temporary, "jobs"),
                1);
        try (PackageNormalizer normalizer = new PackageNormalizer(settings, schema)) {
            normalizer.submit(new PartContent("t", bytes, bytes.length, false, "items", 1), () -> {});
            List<JobEntry> jobs = normalizer.finish().jobs();
            return jobs.stream()
                    .collect(Collectors.toMap(
                            JobEntry::table,
                            job -> read(job.path()),
                            (a, b) -> java.util.stream.Stream.of(a, b)
                                    .flatMap(List::stream)
                                    .toList()));
        }
    }

    private static List<String> read(Path file) {
        try {
            List<String> ids = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                JsonNode row = JSON.readTree(line);
                ids.add((row.path("_dlt_id").asText() + " "
                                + row.path("_dlt_root_id").asText())
                        .trim());
            }
            return ids;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
