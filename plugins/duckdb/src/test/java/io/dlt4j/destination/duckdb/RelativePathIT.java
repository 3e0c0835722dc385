package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.Destination;
import io.dlt4j.Destinations;
import io.dlt4j.DropRequest;
import io.dlt4j.Incremental;
import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.PipelineBuilder;
import io.dlt4j.Resource;
import io.dlt4j.pack.PipelineState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline that is opened in two directories: relative paths start in that of its first run. */
class RelativePathIT {

    @TempDir
    private Path home;

    @Test
    @DisplayName("169")
    void theDatabaseStaysWhereItWas() {
        assertThat(run("a", 1, 2).location()).contains("duckdb:///" + home.resolve("a/lake.duckdb"));
        assertThat(run("b", 1, 2, 3).location()).contains("duckdb:///" + home.resolve("a/lake.duckdb"));
        assertThat(ids("b")).containsExactly(1L, 2L, 3L);
        assertThat(home.resolve("b/lake.duckdb")).doesNotExist();
    }

    @Test
    void allThatOpensTheDestinationFindsIt() {
        run("a", 1);
        open("b").sync();
        open("b").restore();
        try (Destinations all = Destinations.of(environment("b"), Optional.empty(), Optional.empty())) {
            all.forPipeline("rc").check(Destination.from("duckdb"), Optional.empty(), step -> {});
        }
        open("b").drop(DropRequest.of("items"));
        assertThat(home.resolve("b/lake.duckdb")).doesNotExist();
        assertThat(run("a", 5).location()).contains("duckdb:///" + home.resolve("a/lake.duckdb"));
        assertThat(ids("b")).containsExactly(5L);
    }

    @Test
    void whatAnEarlierVersionLeftStaysWhereItIsNextOpened() throws IOException {
        run("a", 1);
        Path state = home.resolve("data/dlt4j/pipelines/rc/state.json");
        String kept = Files.readString(state).replaceFirst("\"initial_cwd\":\"[^\"]*\",?", "");
        Files.writeString(state, kept.replace(",}", "}"));
        assertThat(state).content().doesNotContain("initial_cwd");
        run("a", 1);
        assertThat(state).content().as("noted, also by a run without news").contains("initial_cwd");
        run("b", 2);
        assertThat(ids("a")).containsExactly(1L, 2L);
    }

    @Test
    void noDestinationIsToldTheDirectory() {
        run("a", 1);
        try (var sql = open("b").sqlClient()) {
            List<String> states = sql.query("SELECT state FROM _dlt_pipeline_state").list().stream()
                    .map(row -> row.value("state", String.class).orElseThrow())
                    .map(text -> PipelineState.decodeRow(text, "a").json())
                    .toList();
            assertThat(states).isNotEmpty().noneMatch(text -> text.contains("initial_cwd"));
        }
    }

    @Test
    void developmentBeginsWhereItIs() {
        run("a", 1);
        LoadInfo info = pipeline("b").devMode(true).open().run(items(1));
        assertThat(info.location()).contains("duckdb:///" + home.resolve("b/lake.duckdb"));
    }

    private LoadInfo run(String directory, int... ids) {
        return open(directory).run(items(ids));
    }

    private static Resource items(int... ids) {
        return Resource.of(
                        "items",
                        Arrays.stream(ids).mapToObj(id -> Map.of("id", id)).toList())
                .incremental(Incremental.on("id"));
    }

    private List<Long> ids(String directory) {
        try (var sql = open(directory).sqlClient()) {
            return sql.query("SELECT id FROM " + sql.qualifiedName("items") + " ORDER BY id").list().stream()
                    .map(row -> row.value("id", Long.class).orElseThrow())
                    .toList();
        }
    }

    private Pipeline open(String directory) {
        return pipeline(directory).open();
    }

    private PipelineBuilder pipeline(String directory) {
        return Pipeline.named("rc").destination("duckdb").environment(environment(directory));
    }

    /** That of a program which was started in a directory. */
    private Map<String, String> environment(String directory) {
        try {
            Files.createDirectories(home.resolve(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "DLT_PROJECT_DIR", home.resolve(directory).toString(),
                "DLT_DATA_DIR", home.resolve("data").toString(),
                "DESTINATION__DUCKDB__CREDENTIALS", "lake.duckdb");
    }
}
