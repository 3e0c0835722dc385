package io.dlt4j.destination.duckdb.e2e;

import static io.dlt4j.destination.duckdb.e2e.LoadedPipeline.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.Pipeline;
import io.dlt4j.Refresh;
import io.dlt4j.Resource;
import io.dlt4j.RunOptions;
import io.dlt4j.Source;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a refresh removes, and what it leaves. */
class RefreshIT {

    @TempDir
    private Path home;

    private Pipeline pipeline;

    @BeforeEach
    void load() {
        pipeline = new LoadedPipeline(home, "web").open();
        pipeline.run(List.of(
                Source.of("crm", items(1, 2), Resource.of("others", List.of(Map.of("id", 5)))),
                Source.of("erp", Resource.of("bills", List.of(Map.of("id", 7))))));
    }

    @Test
    void droppedResourcesLoseTheirTablesAndComeBackWithWhatIsNew() {
        run(Refresh.DROP_RESOURCES, Source.of("crm", Resource.of("items", List.of(Map.of("other", 3)))));
        assertThat(rows(pipeline, "items")).containsExactly(List.of(3L));
        assertThat(tables()).contains("items", "others", "bills").doesNotContain("items__tags");
        assertThat(pipeline.schemas().get("crm").tables().get("items").columns())
                .doesNotContainKey("id");
        assertThat(versions("crm")).isEqualTo(1);
        assertThat(versions("erp")).isEqualTo(1);
    }

    @Test
    void droppedSourcesLoseAllTablesAndTheirHistory() {
        run(Refresh.DROP_SOURCES, Source.of("crm", items(3)));
        assertThat(rows(pipeline, "SELECT id FROM %s", "items")).containsExactly(List.of(3L));
        assertThat(tables()).contains("items", "items__tags", "bills").doesNotContain("others");
        assertThat(pipeline.schemas().get("crm").tables()).doesNotContainKey("others");
    }

    @Test
    void c28_droppedDataIsGoneAlsoFromNestedTablesThatGetNothing() {
        run(Refresh.DROP_DATA, Source.of("crm", Resource.of("items", List.of(Map.of("id", 3)))));
        assertThat(rows(pipeline, "items")).containsExactly(List.of(3L));
        assertThat(rows(pipeline, "SELECT * FROM %s", "items__tags")).isEmpty();
        assertThat(rows(pipeline, "others")).containsExactly(List.of(5L));
    }

    @Test
    void c28_droppedDataIsGoneAlsoWhereNothingFollows() {
        run(Refresh.DROP_DATA, Source.of("crm", Resource.of("items", List.of())));
        assertThat(rows(pipeline, "SELECT * FROM %s", "items")).isEmpty();
        assertThat(rows(pipeline, "SELECT * FROM %s", "items__tags")).isEmpty();
    }

    @Test
    void droppedResourcesAreGoneAlsoWhereNothingFollows() {
        run(Refresh.DROP_RESOURCES, Source.of("crm", Resource.of("items", List.of())));
        assertThat(tables()).contains("others").doesNotContain("items", "items__tags");
    }

    @Test
    void c30_severalSourcesOfOneSchemaAreRefreshedTogether() {
        run(
                Refresh.DROP_RESOURCES,
                Source.of("crm", items(3)),
                Source.of("crm", Resource.of("others", List.of(Map.of("name", "x")))));
        assertThat(rows(pipeline, "SELECT id FROM %s", "items")).containsExactly(List.of(3L));
        assertThat(rows(pipeline, "others")).containsExactly(List.of("x"));
    }

    @Test
    void aSourceThatWasNeverExtractedHasNothingToLose() {
        run(Refresh.DROP_SOURCES, Source.of("fresh", Resource.of("first", List.of(1))));
        assertThat(rows(pipeline, "first")).containsExactly(List.of(1L));
        assertThat(tables()).contains("items", "bills");
    }

    private void run(Refresh mode, Source... sources) {
        pipeline.run(List.of(sources), RunOptions.builder().refresh(mode).build());
    }

    private static Resource items(int... ids) {
        return Resource.of(
                "items",
                Arrays.stream(ids)
                        .mapToObj(id -> Map.of("id", id, "tags", List.of("a", "b")))
                        .toList());
    }

    private List<String> tables() {
        return rows(
                        pipeline,
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'web_dataset'",
                        "_dlt_loads")
                .stream()
                .map(row -> row.get(0).toString())
                .toList();
    }

    private long versions(String schema) {
        return (Long) rows(pipeline, "SELECT count(*) FROM %s WHERE schema_name = '" + schema + "'", "_dlt_version")
                .get(0)
                .get(0);
    }
}
