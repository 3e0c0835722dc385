package io.dlt4j.golden;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dlt4j.Destination;
import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.Source;
import io.dlt4j.SqlClient;
import io.dlt4j.api.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dataset that the reference wrote in two runs is continued by a third one from an empty machine. */
public abstract class InteropRuns {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path INPUTS = Path.of("../../golden/interop-inputs.json");
    private static final String DATASET = "interop_data";

    @TempDir
    Path home;

    private JsonNode inputs = JSON.nullNode();
    private @Nullable Destination destination;

    /** How the dataset is read. */
    protected abstract GoldenDestination reader();

    /**
     * A destination with the recorded dataset.
     *
     * @param directory of the pipeline's project
     */
    protected abstract Destination recorded(Path directory) throws Exception;

    @BeforeEach
    void restoreDataset() throws Exception {
        destination = recorded(home);
        inputs = JSON.readTree(INPUTS.toFile());
    }

    @Test
    void thirdRunEndsAsTheReferencesOwn() throws Exception {
        Pipeline pipeline = pipeline();
        Map<String, String> runs = new HashMap<>();
        List<String> before = loadIds(pipeline);
        before.forEach(loadId -> runs.put(loadId, "run:" + (runs.size() + 1)));

        LoadInfo info = pipeline.run(List.of(Source.of("crm", resource("people"), resource("events"))));

        assertThat(info.loadIds()).hasSize(1).allMatch(id -> id.compareTo(before.get(1)) > 0);
        runs.put(info.loadIds().get(0), "run:3");
        assertThat(info.packages().get(0).migrated())
                .as("tables and columns of the reference that were altered")
                .isEmpty();
        Schema schema = requireNonNull(pipeline.schemas().get("crm"));
        try (GoldenDataset dataset = new GoldenDataset(reader(), home, DATASET, schema, runs, false)) {
            GoldenComparison.compareData(reader().expected(inputs.get("expected_after_run_3")), dataset, "third run");
        }
    }

    /** Nothing new came: no row, no state and no schema is written. */
    @Test
    void theThirdRunAgainChangesNothing() throws Exception {
        pipeline().run(List.of(Source.of("crm", resource("people"), resource("events"))));

        LoadInfo again = pipeline().run(List.of(Source.of("crm", resource("people"), resource("events"))));

        assertThat(again.loadIds()).isEmpty();
    }

    private Resource resource(String name) {
        Resource resource = Resource.ofJson(name, inputs.at("/runs/2").get(name).toString());
        JsonNode hints = inputs.at("/hints").path(name);
        Resource hinted = resource.hints(GoldenHints.of(hints));
        return GoldenHints.incremental(hints).map(hinted::incremental).orElse(hinted);
    }

    private static List<String> loadIds(Pipeline pipeline) {
        List<String> ids = new ArrayList<>();
        try (SqlClient sql = pipeline.sqlClient()) {
            sql.query("SELECT load_id FROM " + sql.qualifiedName("_dlt_loads") + " ORDER BY load_id")
                    .forEach(row -> ids.add(row.value("load_id", String.class).orElseThrow()));
        }
        return ids;
    }

    private Pipeline pipeline() {
        return Pipeline.named("interop")
                .destination(requireNonNull(destination))
                .dataset(DATASET)
                .projectDir(home)
                .environment(Map.of("DLT_DATA_DIR", home.resolve("data").toString()))
                .open();
    }
}
