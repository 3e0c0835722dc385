package io.dlt4j.destination.duckdb;

import static io.dlt4j.destination.duckdb.Fixtures.LOAD;
import static io.dlt4j.destination.duckdb.Fixtures.items;
import static io.dlt4j.destination.duckdb.Fixtures.parquet;
import static io.dlt4j.destination.duckdb.Fixtures.query;
import static io.dlt4j.destination.duckdb.Fixtures.schema;
import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.LoadStart;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.load.UndoJob;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.support.sql.SqlClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an unfinished load did to a dataset is taken back. */
class UndoTest {

    /** As a normalized schema has it. */
    private static final TableSchema ITEMS =
            Fixtures.ITEMS.toBuilder().column(key("_dlt_id", "row_key")).build();

    private static final TableSchema TAGS = TableSchema.builder("items__tags")
            .property("parent", "items")
            .columns(List.of(
                    ColumnSchema.of("value", DataType.TEXT),
                    key("_dlt_parent_id", "parent_key"),
                    key("_dlt_id", "row_key")))
            .build();

    @TempDir
    private Path directory;

    private SqlClient client;

    @BeforeEach
    void migrate() {
        client = Fixtures.open(Fixtures.context(directory));
        client.migrate(schema("h1", ITEMS, TAGS), Set.of("items", "items__tags"));
        query(client, "INSERT INTO items (id, name, _dlt_load_id, _dlt_id) VALUES (100, 'old', '1', 'x')");
        query(
                client,
                "INSERT INTO items__tags (value, _dlt_parent_id, _dlt_id) VALUES ('old', 'x', 'y'),"
                        + " ('orphan', 'gone', 'z')");
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void rowsOfTheLoadGoWithItsKeysAndOthersStay() {
        UndoJob job = undo(ingest(ITEMS, "a", items(0, 10)), ingest(TAGS, "b", tags(0, 10)));
        job.ingests().forEach(client::ingest);
        assertThat(client.committed(job)).containsExactlyInAnyOrder(key("a"), key("b"));

        assertThat(client.undo(job)).isEqualTo(JobOutcome.completed());
        assertThat(client.undo(job)).isEqualTo(JobOutcome.completed());

        assertOld();
        assertThat(client.committed(job)).isEmpty();
        job.ingests().forEach(client::ingest);
        assertThat(query(client, "SELECT count(*) FROM items")).containsExactly(List.of(11L));
    }

    @Test
    void nestedRowsWhoseParentsNeverCameGoToo() {
        UndoJob job = undo(ingest(ITEMS, "a", items(0, 10)), ingest(TAGS, "b", tags(0, 10)));
        client.ingest(job.ingests().get(1));
        assertThat(client.committed(job)).containsExactly(key("b"));

        client.undo(job);

        assertOld();
    }

    @Test
    void whatCannotBeTakenBackIsSeen() {
        TruncateJob truncation = TruncateJob.of(key("items.truncate"), List.of(ITEMS));
        UndoJob job = UndoJob.of("pipe", LOAD, List.of(), List.of(truncation.key(), key("items.merge")));
        assertThat(client.committed(job)).isEmpty();
        client.truncate(truncation);
        assertThat(client.committed(job)).containsExactly(truncation.key());
    }

    @Test
    void aDatabaseThatIsNotThereHasNothingAndIsNotCreated() {
        Path empty = directory.resolve("empty");
        try (SqlClient nothing = Fixtures.open(Fixtures.context(empty))) {
            UndoJob job = undo(ingest(ITEMS, "a", items(0, 1)));
            assertThat(nothing.committed(job)).isEmpty();
            assertThat(nothing.undo(job)).isEqualTo(JobOutcome.completed());
        }
        assertThat(empty).doesNotExist();
    }

    @Test
    void aLoadThatLostItsPackageIsTakenBackByTheNext() {
        client.ingest(ingest(ITEMS, "items.a.parquet", items(0, 10)));
        client.ingest(ingest(TAGS, "items__tags.b.parquet", tags(5, 15)));

        begin("1700000009.5", Set.of(LOAD));
        assertThat(query(client, "SELECT count(*) FROM items"))
                .as("a package that waits may go on")
                .containsExactly(List.of(11L));

        begin("1700000009.5", Set.of());
        assertThat(query(client, "SELECT name FROM items")).containsExactly(List.of("old"));
        assertThat(query(client, "SELECT value FROM items__tags"))
                .as("without parents, and nobody else is loading")
                .containsExactly(List.of("old"));
        assertThat(query(client, "SELECT * FROM _dlt4j_jobs")).isEmpty();
    }

    @Test
    void rowsWithoutParentsStayWhileAnotherPipelineIsLoading() {
        client.ingest(ingest(TAGS, "items__tags.b.parquet", tags(0, 10)));
        query(client, "INSERT INTO _dlt4j_jobs VALUES ('other', '1700000001.5', 'items__tags.c.parquet', now())");

        begin("1700000009.5", Set.of());

        assertThat(query(client, "SELECT count(*) FROM items__tags")).containsExactly(List.of(12L));
        assertThat(query(client, "SELECT pipeline_name FROM _dlt4j_jobs")).containsExactly(List.of("other"));
    }

    private void begin(String loadId, Set<String> waiting) {
        client.begin(new LoadStart("pipe", loadId, directory, waiting));
        client.migrate(schema("h1", ITEMS, TAGS), Set.of("items"));
    }

    private void assertOld() {
        assertThat(query(client, "SELECT name FROM items")).containsExactly(List.of("old"));
        assertThat(query(client, "SELECT value FROM items__tags ORDER BY 1"))
                .containsExactly(List.of("old"), List.of("orphan"));
    }

    private static UndoJob undo(IngestJob... ingests) {
        return UndoJob.of("pipe", LOAD, List.of(ingests), List.of(key("items.truncate")));
    }

    private IngestJob ingest(TableSchema table, String jobId, String select) {
        JobFile file = parquet(directory, jobId, select);
        return IngestJob.into(table, List.of(file));
    }

    private static ColumnSchema key(String column, String hint) {
        return ColumnSchema.builder(column)
                .dataType(DataType.TEXT)
                .nullable(false)
                .property(hint, true)
                .build();
    }

    private static JobKey key(String jobId) {
        return new JobKey("pipe", LOAD, jobId);
    }

    private static String tags(int from, int to) {
        return "SELECT 't' || range AS value, 'r' || range AS _dlt_parent_id, 'tag' || range AS _dlt_id FROM range("
                + from + ", " + to + ")";
    }
}
