package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files through the command line, compared value by value with what is in the files. */
@Execution(ExecutionMode.CONCURRENT)
class RealDataIT {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @CsvSource({
        "github-events, github_events, 100, 7",
        "ethereum-blocks, ethereum_blocks, 2, 7",
        "movies, movies, 3201, 1",
        "flights-20k, flights_20k, 20000, 1",
        "penguins, penguins, 344, 1"
    })
    void loadsEachValueOfJson(String file, String table, long items, int tables) throws IOException {
        String source = copy(file + ".json.gz").toString();
        CommandLine dlt4j = CommandLine.in(temporary.resolve("home"));
        JsonNode document = JSON.readTree(unpacked(file + ".json.gz"));
        Flattening flattening = new Flattening(table);
        List<Tree> expected = new ArrayList<>();
        document.forEach(item -> expected.add(flattening.item(item)));
        SortedMap<String, Long> once = listElements(table, document);
        assertThat(once).hasSize(tables).containsEntry(table, items).isEqualTo(Tree.rows(table, expected));

        run(dlt4j, source, "append", once, 1);
        try (LoadedDataset dataset = LoadedDataset.of(dlt4j, table)) {
            assertThat(Tree.differences(dataset.trees().get(table), expected, 1))
                    .isEmpty();
            assertThat(dataset.columns()).isEqualTo(LoadedDataset.described(flattening.columns()));
            assertThat(dataset.number(
                            "SELECT count(*) FROM read_json('" + source + "', maximum_object_size = 100000000)"))
                    .isEqualTo(items);
        }
        run(dlt4j, source, "append", once, 2);
        run(dlt4j, source, "replace", once, 1);
        try (LoadedDataset dataset = LoadedDataset.of(dlt4j, table)) {
            assertThat(Tree.differences(dataset.trees().get(table), expected, 1))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"airports, 3376", "birdstrikes, 10000"})
    void loadsEachCellOfCsv(String file, long records) throws IOException {
        String source = copy(file + ".csv.gz").toString();
        CommandLine dlt4j = CommandLine.in(temporary.resolve("home"));
        SortedMap<String, Long> once = new TreeMap<>(Map.of(file, records));

        run(dlt4j, source, "append", once, 1);
        try (LoadedDataset dataset = LoadedDataset.of(dlt4j, file)) {
            assertThat(Tree.differences(dataset.trees().get(file), cells(dataset, file, source), 1))
                    .isEmpty();
        }
        run(dlt4j, source, "append", once, 2);
        run(dlt4j, source, "replace", once, 1);
    }

    @Test
    void keepsAllDigitsOfIntegersPastSixtyFourBits() throws IOException {
        CommandLine dlt4j = CommandLine.in(temporary.resolve("home"));
        String text = new String(unpacked("ethereum-blocks.json.gz").readAllBytes());
        dlt4j.document("run", copy("ethereum-blocks.json.gz").toString());

        try (LoadedDataset dataset = LoadedDataset.of(dlt4j, "ethereum_blocks")) {
            List<String> totals = dataset.texts(
                    "SELECT total_difficulty::VARCHAR FROM " + dataset.name("ethereum_blocks") + " ORDER BY number");
            assertThat(totals).containsExactly("50719297655545113494805", "50719312123422817289537");
            assertThat(totals).allMatch(digits -> text.contains("\"totalDifficulty\": " + digits));
            List<String> values = dataset.texts("SELECT value__v_wei::VARCHAR FROM "
                    + dataset.name("ethereum_blocks__transactions") + " WHERE value__v_wei IS NOT NULL");
            assertThat(values).hasSize(16).contains("1871786301820000000000");
            assertThat(values).allMatch(digits -> text.contains("\"value\": " + digits));
        }
    }

    private static void run(CommandLine dlt4j, String source, String disposition, Map<String, Long> once, int times) {
        JsonNode result = dlt4j.document("run", source, "--write-disposition", disposition);
        Map<String, Long> reported = new HashMap<>();
        result.get("row_counts")
                .properties()
                .forEach(table -> reported.put(table.getKey(), table.getValue().longValue()));
        reported.keySet().removeIf(table -> table.startsWith("_dlt"));
        assertThat(reported).isEqualTo(once);
        Map<String, Long> expected = new HashMap<>(once);
        expected.replaceAll((table, rows) -> rows * times);
        try (LoadedDataset dataset =
                LoadedDataset.of(dlt4j, result.get("pipeline_name").textValue())) {
            assertThat(dataset.counts()).isEqualTo(expected);
        }
    }

    /** The items, and the elements of each list by the path to it. */
    private static SortedMap<String, Long> listElements(String table, JsonNode items) {
        SortedMap<String, Long> counts = new TreeMap<>();
        count(table, items, counts);
        return counts;
    }

    private static void count(String path, JsonNode node, Map<String, Long> counts) {
        if (node.isArray()) {
            for (JsonNode element : node) {
                counts.merge(path, 1L, Long::sum);
                count(element.isArray() ? path + "__list" : path, element, counts);
            }
        } else {
            node.properties()
                    .forEach(field ->
                            count(path + "__" + Flattening.normalized(field.getKey()), field.getValue(), counts));
        }
    }

    /** DuckDB's own reader gives the cells as text; they are compared as what their columns hold. */
    private static List<Tree> cells(LoadedDataset dataset, String table, String source) {
        Map<String, String> types = dataset.columns().get(table);
        List<Tree> rows = new ArrayList<>();
        dataset.query("SELECT * FROM read_csv('" + source + "', all_varchar = true, header = true)", row -> {
            SortedMap<String, String> cells = new TreeMap<>();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                String name = Flattening.normalized(row.getMetaData().getColumnName(column));
                String cell = row.getString(column);
                if (cell != null) {
                    cells.put(
                            name,
                            String.valueOf(types.get(name)).equals("DOUBLE")
                                    ? Double.toString(Double.parseDouble(cell))
                                    : cell);
                }
            }
            rows.add(new Tree(cells, new TreeMap<>()));
        });
        return rows;
    }

    private Path copy(String file) throws IOException {
        Path target = temporary.resolve(file);
        try (InputStream resource = resource(file)) {
            Files.copy(resource, target);
        }
        return target;
    }

    private static InputStream unpacked(String file) throws IOException {
        return new GZIPInputStream(resource(file));
    }

    private static InputStream resource(String file) {
        return java.util.Objects.requireNonNull(RealDataIT.class.getResourceAsStream("/data/" + file), file);
    }
}
