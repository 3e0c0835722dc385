package io.dlt4j.destination.duckdb.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.Source;
import io.dlt4j.SqlClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dataset that the reference wrote in two runs ({@code interop/}) is continued by a third one from an empty machine. */
class InteropIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RECORDED = Path.of("src/test/resources/interop");

    @TempDir
    private Path home;

    private JsonNode inputs;

    @BeforeEach
    void copyDataset() throws IOException {
        Files.copy(RECORDED.resolve("interop.duckdb"), home.resolve("interop.duckdb"));
        inputs = JSON.readTree(RECORDED.resolve("inputs.json").toFile());
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
        try (GoldenDataset dataset = new GoldenDataset(
                home.resolve("interop.duckdb"),
                "interop_data",
                pipeline.schemas().get("crm"),
                runs,
                false)) {
            GoldenCasesTest.compareData(inputs.get("expected_after_run_3"), dataset, "third run");
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
                .destination("duckdb")
                .dataset("interop_data")
                .projectDir(home)
                .environment(Map.of("DLT_DATA_DIR", home.resolve("data").toString()))
                .open();
    }
}
