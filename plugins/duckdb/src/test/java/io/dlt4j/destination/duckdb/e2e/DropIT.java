package io.dlt4j.destination.duckdb.e2e;

import static io.dlt4j.destination.duckdb.e2e.LoadedPipeline.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.DropInfo;
import io.dlt4j.DropRequest;
import io.dlt4j.Incremental;
import io.dlt4j.Pipeline;
import io.dlt4j.PipelineError;
import io.dlt4j.Resource;
import io.dlt4j.api.error.DltException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resources that are dropped, and states that come from the destination. */
class DropIT {

    private static final String TABLES =
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'web_dataset'";

    @TempDir
    private Path home;

    private LoadedPipeline web;

    @BeforeEach
    void load() {
        web = new LoadedPipeline(home, "web");
        web.open().run(events(), Resource.of("users", List.of(Map.of("id", 1, "name", "x"))));
    }

    @Test
    void droppedResourcesBeginAnew() {
        DropInfo info = web.open().drop(DropRequest.of("events"));

        assertThat(info.tables()).containsExactly("events", "events__tags");
        assertThat(info.resourceStates()).containsExactly("events");
        assertThat(tables()).contains("users").doesNotContain("events", "events__tags");
        assertThat(web.open().schemas().get("web").tables()).doesNotContainKey("events");
        web.open().run(events());
        assertThat(rows(web.open(), "SELECT count(*) FROM %s", "events")).containsExactly(List.of(3L));
        assertThat(rows(web.open(), "SELECT count(*) FROM %s", "users")).containsExactly(List.of(1L));
    }

    @Test
    void patternsAndAllSelectResources() {
        assertThat(web.open().planDrop(DropRequest.of("re:ev.*")).tables()).containsExactly("events", "events__tags");
        assertThat(web.open().planDrop(DropRequest.of("re:ev")).isEmpty()).isTrue();
        DropInfo all = web.open().drop(DropRequest.builder().all().build());
        assertThat(all.resources()).containsExactly("events", "users");
        assertThat(tables()).noneMatch(table -> !table.startsWith("_dlt"));
    }

    @Test
    void aStateThatIsDroppedLeavesTheTables() {
        web.open()
                .drop(DropRequest.builder()
                        .resources(List.of("events"))
                        .stateOnly()
                        .build());
        web.open().run(events());
        assertThat(rows(web.open(), "SELECT count(*) FROM %s", "events"))
                .as("its cursor began anew")
                .containsExactly(List.of(6L));
    }

    @Test
    void keysOfTheStateAreFoundByPath() {
        DropRequest wildcard = DropRequest.builder().statePaths(List.of("*")).build();
        assertThat(web.open().planDrop(wildcard).statePaths())
                .as("'resources' is matched by its name alone")
                .isEmpty();
        DropRequest cursor = DropRequest.builder()
                .statePaths(List.of("$.resources.*.incremental.id"))
                .build();
        assertThat(web.open().drop(cursor).statePaths()).containsExactly("resources.events.incremental.id");
        web.open().run(events());
        assertThat(rows(web.open(), "SELECT count(*) FROM %s", "events")).containsExactly(List.of(6L));
    }

    @Test
    void whatSelectsNothingIsToldAndChangesNothing() {
        DropInfo info = web.open()
                .drop(DropRequest.builder()
                        .resources(List.of("nobody"))
                        .statePaths(List.of("nothing"))
                        .build());
        assertThat(info.isEmpty()).isTrue();
        assertThat(info.warnings()).hasSize(2).allMatch(warning -> warning.contains("selects no"));
        assertThat(rows(web.open(), "SELECT count(*) FROM %s", "_dlt_loads")).containsExactly(List.of(1L));
    }

    @Test
    void pendingPackagesStandAgainstADropAndARestore() {
        web.open().extract(Resource.of("more", List.of(1)));
        for (Runnable call : List.<Runnable>of(
                () -> web.open().drop(DropRequest.of("events")),
                () -> web.open().restore())) {
            assertThatThrownBy(call::run)
                    .isInstanceOfSatisfying(
                            DltException.class, e -> assertThat(e.code()).isEqualTo(PipelineError.PIPELINE_PENDING));
        }
    }

    @Test
    void aRestoredStateTakesThePlaceOfANewerOneThatWasNeverLoaded() {
        Pipeline ahead = web.open();
        ahead.extract(Resource.of("events", List.of(Map.of("id", 99))).incremental(Incremental.on("id")));
        ahead.dropPendingPackages(true);

        web.open().restore();

        web.open().run(events(), Resource.of("users", List.of()));
        assertThat(rows(web.open(), "SELECT count(*) FROM %s", "events")).containsExactly(List.of(3L));
        web.open().run(Resource.of("events", List.of(Map.of("id", 50))).incremental(Incremental.on("id")));
        assertThat(rows(web.open(), "SELECT count(*) FROM %s", "events"))
                .as("the cursor is where the loaded rows end, not at 99")
                .containsExactly(List.of(4L));
    }

    @Test
    void aRestoreWithoutAStateChangesNothing() {
        Pipeline other =
                new LoadedPipeline(home, "web").builder().dataset("empty").open();
        assertThatThrownBy(other::restore)
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(PipelineError.PIPELINE_NOT_FOUND));
        web.open().run(events());
        assertThat(rows(web.open(), "SELECT count(*) FROM %s", "events")).containsExactly(List.of(3L));
    }

    private static Resource events() {
        return Resource.of(
                        "events",
                        List.of(
                                Map.of("id", 1, "tags", List.of("a")),
                                Map.of("id", 2, "tags", List.of("a", "b")),
                                Map.of("id", 3)))
                .incremental(Incremental.on("id"));
    }

    private List<String> tables() {
        return rows(web.open(), TABLES, "_dlt_loads").stream()
                .map(row -> row.get(0).toString())
                .toList();
    }
}
