package io.dlt4j.destination.duckdb.e2e;

import static io.dlt4j.destination.duckdb.e2e.LoadedPipeline.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.dlt4j.Incremental;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.error.ErrorCode;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.crash.CrashRuns;
import io.dlt4j.crash.Scenario;
import io.dlt4j.destination.duckdb.e2e.CommandLine.Ended;
import io.dlt4j.load.LoadError;
import io.dlt4j.pack.LoadPackage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The windows in which the reference doubles rows, loses them or gets stuck, as numbered in docs/exactly-once.md. */
class CrashWindowsIT {

    private static final String[] RUN = {"run", "events.jsonl"};

    @TempDir
    private static Path shared;

    private static CrashRuns runs;

    @TempDir
    private Path home;

    private LoadedPipeline web;

    @BeforeEach
    void prepare() {
        web = new LoadedPipeline(home, "web");
        if (runs == null) {
            runs = new CrashRuns(new CrashMatrixIT().database(), shared);
        }
    }

    @Test
    void c06_theFirstRunKeepsItsPackagesWithoutADataset() throws Exception {
        for (String step : List.of("extract.publish.after#1", "normalize.publish.after#1", "load.migrate.before#1")) {
            runs.kill(Scenario.APPEND, 1, step);
        }
    }

    @Test
    void c07_aCursorIsPublishedTogetherWithItsRows() throws Exception {
        runs.kill(Scenario.CURSOR_APPEND, 2, "extract.publish.after#1");
    }

    @Test
    void c08_hintsArePublishedTogetherWithTheirRows() throws IOException {
        CommandLine dlt4j = CommandLine.in(home);
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, 20).forEach(id -> lines.append("{\"id\":").append(id).append("}\n"));
        Files.writeString(home.resolve("events.jsonl"), lines);
        complete(dlt4j, RUN);
        String[] merge = {"run", "events.jsonl", "--write-disposition", "merge", "--primary-key", "id"};
        kill(dlt4j, "extract.publish.after", merge);
        complete(dlt4j, merge);
        try (LoadedDataset dataset = LoadedDataset.of(dlt4j, "events")) {
            assertThat(dataset.counts()).containsEntry("events", 20L);
        }
    }

    @Test
    void c09_aPackageIsInOneStage() throws Exception {
        runs.kill(Scenario.APPEND, 2, "normalize.publish.before#1", "normalize.publish.after#1");
    }

    @Test
    void c10_terminalFailureKeepsPackageAndState() {
        open().run(events(0, 3));
        breakTags();
        assertFails(() -> open().run(events(3, 6)), LoadError.LOAD_PACKAGE_FAILED);

        assertFails(() -> open().run(events(3, 9)), LoadError.LOAD_PACKAGE_FAILED);

        assertThat(open().pendingPackages()).hasSize(1);
        mendTags();
        open().pendingPackages().forEach(LoadPackage::clearFailure);
        open().load();
        open().run(events(0, 9));
        assertEvents(9);
    }

    @Test
    void c10_aPackageThatIsLostWithItsMachineLeavesNoRows() throws IOException {
        open().run(events(0, 3));
        breakTags();
        assertFails(() -> open().run(events(0, 6)), LoadError.LOAD_PACKAGE_FAILED);
        mendTags();
        assertThat(rows(open(), "SELECT count(*) FROM %s", "events")).containsExactly(List.of(6L));
        Files.move(home.resolve("data"), home.resolve("lost"));

        open().run(events(0, 9));

        assertEvents(9);
    }

    @Test
    void c11_droppedPackagesTakeTheirStateAlong() {
        open().run(events(0, 3));
        open().extract(events(0, 6));
        open().dropPendingPackages();
        open().run(events(0, 6));
        assertEvents(6);
    }

    @Test
    void c12_tablesOfARefreshAreDroppedOnceAndComeBack() throws IOException {
        CommandLine dlt4j = CommandLine.in(home);
        Undisturbed.writeEvents(home);
        String[] refresh = {"run", "events.jsonl", "--refresh", "drop_resources"};
        complete(dlt4j, RUN);
        kill(dlt4j, "duckdb.drop.after-commit", refresh);
        complete(dlt4j, refresh);
        assertRows(dlt4j, 20);

        kill(dlt4j, "duckdb.drop.after-commit", refresh);
        Ended refused = dlt4j.run("pipeline", "events", "drop-pending-packages");
        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(1);
        assertThat(refused.err()).contains("LOAD_UNDO_IMPOSSIBLE", "refresh.drop", "--keep-state");
        complete(dlt4j, "pipeline", "events", "drop-pending-packages", "--keep-state");
        complete(dlt4j, RUN);
        assertRows(dlt4j, 20);
    }

    @Test
    void c14_ofAChainWithAFailedJobNothingIsMerged() {
        Resource merged = events(0, 3).writeDisposition(WriteDisposition.MERGE).primaryKey("id");
        open().run(merged);
        sql(
                "ALTER TABLE web_dataset_staging.events__tags RENAME TO hidden",
                "CREATE TABLE web_dataset_staging.events__tags AS SELECT * REPLACE (1 AS value) FROM"
                        + " web_dataset_staging.hidden");
        Map<String, String> lenient = Map.of("LOAD__RAISE_ON_FAILED_JOBS", "false");
        Resource more = events(0, 6).writeDisposition(WriteDisposition.MERGE).primaryKey("id");
        assertFails(() -> web.builder(lenient).open().run(more), LoadError.LOAD_PACKAGE_FAILED);
        assertThat(rows(open(), "SELECT count(*) FROM %s", "events")).containsExactly(List.of(3L));

        sql(
                "DROP TABLE web_dataset_staging.events__tags",
                "ALTER TABLE web_dataset_staging.hidden RENAME TO events__tags");
        open().pendingPackages().forEach(LoadPackage::clearFailure);
        open().load();
        assertEvents(6);
    }

    @Test
    void c18_aResumedLoadStillTellsWhatItChangedInTheSchema() throws IOException {
        for (String step : List.of("duckdb.migrate.after-commit", "load.migrate.after")) {
            CommandLine dlt4j = CommandLine.in(home.resolve(step));
            Undisturbed.writeEvents(dlt4j.directory());
            kill(dlt4j, step, RUN);
            JsonNode update = dlt4j.document(RUN).at("/packages/0/schema_update");
            assertThat(update.fieldNames()).toIterable().contains("events", "events__tags");
            assertThat(update.get("events")).anyMatch(column -> column.asText().equals("note"));
        }
    }

    @Test
    void c27_aStateThatWasNotLoadedIsNotReplacedSilently() {
        Path other = home.resolve("other");
        Map<String, String> sameFile = Map.of(
                "DESTINATION__DUCKDB__CREDENTIALS", home.resolve("web.duckdb").toString());
        open().run(events(0, 3));
        LoadedPipeline elsewhere = new LoadedPipeline(other, "web");
        elsewhere.builder(sameFile).open().sync();
        elsewhere.builder(sameFile).open().extract(events(0, 5));
        open().run(events(0, 6));

        assertFails(() -> elsewhere.builder(sameFile).open().run(events(0, 7)), LoadError.LOAD_STATE_DIVERGED);
        assertEvents(6);
        assertThat(elsewhere.builder(sameFile).open().dropPendingPackages()).hasSize(1);
        elsewhere.builder(sameFile).open().run(events(0, 7));
        assertEvents(7);
    }

    @Test
    void c29_packagesOfSeveralSchemasArePublishedTogether() throws Exception {
        for (String step : List.of("extract.publish.before", "extract.publish.after", "normalize.publish.after")) {
            Path directory = Files.createDirectories(home.resolve(step));
            assertThat(twoSchemas(directory, step)).isEqualTo(Ended.KILLED);
            assertThat(twoSchemas(directory, "")).isZero();
            assertThat(twoSchemas(directory, "")).isZero();
            try (LoadedDataset dataset = LoadedDataset.open(directory.resolve("two.duckdb"), "two_dataset")) {
                assertThat(dataset.counts()).as(step).isEqualTo(Map.of("bills", 2L, "users", 2L));
            }
        }
    }

    @Test
    void c32_whatIsPublishedWasSynchronised() throws IOException {
        Set<String> synchronised = new HashSet<>();
        Path file = home.resolve("synchronised.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withoutThreshold();
            recording.start();
            open().extract(events(0, 3));
            open().normalize();
            recording.stop();
            recording.dump(file);
        }
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            synchronised.add(
                    Path.of(event.getString("path")).getFileName().toString().replaceAll("\\.tmp$", ""));
        }
        Path work = open().workingDirectory();
        List<String> published = new ArrayList<>();
        for (String part : List.of("pending", "state.json", "live.json", "schemas")) {
            try (Stream<Path> files = Files.walk(work.resolve(part))) {
                files.map(path -> path.getFileName().toString())
                        .filter(name -> !name.equals("pending"))
                        .forEach(published::add);
            }
        }
        assertThat(published).contains("batch.json", "before.json", "package.json", "normalized.json", "items", "jobs");
        assertThat(synchronised).containsAll(published).contains("pending", "writing");
    }

    private int twoSchemas(Path directory, String step) throws IOException, InterruptedException {
        List<String> classPath = new ArrayList<>(CommandLine.hostJars());
        classPath.add(Path.of(TwoSchemasProgram.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString());
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(File.pathSeparator, classPath),
                        TwoSchemasProgram.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile());
        program.environment().put("DLT4J_FAIL_AT", step);
        program.environment().put("DLT4J_PLUGINS", CommandLine.pluginDirectory().toString());
        return program.start().waitFor();
    }

    private Pipeline open() {
        return web.builder(Map.of("LOAD__WORKERS", "1")).open();
    }

    private static Resource events(int from, int to) {
        return Resource.of(
                        "events",
                        IntStream.range(from, to)
                                .mapToObj(id -> Map.of("id", id, "tags", List.of("t" + id, "all")))
                                .toList())
                .incremental(Incremental.on("id"));
    }

    private void assertEvents(long count) {
        assertThat(rows(open(), "SELECT count(*), count(DISTINCT id) FROM %s", "events"))
                .containsExactly(List.of(count, count));
        assertThat(rows(open(), "SELECT count(*) FROM %s", "events__tags")).containsExactly(List.of(2 * count));
    }

    private void breakTags() {
        sql(
                "ALTER TABLE web_dataset.events__tags RENAME TO hidden",
                "CREATE TABLE web_dataset.events__tags AS SELECT * REPLACE (1 AS value) FROM web_dataset.hidden");
    }

    private void mendTags() {
        sql("DROP TABLE web_dataset.events__tags", "ALTER TABLE web_dataset.hidden RENAME TO events__tags");
    }

    private void sql(String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + home.resolve("web.duckdb"));
                Statement execution = connection.createStatement()) {
            for (String statement : statements) {
                execution.execute(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertFails(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static void assertRows(CommandLine dlt4j, long events) {
        try (LoadedDataset dataset = LoadedDataset.of(dlt4j, "events")) {
            assertThat(dataset.counts()).containsEntry("events", events);
        }
    }

    private static void kill(CommandLine dlt4j, String step, String... command) {
        Ended killed = dlt4j.with("DLT4J_FAIL_AT", step).run(command);
        assertThat(killed.exitCode()).as("at %s: %s", step, killed).isEqualTo(Ended.KILLED);
    }

    private static void complete(CommandLine dlt4j, String... command) {
        Ended ended = dlt4j.run(command);
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
    }
}
