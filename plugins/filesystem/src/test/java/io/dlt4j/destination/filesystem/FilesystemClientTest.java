package io.dlt4j.destination.filesystem;

import static io.dlt4j.destination.filesystem.Fixtures.HASH;
import static io.dlt4j.destination.filesystem.Fixtures.ITEMS;
import static io.dlt4j.destination.filesystem.Fixtures.completion;
import static io.dlt4j.destination.filesystem.Fixtures.context;
import static io.dlt4j.destination.filesystem.Fixtures.file;
import static io.dlt4j.destination.filesystem.Fixtures.schema;
import static io.dlt4j.destination.filesystem.Fixtures.table;
import static io.dlt4j.destination.filesystem.Fixtures.withState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DropJob;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.LoadStart;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.load.UndoJob;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers are those of the cases recorded from the reference. */
class FilesystemClientTest {

    private static final String LOAD = "1700000001.5";
    private static final String NEXT_LOAD = "1700000002.5";

    @TempDir
    private Path directory;

    @Test
    void aNewDatasetHasNothingAndIsNotMadeByLooking() {
        FilesystemClient client = client();
        assertThat(client.datasetExists()).isFalse();
        assertThat(client.isLoaded(LOAD, "crm")).isFalse();
        assertThat(client.newestState("pipe")).isEmpty();
        assertThat(client.newestSchema("crm")).isEmpty();
        assertThat(client.schemaByHash(HASH)).isEmpty();
        assertThat(client.location()).isEqualTo("file://" + directory.resolve("bucket"));
        assertThat(dataset()).doesNotExist();
    }

    @Test
    void writesTheReferencesFiles() {
        FilesystemClient client = begun(LOAD, schema(ITEMS));
        expectDone(client.ingest(IngestJob.into(ITEMS, List.of(file(directory, LOAD, "items", "aa", "{}\n")))));
        expectDone(client.complete(withState("pipe", LOAD)));
        List<String> files = Fixtures.files(dataset());
        assertThat(files).hasSize(5).contains("init", "items/" + LOAD + ".aa.jsonl");
        assertThat(dataset().resolve("_dlt_loads/crm__" + LOAD + ".jsonl"))
                .hasContent("{\"load_id\":\"" + LOAD + "\",\"schema_name\":\"crm\",\"status\":0,"
                        + "\"inserted_at\":\"1970-01-01T00:00:00+00:00\",\"schema_version_hash\":\"" + HASH + "\"}");
        assertThat(dataset().resolve("_dlt_pipeline_state/pipe__" + LOAD + "__001083.jsonl"))
                .hasContent(
                        "{\"version\":3,\"engine_version\":4,\"pipeline_name\":\"pipe\",\"state\":\"s" + LOAD + "\","
                                + "\"created_at\":\"2024-01-02T03:04:05+00:00\",\"version_hash\":\"h\",\"_dlt_load_id\":\""
                                + LOAD
                                + "\"}");
        assertThat(client.isLoaded(LOAD, "crm")).isTrue();
        assertThat(client.isLoaded(LOAD, "other")).isFalse();
        assertThat(client.newestState("pipe")).map(StoredState::version).contains(3L);
    }

    @Test
    void storesEachSchemaOnceAndSaysWhatIsNew() {
        assertThat(migrated(LOAD, schema(ITEMS)))
                .singleElement()
                .satisfies(table -> assertThat(table.columns()).containsOnlyKeys("id"));
        assertThat(migrated(LOAD, schema(ITEMS))).isEmpty();
        TableSchema wider = ITEMS.toBuilder()
                .column(io.dlt4j.api.schema.ColumnSchema.of("name", io.dlt4j.api.schema.DataType.TEXT))
                .build();
        Schema changed = new Fixtures.FixedSchema("crm", "EFGH", schema(wider).tables());
        assertThat(migrated(NEXT_LOAD, changed))
                .singleElement()
                .satisfies(table -> assertThat(table.columns()).containsOnlyKeys("name"));
        assertThat(Fixtures.files(dataset().resolve("_dlt_version"))).hasSize(2);
        FilesystemClient client = client();
        assertThat(client.newestSchema("crm").orElseThrow().versionHash()).isEqualTo("EFGH");
        assertThat(client.schemaByHash(HASH).orElseThrow().version()).isEqualTo(2);
        assertThat(client.newestSchema("other")).isEmpty();
    }

    @Test
    void aStateCountsOnceItsLoadIsComplete() throws IOException {
        complete("pipe", LOAD, 100);
        complete("pipe", NEXT_LOAD, 100);
        FilesystemClient client = client();
        assertThat(client.newestState("pipe")).map(StoredState::loadId).contains(NEXT_LOAD);
        Files.delete(dataset().resolve("_dlt_loads/crm__" + NEXT_LOAD + ".jsonl"));
        assertThat(client.newestState("pipe")).map(StoredState::loadId).contains(LOAD);
        assertThat(client.newestState("other")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "0, 5", "1, 1", "3, 3"})
    void keepsAsManyStatesAsConfigured(long max, int kept) { // 141
        for (int load = 1; load <= 5; load++) {
            complete("pipe", "170000000" + load + ".5", max);
        }
        assertThat(Fixtures.files(dataset().resolve("_dlt_pipeline_state"))).hasSize(kept);
        assertThat(client().newestState("pipe")).map(StoredState::loadId).contains("1700000005.5");
    }

    @Test
    void pipelinesOfADatasetKeepTheirOwnStates() { // 142, 143
        for (int load = 1; load <= 7; load++) {
            complete("my__pipe", "170000000" + load + ".5", 5);
            complete("pipe", "170000000" + load + ".6", 2);
        }
        assertThat(Fixtures.files(dataset().resolve("_dlt_pipeline_state")))
                .filteredOn(name -> name.startsWith("my__pipe__"))
                .hasSize(5);
        assertThat(Fixtures.files(dataset().resolve("_dlt_pipeline_state"))).hasSize(7);
    }

    @Test
    void statesOfIncompleteLoadsDoNotPushCompleteOnesOut() throws IOException {
        complete("pipe", LOAD, 1);
        Path states = dataset().resolve("_dlt_pipeline_state");
        Files.copy(
                states.resolve("pipe__" + LOAD + "__001083.jsonl"), states.resolve("pipe__1800000000.5__001083.jsonl"));
        complete("pipe", NEXT_LOAD, 1);
        assertThat(client().newestState("pipe")).map(StoredState::loadId).contains(NEXT_LOAD);
    }

    @Test
    void aJobThatRunsAgainLeavesTheSameFile() {
        FilesystemClient client = begun(LOAD, schema(ITEMS));
        IngestJob job = IngestJob.into(ITEMS, List.of(file(directory, LOAD, "items", "aa", "{}\n")));
        expectDone(client.ingest(job));
        List<String> once = Fixtures.files(dataset());
        expectDone(begun(LOAD, schema(ITEMS)).ingest(job));
        assertThat(Fixtures.files(dataset())).isEqualTo(once);
    }

    @Test
    void emptyingDeletesWhatWasThereAtFirstHoweverOftenItRuns() {
        ingest(LOAD, "items", "old");
        FilesystemClient client = begun(NEXT_LOAD, schema(ITEMS));
        TruncateJob truncation = TruncateJob.of(new JobKey("pipe", NEXT_LOAD, "items.truncate"), List.of(ITEMS));
        expectDone(client.truncate(truncation));
        assertThat(Fixtures.files(dataset().resolve("items"))).isEmpty();
        expectDone(client.ingest(IngestJob.into(ITEMS, List.of(file(directory, NEXT_LOAD, "items", "new", "{}")))));
        expectDone(begun(NEXT_LOAD, schema(ITEMS)).truncate(truncation));
        assertThat(Fixtures.files(dataset().resolve("items"))).containsExactly(NEXT_LOAD + ".new.jsonl");
    }

    @Test
    void whatIsToBeDeletedInOneBucketIsNotDeletedInAnother() {
        ingest(LOAD, "items", "old");
        TruncateJob truncation = TruncateJob.of(new JobKey("pipe", NEXT_LOAD, "items.truncate"), List.of(ITEMS));
        expectDone(begun(NEXT_LOAD, schema(ITEMS)).truncate(truncation));
        Fixtures.Context elsewhere = context(directory).with("bucket_url", "elsewhere");
        begun(elsewhere, LOAD, schema(ITEMS))
                .ingest(IngestJob.into(ITEMS, List.of(file(directory, LOAD, "items", "there", "{}"))));
        expectDone(begun(elsewhere, NEXT_LOAD, schema(ITEMS)).truncate(truncation));
        assertThat(Fixtures.files(directory.resolve("elsewhere/data/items"))).isEmpty();
    }

    @Test
    void emptyingATableLeavesThoseWhoseNamesGoOn() {
        Fixtures.Context shared = context(directory).with("layout", "{table_name}_{file_id}.{ext}");
        Schema schema = schema(ITEMS, table("items_more"));
        FilesystemClient client = begun(shared, LOAD, schema);
        for (String name : List.of("items", "items_more")) {
            expectDone(client.ingest(
                    IngestJob.into(table(name), List.of(file(directory, LOAD, name, "f" + name.length(), "{}")))));
        }
        FilesystemClient next = begun(shared, NEXT_LOAD, schema);
        expectDone(next.truncate(
                TruncateJob.of(new JobKey("pipe", NEXT_LOAD, "items.truncate"), List.of(table("items")))));
        assertThat(Fixtures.files(dataset())).contains("items_more_f10.jsonl").doesNotContain("items_f5.jsonl");
    }

    @Test
    void aLoadGoesOnWithTheLayoutThatItBeganWith() {
        begun(LOAD, schema(ITEMS));
        Fixtures.Context changed = context(directory).with("layout", "{table_name}/x/{file_id}.{ext}");
        expectDone(begun(changed, LOAD, schema(ITEMS))
                .ingest(IngestJob.into(ITEMS, List.of(file(directory, LOAD, "items", "aa", "{}")))));
        expectDone(begun(changed, NEXT_LOAD, schema(ITEMS))
                .ingest(IngestJob.into(ITEMS, List.of(file(directory, NEXT_LOAD, "items", "bb", "{}")))));
        assertThat(Fixtures.files(dataset().resolve("items"))).containsExactly(LOAD + ".aa.jsonl", "x/bb.jsonl");
    }

    @Test
    void droppingDeletesTheFilesOfTablesAndAllVersionsOfTheirSchema() {
        ingest(LOAD, "items", "old");
        ingest(LOAD + "1", "others", "kept");
        FilesystemClient client = client();
        client.begin(new LoadStart("pipe", NEXT_LOAD, directory.resolve("notes").resolve(NEXT_LOAD)));
        DropJob job = DropJob.of(new JobKey("pipe", NEXT_LOAD, "refresh.drop"), "crm", List.of("items", "missing"));
        expectDone(client.drop(job));
        assertThat(Fixtures.files(dataset().resolve("items"))).isEmpty();
        assertThat(Fixtures.files(dataset().resolve("others"))).hasSize(1);
        assertThat(client.newestSchema("crm")).isEmpty();
        client.migrate(schema(ITEMS), Set.of("items"));
        expectDone(client.ingest(IngestJob.into(ITEMS, List.of(file(directory, NEXT_LOAD, "items", "new", "{}")))));
        expectDone(client.drop(job));
        assertThat(client.newestSchema("crm")).isPresent();
        assertThat(Fixtures.files(dataset().resolve("items"))).hasSize(1);
    }

    @Test
    void anUnfinishedLoadIsTakenBackByTheNamesOfItsFiles() {
        ingest(LOAD, "items", "old");
        FilesystemClient client = begun(NEXT_LOAD, schema(ITEMS));
        IngestJob done = IngestJob.into(ITEMS, List.of(file(directory, NEXT_LOAD, "items", "aa", "{}")));
        IngestJob missing = IngestJob.into(ITEMS, List.of(file(directory, NEXT_LOAD, "items", "bb", "{}")));
        JobKey emptying = new JobKey("pipe", NEXT_LOAD, "others.truncate");
        UndoJob undo = UndoJob.of("pipe", NEXT_LOAD, List.of(done, missing), List.of(emptying));
        assertThat(client.committed(undo)).isEmpty();
        expectDone(client.ingest(done));
        assertThat(client.committed(undo)).containsExactly(done.files().get(0).key());
        expectDone(client.undo(undo));
        expectDone(client.undo(undo));
        assertThat(client.committed(undo)).isEmpty();
        assertThat(Fixtures.files(dataset().resolve("items"))).containsExactly(LOAD + ".old.jsonl");
        expectDone(client.truncate(TruncateJob.of(emptying, List.of(table("others")))));
        assertThat(client.committed(undo)).containsExactly(emptying);
    }

    @Test
    void aFileThatMayBeAnotherLoadsIsNotTakenBack() {
        Fixtures.Context shared = context(directory).with("layout", "{table_name}/all.{ext}");
        FilesystemClient client = begun(shared, LOAD, schema(ITEMS));
        IngestJob job = IngestJob.into(ITEMS, List.of(file(directory, LOAD, "items", "aa", "{}")));
        expectDone(client.ingest(job));
        assertThat(client.undo(UndoJob.of("pipe", LOAD, List.of(job), List.of())))
                .isInstanceOfSatisfying(
                        JobOutcome.Rejected.class,
                        refused -> assertThat(refused.reason().render()).contains("neither {file_id} nor {load_id}"));
        assertThat(Fixtures.files(dataset().resolve("items"))).hasSize(1);
    }

    @Test
    void failuresOfTheDiskPass() throws IOException {
        FilesystemClient client = begun(LOAD, schema(ITEMS));
        Files.writeString(dataset().resolve("items"), "in the way");
        JobOutcome outcome = client.ingest(IngestJob.into(ITEMS, List.of(file(directory, LOAD, "items", "aa", "{}"))));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        JobOutcome.RetryLater.class,
                        later -> assertThat(later.reason().render())
                                .contains(
                                        "FILESYSTEM_IO",
                                        "items.aa.jsonl",
                                        directory.resolve("bucket").toString()));
    }

    @Test
    void refusesConfigurationThatCannotWork() {
        assertThatThrownBy(() -> new FilesystemClient(context(directory).with("layout", "{nope}")))
                .isInstanceOf(DltException.class);
        assertThatThrownBy(() -> new FilesystemClient(context(directory).with("current_datetime", "now")))
                .isInstanceOf(DltException.class);
    }

    private Path dataset() {
        return directory.resolve("bucket/data");
    }

    private FilesystemClient client() {
        return new FilesystemClient(context(directory));
    }

    private FilesystemClient begun(String loadId, Schema schema) {
        return begun(context(directory), loadId, schema);
    }

    private FilesystemClient begun(Fixtures.Context context, String loadId, Schema schema) {
        FilesystemClient client = new FilesystemClient(context);
        client.begin(new LoadStart("pipe", loadId, directory.resolve("notes").resolve(loadId)));
        client.migrate(schema, schema.tables().keySet());
        return client;
    }

    private List<TableSchema> migrated(String loadId, Schema schema) {
        FilesystemClient client = client();
        client.begin(new LoadStart("pipe", loadId, directory.resolve("notes").resolve(loadId)));
        return client.migrate(schema, Set.of("items"));
    }

    private void ingest(String loadId, String table, String fileId) {
        FilesystemClient client = begun(loadId, schema(ITEMS));
        expectDone(client.ingest(IngestJob.into(table(table), List.of(file(directory, loadId, table, fileId, "{}")))));
        expectDone(client.complete(completion("pipe", loadId)));
    }

    private void complete(String pipeline, String loadId, long maxStates) {
        Fixtures.Context context =
                context(directory).withPipeline(Optional.of(pipeline)).with("max_state_files", maxStates);
        expectDone(begun(context, loadId, schema(ITEMS)).complete(withState(pipeline, loadId)));
    }

    private static void expectDone(JobOutcome outcome) {
        assertThat(outcome).isEqualTo(JobOutcome.completed());
    }
}
