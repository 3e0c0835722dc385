package io.dlt4j.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.api.error.DltException;
import io.dlt4j.crash.CrashRuns;
import io.dlt4j.crash.CuttingProxy;
import io.dlt4j.crash.CuttingProxy.Cut;
import io.dlt4j.crash.Scenario;
import io.dlt4j.load.LoadError;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The windows in which the reference doubles rows, loses them or gets stuck, as numbered in docs/exactly-once.md: those that take a
 * server. The others are in the tests of DuckDB and of the filesystem.
 */
class CrashWindowsIT {

    @TempDir
    private static Path shared;

    private static CrashServer server;
    private static CrashRuns runs;

    @TempDir
    private Path home;

    @BeforeAll
    static void start() throws IOException {
        server = new CrashServer();
        runs = new CrashRuns(server, shared);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void c01_aCommittedJobIsNotRunAgain() throws Exception {
        runs.kill(Scenario.APPEND, 2, "postgres.ingest.after-commit#1", "postgres.ingest.after-commit#1");
        runs.kill(Scenario.REPLACE_TRUNCATE_AND_INSERT, 2, "postgres.ingest.after-commit#1");
        runs.kill(Scenario.MERGE_BY_MERGE_KEY, 2, "postgres.stage.after-commit#1");
        runs.kill(Scenario.MERGE_SCD2, 2, "postgres.stage.after-commit#1");
    }

    @Test
    void c02_tablesThatChangedTheirPlacesDoSoOnce() throws Exception {
        runs.kill(Scenario.REPLACE_STAGING_OPTIMIZED, 2, "postgres.replace.after-commit#1");
    }

    @Test
    void c03_aCommittedMergeIsNotRunAgain() throws Exception {
        runs.kill(Scenario.MERGE_WITHOUT_KEY, 2, "postgres.merge.after-commit#1");
    }

    @Test
    void c04_aCompletedLoadIsRecordedOnce() throws Exception {
        runs.kill(Scenario.APPEND, 2, "postgres.complete.after-commit#1", "load.mark-loaded.before#1");
    }

    @Test
    void c05_aPackageThatIsMarkedCompleteIsPutAwayByTheNextRun() throws Exception {
        runs.kill(Scenario.APPEND, 2, "load.mark-loaded.after#1");
    }

    @Test
    void c10_aPackageThatIsLostWithItsMachineLeavesNoRows() throws Exception {
        ServerPipeline pipeline = pipeline("ephemeral");
        pipeline.open().run(cursor(0, 3));
        server.sql("ALTER TABLE ephemeral.items__tags ADD CONSTRAINT none CHECK (value IS NULL) NOT VALID");
        assertThatThrownBy(() -> pipeline.open(Map.of("LOAD__WORKERS", "1")).run(cursor(0, 6)))
                .isInstanceOf(DltException.class);
        server.sql("ALTER TABLE ephemeral.items__tags DROP CONSTRAINT none");
        assertThat(pipeline.rows("SELECT count(*) FROM %s.items")).containsExactly(List.of(6L));

        ServerPipeline fresh = pipeline.elsewhere(home.resolve("fresh"));
        fresh.open().run(cursor(0, 9));

        assertThat(fresh.rows("SELECT count(*), count(DISTINCT id) FROM %s.items"))
                .containsExactly(List.of(9L, 9L));
        assertThat(fresh.rows("SELECT count(*) FROM %s.items__tags")).containsExactly(List.of(18L));
    }

    private static Resource cursor(int from, int to) {
        return Resource.of(
                        "items",
                        IntStream.range(from, to)
                                .mapToObj(id -> Map.of("id", id, "tags", List.of("a", "b")))
                                .toList())
                .incremental(io.dlt4j.Incremental.on("id"));
    }

    @Test
    void c13_aTruncationIsDoneOnceAndNotForgotten() throws Exception {
        runs.kill(
                Scenario.REPLACE_TRUNCATE_AND_INSERT,
                2,
                "postgres.truncate.after-commit#1",
                "postgres.ingest.after-commit#1",
                "postgres.ingest.before-commit#1");
    }

    @Test
    void c15_aLostAcknowledgementDoublesNothing() throws Exception {
        try (CuttingProxy proxy = CuttingProxy.ofPostgres(server.port())) {
            ServerPipeline direct = pipeline("lost");
            ServerPipeline cut = direct.through(proxy.port());
            cut.open().run(items(0));
            proxy.spare();
            cut.open().run(items(1));
            int commits = proxy.commits();
            assertThat(commits).as("commits of a run").isGreaterThanOrEqualTo(4);

            int loads = 2;
            for (Cut where : Cut.values()) {
                for (int commit = 1; commit <= commits; commit++) {
                    proxy.cut(where, commit);
                    runUntilDone(cut, items(loads), proxy);
                    loads++;
                    assertItems(direct, loads, where + " commit " + commit);
                }
            }
        }
    }

    @Test
    void c15_aLostAcknowledgementOfAMergeChangesNothingTwice() throws Exception {
        try (CuttingProxy proxy = CuttingProxy.ofPostgres(server.port())) {
            ServerPipeline direct = pipeline("lostmerge");
            ServerPipeline cut = direct.through(proxy.port());
            cut.open().run(merged(0));
            proxy.spare();
            cut.open().run(merged(1));
            int commits = proxy.commits();
            for (Cut where : Cut.values()) {
                for (int commit = 1; commit <= commits; commit++) {
                    proxy.cut(where, commit);
                    runUntilDone(cut, merged(commit), proxy);
                    assertThat(direct.rows(
                                    "SELECT count(*), count(DISTINCT id), min(version), max(version) FROM %s.items"))
                            .as("%s commit %s", where, commit)
                            .containsExactly(List.of(5L, 5L, (long) commit, (long) commit));
                    assertThat(direct.rows("SELECT count(*) FROM %s.items__tags"))
                            .as("%s commit %s", where, commit)
                            .containsExactly(List.of(10L));
                }
            }
        }
    }

    @Test
    void c19_aMigrationThatWasInterruptedIsRepeatedWhole() throws Exception {
        runs.kill(
                Scenario.MERGE_BY_MERGE_KEY,
                1,
                "postgres.migrate.before-commit#1",
                "postgres.migrate-staging.before-commit#1",
                "postgres.migrate-staging.after-commit#1");
    }

    @Test
    void c20_aTableThatWasDroppedByHandIsCreatedAgain() throws Exception {
        ServerPipeline pipeline = pipeline("dropped");
        pipeline.open().run(items(0));
        server.sql("DROP TABLE dropped.items__tags", "ALTER TABLE dropped.items DROP COLUMN name");

        pipeline.open().run(items(1));

        assertThat(pipeline.rows("SELECT count(*), count(name) FROM %s.items")).containsExactly(List.of(10L, 5L));
        assertThat(pipeline.rows("SELECT count(*) FROM %s.items__tags")).containsExactly(List.of(10L));
    }

    @Test
    void c21_ofTwoMachinesThatExtractedFromOneStateOneLoads() throws Exception {
        ServerPipeline one = pipeline("two");
        one.open().run(Resource.of("items", List.of(Map.of("id", 0))).incremental(io.dlt4j.Incremental.on("id")));
        ServerPipeline other = one.elsewhere(home.resolve("other"));
        other.open().sync();
        Resource both = Resource.of("items", List.of(Map.of("id", 1), Map.of("id", 2)))
                .incremental(io.dlt4j.Incremental.on("id"));
        other.open().extract(both);
        one.open().run(both);

        assertThatThrownBy(() -> other.open().run(both))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(LoadError.LOAD_STATE_DIVERGED));
        assertThat(one.rows("SELECT id FROM %s.items ORDER BY 1"))
                .containsExactly(List.of(0L), List.of(1L), List.of(2L));

        other.open().dropPendingPackages();
        other.open()
                .run(Resource.of("items", List.of(Map.of("id", 2), Map.of("id", 3)))
                        .incremental(io.dlt4j.Incremental.on("id")));
        assertThat(one.rows("SELECT id FROM %s.items ORDER BY 1"))
                .containsExactly(List.of(0L), List.of(1L), List.of(2L), List.of(3L));
    }

    @Test
    void c22_pipelinesThatShareAStagingDatasetDoNotTakeEachOthersRows() throws Exception {
        ServerPipeline one = pipeline("staged");
        ServerPipeline other = new ServerPipeline(server.port(), home, "other", "staged");
        one.open().run(merged(0));
        server.sql(
                "ALTER TABLE staged.items__tags RENAME TO hidden", "CREATE VIEW staged.items__tags AS SELECT 1 AS x");
        assertThatThrownBy(() -> one.open().run(merged(1))).isInstanceOf(DltException.class);
        server.sql("DROP VIEW staged.items__tags", "ALTER TABLE staged.hidden RENAME TO items__tags");
        // the rows of the first are staged, and the second empties the tables
        other.open()
                .run(Resource.of("items", List.of(Map.of("id", 100, "version", 7, "tags", List.of("z"))))
                        .primaryKey("id")
                        .writeDisposition(io.dlt4j.api.schema.WriteDisposition.MERGE));

        one.open().pendingPackages().forEach(io.dlt4j.pack.LoadPackage::clearFailure);
        one.open().load();

        assertThat(one.rows("SELECT id, version FROM %s.items ORDER BY 1"))
                .containsExactly(
                        List.of(0L, 1L),
                        List.of(1L, 1L),
                        List.of(2L, 1L),
                        List.of(3L, 1L),
                        List.of(4L, 1L),
                        List.of(100L, 7L));
        assertThat(one.rows("SELECT count(*) FROM %s.items__tags")).containsExactly(List.of(11L));
    }

    @Test
    void c26_dataThatTheServerRefusesIsNotSentForEver() throws Exception {
        ServerPipeline pipeline = pipeline("refused");
        pipeline.open().run(Resource.of("items", List.of(Map.of("id", 1, "name", "a"))));
        server.sql("ALTER TABLE refused.items ADD CONSTRAINT short CHECK (length(name) < 3)");

        for (String format : List.of("csv", "pgcopy")) {
            Pipeline failing = pipeline.open(Map.of("NORMALIZE__LOADER_FILE_FORMAT", format));
            assertThatThrownBy(() -> failing.run(Resource.of("items", List.of(Map.of("id", 2, "name", "long")))))
                    .isInstanceOfSatisfying(
                            DltException.class, e -> assertThat(e.code()).isEqualTo(LoadError.LOAD_PACKAGE_FAILED));
            assertThat(pipeline.rows("SELECT id FROM %s.items")).containsExactly(List.of(1L));
            assertThat(pipeline.open().dropPendingPackages()).hasSize(1);
        }
    }

    private ServerPipeline pipeline(String dataset) {
        return new ServerPipeline(server.port(), home, "events", dataset);
    }

    /** Five items with two nested rows each. */
    private static Resource items(int run) {
        return Resource.of(
                "items",
                IntStream.range(run * 5, run * 5 + 5)
                        .mapToObj(id -> Map.of("id", id, "name", "n" + id, "tags", List.of("a", "b")))
                        .toList());
    }

    private static Resource merged(int version) {
        return Resource.of(
                        "items",
                        IntStream.range(0, 5)
                                .mapToObj(id -> Map.of("id", id, "version", version, "tags", List.of("a", "b")))
                                .toList())
                .primaryKey("id")
                .writeDisposition(io.dlt4j.api.schema.WriteDisposition.MERGE);
    }

    /** A run that fails is one that a user would start again: then its packages are completed, and nothing is extracted. */
    private static void runUntilDone(ServerPipeline pipeline, Resource resource, CuttingProxy proxy) {
        try {
            pipeline.open().run(resource);
        } catch (DltException e) {
            proxy.spare();
            Pipeline again = pipeline.open();
            if (again.pendingPackages().isEmpty()) {
                again.run(resource);
            } else {
                again.load();
            }
        }
        proxy.spare();
    }

    private static void assertItems(ServerPipeline pipeline, long runs, String when) throws SQLException {
        assertThat(pipeline.rows("SELECT count(*), count(DISTINCT id) FROM %s.items"))
                .as(when)
                .containsExactly(List.of(5 * runs, 5 * runs));
        assertThat(pipeline.rows("SELECT count(*), count(DISTINCT _dlt_id) FROM %s.items__tags"))
                .as(when)
                .containsExactly(List.of(10 * runs, 10 * runs));
        assertThat(pipeline.rows("SELECT count(*), count(DISTINCT load_id) FROM %s._dlt_loads"))
                .as(when)
                .containsExactly(List.of(runs, runs));
    }
}
