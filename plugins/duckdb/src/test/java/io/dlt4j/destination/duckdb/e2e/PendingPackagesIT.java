package io.dlt4j.destination.duckdb.e2e;

import static io.dlt4j.destination.duckdb.e2e.LoadedPipeline.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.Incremental;
import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.Source;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.error.ErrorCode;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.load.LoadError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages that cannot be loaded: what holds them up, and the ways on. */
class PendingPackagesIT {

    @TempDir
    private Path home;

    private LoadedPipeline web;

    @BeforeEach
    void load() {
        web = new LoadedPipeline(home, "web");
        open().run(events(0, 3));
    }

    @Test
    void whatAFailedPackageAddedIsTakenBackAndExtractedAnew() {
        breakTags();
        assertFails(() -> open().run(events(3, 6)));
        List<List<Object>> half = rows(open(), "SELECT count(*) FROM %s", "events");
        assertThat(half).as("the roots are there, their tags are not").containsExactly(List.of(6L));

        List<String> dropped = open().dropPendingPackages();

        assertThat(dropped).hasSize(1);
        assertThat(rows(open(), "SELECT id FROM %s ORDER BY 1", "events"))
                .containsExactly(List.of(0L), List.of(1L), List.of(2L));
        assertThat(rows(open(), "SELECT count(*) FROM %s", "_dlt_pipeline_state"))
                .containsExactly(List.of(1L));
        mendTags();
        LoadInfo info = open().run(events(3, 6));
        assertThat(info.rowCounts()).containsEntry("events", 3L);
        assertLoaded(6);
    }

    @Test
    void whatWasReplacedCannotBeTakenBackUnlessTheStateIsKept() {
        Resource replaced = Resource.of("current", List.of(Map.of("id", 1))).writeDisposition(WriteDisposition.REPLACE);
        open().run(replaced);
        breakTags();
        assertFails(() -> open().run(replaced, events(3, 6)));

        assertThatThrownBy(() -> open().dropPendingPackages())
                .satisfies(thrown -> assertCode(thrown, LoadError.LOAD_UNDO_IMPOSSIBLE))
                .hasMessageContaining("current.truncate")
                .hasMessageContaining("cannot be dropped");
        assertThat(open().pendingPackages()).hasSize(1);

        assertThat(open().dropPendingPackages(true)).hasSize(1);
        mendTags();
        assertThat(open().pendingPackages()).isEmpty();
        open().run(events(3, 9));
        assertThat(rows(open(), "SELECT count(DISTINCT id), count(*) FROM %s", "events"))
                .as("with the state as it was left, the cursor does not go back")
                .containsExactly(List.of(9L, 9L));
    }

    @Test
    void aPackageThatWasNotBegunIsDroppedWithoutItsDestination() throws Exception {
        open().extract(events(3, 6));
        open().normalize();
        Path file = home.resolve("web.duckdb");
        Files.move(file, home.resolve("elsewhere"));

        assertThat(open().dropPendingPackages()).hasSize(1);

        assertThat(file).doesNotExist();
        Files.move(home.resolve("elsewhere"), file);
        open().run(events(3, 6));
        assertLoaded(6);
    }

    @Test
    void aFailedPackageHoldsUpThoseBehindItAndNamesTheWaysOn() {
        breakTags();
        assertFails(() -> open().run(events(3, 6)));
        open().extract(Resource.of("others", List.of(Map.of("id", 1))));

        assertThatThrownBy(() -> open().run(Resource.of("more", List.of(1))))
                .satisfies(thrown -> assertCode(thrown, LoadError.LOAD_PACKAGE_FAILED))
                .satisfies(thrown -> assertThat(((DltException) thrown).render())
                        .contains(
                                "pipeline web retry-failed",
                                "drop-pending-packages",
                                "load.skip_failed_packages=true"));
        assertThat(open().pendingPackages()).hasSize(2);
    }

    @Test
    void aSkippedPackageStaysForRepairAndIsLoadedOnceAfterwards() {
        breakTags();
        assertFails(() -> open().run(events(3, 6)));
        Map<String, String> skip = Map.of("LOAD__SKIP_FAILED_PACKAGES", "true");
        LoadInfo info = web.builder(skip).open().run(Resource.of("others", List.of(Map.of("id", 1))));

        assertThat(info.skipped()).hasSize(1);
        assertThat(info.warnings()).anyMatch(warning -> warning.contains("order of packages is given up"));
        assertThat(rows(open(), "others")).containsExactly(List.of(1L));
        assertThatThrownBy(() -> open().dropPendingPackages())
                .satisfies(thrown -> assertCode(thrown, LoadError.LOAD_UNDO_IMPOSSIBLE))
                .hasMessageContaining("which was extracted after it");

        mendTags();
        open().pendingPackages().get(0).clearFailure();
        open().load();
        assertLoaded(6);
        assertThat(rows(open(), "others")).containsExactly(List.of(1L));
    }

    @Test
    void severalSchemasOfOneBatchAreDroppedTogetherOrNotAtAll() {
        breakTags();
        Source other = Source.of("another", Resource.of("bills", List.of(Map.of("id", 7))));
        assertFails(() -> open().run(List.of(other, Source.of("web", events(3, 6)))));
        assertThat(rows(open(), "bills")).containsExactly(List.of(7L));

        assertThatThrownBy(() -> open().dropPendingPackages())
                .satisfies(thrown -> assertCode(thrown, LoadError.LOAD_UNDO_IMPOSSIBLE))
                .hasMessageContaining("it is loaded, completely");
    }

    @Test
    void loadIdsGrowAlsoAfterADrop() {
        String dropped = open().extract(events(3, 6)).loadIds().get(0);
        open().dropPendingPackages();
        String later = open().extract(events(3, 6)).loadIds().get(0);
        assertThat(later).isGreaterThan(dropped);
    }

    @Test
    void nothingIsPending() {
        assertThat(open().dropPendingPackages()).isEmpty();
        assertLoaded(3);
    }

    /** With one job at a time, the roots' first, so that it is known which were done when one fails. */
    private Pipeline open() {
        return web.builder(Map.of("LOAD__WORKERS", "1")).open();
    }

    /** Events by a cursor, as a source that cannot know what was loaded would give them: all of them. */
    private static Resource events(int from, int to) {
        IntFunction<Map<String, Object>> event = id -> Map.of("id", id, "tags", List.of("t" + id, "all"));
        return Resource.of("events", IntStream.range(0, to).mapToObj(event).toList())
                .incremental(Incremental.on("id"));
    }

    /** What is wanted of the tags' column, a text, is a number now. */
    private void breakTags() {
        sql("ALTER TABLE web_dataset.events__tags RENAME TO hidden_tags");
        sql("CREATE TABLE web_dataset.events__tags AS SELECT * REPLACE (1 AS value) FROM web_dataset.hidden_tags");
    }

    private void mendTags() {
        sql("DROP TABLE web_dataset.events__tags");
        sql("ALTER TABLE web_dataset.hidden_tags RENAME TO events__tags");
    }

    private void assertLoaded(long events) {
        Pipeline pipeline = open();
        assertThat(rows(pipeline, "SELECT count(*), count(DISTINCT id) FROM %s", "events"))
                .containsExactly(List.of(events, events));
        assertThat(rows(
                        pipeline,
                        "SELECT count(*), count(DISTINCT t.value) FROM %s t JOIN web_dataset.events e ON"
                                + " t._dlt_parent_id = e._dlt_id",
                        "events__tags"))
                .containsExactly(List.of(2 * events, events + 1));
        assertThat(pipeline.pendingPackages()).isEmpty();
    }

    private static void assertFails(org.assertj.core.api.ThrowableAssert.ThrowingCallable run) {
        assertThatThrownBy(run).satisfies(thrown -> assertCode(thrown, LoadError.LOAD_PACKAGE_FAILED));
    }

    private static void assertCode(Throwable thrown, ErrorCode code) {
        assertThat(((DltException) thrown).code()).isEqualTo(code);
    }

    private void sql(String statement) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + home.resolve("web.duckdb"));
                Statement execution = connection.createStatement()) {
            execution.execute(statement);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
