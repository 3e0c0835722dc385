package io.dlt4j.golden;

import static java.util.Objects.requireNonNull;
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
import io.dlt4j.api.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each recorded case, once with its items as Java values and, where JSON has a form for them, once as JSON text, and
 * compares the dataset with the reference's after every run.
 *
 * <p>{@code -Dgolden.dir} names another directory of cases.
 */
public abstract class GoldenCases {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATASET = "golden_data";
    private static final Logger LOG = LoggerFactory.getLogger(GoldenCases.class);

    @TempDir
    Path temporary;

    /** The destination that the cases are run against. */
    protected abstract GoldenDestination destination();

    @TestFactory
    Stream<DynamicTest> recordedCases() throws IOException {
        String given = System.getProperty("golden.dir", "");
        Path directory = Path.of(given.isEmpty() ? "../../golden/cases" : given);
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".json", "");
                if (file.toString().endsWith(".json") && isFit(name)) {
                    tests.add(dynamicTest(name, () -> check(JSON.readTree(file.toFile()))));
                }
            }
        }
        assertThat(tests).as("cases in " + directory).isNotEmpty();
        return tests.stream();
    }

    private boolean isFit(String name) {
        Optional<String> reason = destination().unfit(name);
        reason.ifPresent(why -> LOG.info("case {} has no meaning here: {}", name, why));
        return reason.isEmpty();
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
                .destination(destination().empty(home))
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
                    Schema schema = requireNonNull(pipeline.schemas().get(schemaName), "no schema " + schemaName);
                    try (GoldenDataset dataset =
                            new GoldenDataset(destination(), home, DATASET, schema, runs, exactIds)) {
                        GoldenComparison.compare(destination().expected(expected.get(run)), dataset, schema, when);
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
                    : Resource.of(resourceName, (List<?>) requireNonNull(GoldenValues.item(items)));
            JsonNode hints = described.path("hints");
            Resource hinted = resource.hints(GoldenHints.of(hints));
            resources.add(
                    GoldenHints.incremental(hints).map(hinted::incremental).orElse(hinted));
        }
        Source source = Source.of(name, resources.toArray(Resource[]::new));
        JsonNode contract = run.path("source").path("schema_contract");
        return contract.isMissingNode() ? source : source.schemaContract(GoldenHints.contract(contract));
    }
}
