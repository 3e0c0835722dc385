package io.dlt4j.destination.duckdb.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.RunOptions;
import io.dlt4j.Source;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs each recorded case, once with its items as Java values and, where JSON has a form for them, once as JSON text, and
 * compares the dataset with the reference's after every run.
 *
 * <p>{@code -Dgolden.dir} names another directory of cases.
 */
class GoldenCasesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATASET = "golden_data";

    @TempDir
    private Path temporary;

    @TestFactory
    Stream<DynamicTest> recordedCases() throws IOException {
        String given = System.getProperty("golden.dir", "");
        Path directory = Path.of(given.isEmpty() ? "src/test/resources/golden" : given);
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".json", "");
                if (file.toString().endsWith(".json")) {
                    tests.add(dynamicTest(name, () -> check(JSON.readTree(file.toFile()))));
                }
            }
        }
        assertThat(tests).as("cases in " + directory).isNotEmpty();
        return tests.stream();
    }

    private void check(JsonNode golden) throws Exception {
        check(golden, false);
        if (!GoldenValues.hasTags(golden.get("runs"))) {
            check(golden, true);
        }
    }

    private void check(JsonNode golden, boolean asText) throws Exception {
        Path home = Files.createTempDirectory(temporary, "case");
        Map<String, String> environment =
                new HashMap<>(Map.of("DLT_DATA_DIR", home.resolve("data").toString()));
        golden.path("env")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asText()));
        String schemaName = golden.path("schema").asText("golden");
        Pipeline pipeline = Pipeline.named("golden")
                .destination("duckdb")
                .dataset(DATASET)
                .projectDir(home)
                .environment(environment)
                .open();
        Map<String, String> runs = new HashMap<>();
        ArrayNode expected = (ArrayNode) golden.get("expected");
        for (int run = 0; run < expected.size(); run++) {
            String when = (asText ? "as text, " : "") + "run " + (run + 1);
            JsonNode described = golden.get("runs").get(run);
            Source source = source(schemaName, described, asText);
            Optional<GoldenFailure> failure =
                    run(pipeline, source, GoldenHints.options(described.path("args")), runs, run);
            if (golden.path("match").asText().equals("free")) {
                assertThat(failure.map(GoldenFailure::detail))
                        .as("where the reference fails for a defect of its own, " + when)
                        .isEmpty();
            } else {
                assertThat(failure.map(GoldenFailure::described))
                        .as("error, " + when
                                + failure.map(GoldenFailure::detail).orElse(""))
                        .isEqualTo(GoldenFailure.expected(expected.get(run)));
                boolean exactIds = golden.path("exact_ids").asBoolean();
                if (expected.get(run).has("db_columns")) {
                    try (GoldenDataset dataset = new GoldenDataset(
                            home.resolve("golden.duckdb"),
                            DATASET,
                            pipeline.schemas().get(schemaName),
                            runs,
                            exactIds)) {
                        compare(expected.get(run), dataset, pipeline.schemas().get(schemaName), when);
                    }
                }
            }
        }
    }

    /** Runs; a failure drops what is pending then, as the recorder of the cases did. */
    private static Optional<GoldenFailure> run(
            Pipeline pipeline, Source source, RunOptions options, Map<String, String> runs, int run)
            throws IOException {
        try {
            LoadInfo info = pipeline.run(List.of(source), options);
            for (String loadId : info.loadIds()) {
                runs.put(loadId, "run:" + (run + 1));
            }
            return Optional.empty();
        } catch (DltException e) {
            return Optional.of(GoldenFailure.of(pipeline, e));
        }
    }

    private static Source source(String name, JsonNode run, boolean asText) {
        List<Resource> resources = new ArrayList<>();
        for (JsonNode described : run.get("resources")) {
            String resourceName = described.get("name").asText();
            JsonNode items = described.get("items");
            Resource resource = asText
                    ? Resource.ofJson(resourceName, items.toString())
                    : Resource.of(resourceName, (List<?>) java.util.Objects.requireNonNull(GoldenValues.item(items)));
            JsonNode hints = described.path("hints");
            Resource hinted = resource.hints(GoldenHints.of(hints));
            resources.add(
                    GoldenHints.incremental(hints).map(hinted::incremental).orElse(hinted));
        }
        Source source = Source.of(name, resources.toArray(Resource[]::new));
        JsonNode contract = run.path("source").path("schema_contract");
        return contract.isMissingNode() ? source : source.schemaContract(GoldenHints.contract(contract));
    }

    private static void compare(JsonNode expected, GoldenDataset dataset, Schema schema, String when) throws Exception {
        compareData(expected, dataset, when);
        assertThat(described(schema)).as("schema, " + when).isEqualTo(described(expected.get("schema")));
        if (when.endsWith("run 1")) {
            assertThat(ordered(dataset.columns())).as("column order").isEqualTo(ordered(expected.get("db_columns")));
        }
    }

    /** Compares what is in the dataset, and not how the schema describes it. */
    static void compareData(JsonNode expected, GoldenDataset dataset, String when) throws Exception {
        assertThat(sets(dataset.columns())).as("columns, " + when).isEqualTo(sets(expected.get("db_columns")));
        assertThat(canonical(dataset.counts())).as("counts, " + when).isEqualTo(canonical(expected.get("counts")));
        assertThat(sets(dataset.rows())).as("rows, " + when).isEqualTo(sets(expected.get("rows")));
        assertThat(JSON.readTree(dataset.system().toString()))
                .as("system, " + when)
                .isEqualTo(expected.get("system"));
    }

    private static String ordered(JsonNode tables) {
        Map<String, String> sorted = new java.util.TreeMap<>();
        tables.properties()
                .forEach(field -> sorted.put(field.getKey(), field.getValue().toString()));
        return sorted.toString();
    }

    /** Arrays under each key as bags of canonical texts. */
    private static Map<String, List<String>> sets(JsonNode tables) {
        Map<String, List<String>> sets = new HashMap<>();
        tables.properties().forEach(field -> {
            List<String> elements = new ArrayList<>();
            field.getValue().forEach(element -> elements.add(canonical(element)));
            elements.sort(null);
            sets.put(field.getKey(), elements);
        });
        return sets;
    }

    private static String canonical(JsonNode node) {
        try {
            return JSON.writer()
                    .with(com.fasterxml.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(JSON.treeToValue(node, Object.class));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> described(JsonNode tables) {
        Set<String> facts = new HashSet<>();
        tables.properties().forEach(table -> {
            JsonNode content = table.getValue();
            facts.add(table.getKey() + " parent " + content.path("parent").asText("null") + " disposition "
                    + content.path("write_disposition").asText("null"));
            content.get("columns")
                    .properties()
                    .forEach(column -> facts.add(table.getKey() + "." + column.getKey()
                            + " " + column.getValue().path("data_type").asText("null") + " "
                            + column.getValue().path("nullable").asBoolean(true)));
        });
        return facts;
    }

    private static Set<String> described(Schema schema) {
        Set<String> facts = new HashSet<>();
        for (TableSchema table : schema.tables().values()) {
            if (!table.name().startsWith("_dlt")) {
                facts.add(table.name() + " parent " + table.parent().orElse("null") + " disposition "
                        + table.text("write_disposition").orElse("null"));
                for (ColumnSchema column : table.columns().values()) {
                    facts.add(table.name() + "." + column.name() + " "
                            + column.dataType().map(type -> type.text()).orElse("null") + " " + column.isNullable());
                }
            }
        }
        return facts;
    }
}
