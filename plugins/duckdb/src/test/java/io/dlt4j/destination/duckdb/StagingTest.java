package io.dlt4j.destination.duckdb;

import static io.dlt4j.destination.duckdb.Fixtures.LOAD;
import static io.dlt4j.destination.duckdb.Fixtures.count;
import static io.dlt4j.destination.duckdb.Fixtures.parquet;
import static io.dlt4j.destination.duckdb.Fixtures.query;
import static io.dlt4j.destination.duckdb.Fixtures.required;
import static io.dlt4j.destination.duckdb.Fixtures.schema;
import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.MergeJob;
import io.dlt4j.api.load.ReplaceJob;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.api.schema.ReplaceStrategy;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.support.sql.SqlClient;
import io.dlt4j.support.sql.SqlError;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {

    private static final JobOutcome COMPLETED = JobOutcome.completed();
    private static final String STAGED = "SELECT count(*) FROM data_staging.items";

    private static final TableSchema ITEMS = Fixtures.table(
            "items",
            ColumnSchema.builder("id")
                    .dataType(DataType.BIGINT)
                    .nullable(false)
                    .property("primary_key", true)
                    .build(),
            ColumnSchema.of("name", DataType.TEXT),
            required("_dlt_load_id", DataType.TEXT),
            required("_dlt_id", DataType.TEXT));

    @TempDir
    Path directory;

    private SqlClient client;

    @BeforeEach
    void open() {
        client = Fixtures.open(Fixtures.context(directory));
        client.migrate(schema("h1", ITEMS), Set.of("items"));
        client.migrateStaging(schema("h1", ITEMS), Set.of("items"));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void theStagingDatasetHasOfTheSystemTablesOnlyTheVersions() {
        assertThat(
                        query(
                                client,
                                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'data_staging' ORDER BY 1"))
                .containsExactly(List.of("_dlt4j_jobs"), List.of("_dlt_version"), List.of("items"));
        assertThat(query(client, "SELECT version_hash FROM data_staging._dlt_version"))
                .containsExactly(List.of("h1"));
    }

    @Test
    void eachStepCountsOnce() {
        Load load = new Load("pipe", LOAD, rows(directory, "a", 0, 10, "x"));

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(load.truncate()).isEqualTo(COMPLETED);
            assertThat(load.ingest()).isEqualTo(COMPLETED);
            assertThat(query(client, STAGED)).containsExactly(List.of(10L));
        }
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(load.merge(MergeStrategy.DELETE_INSERT)).isEqualTo(COMPLETED);
            assertThat(count(client, "items")).isEqualTo(10);
        }
        assertThat(query(client, "SELECT job_id FROM _dlt4j_jobs")).containsExactly(List.of("items.merge"));
        assertThat(query(client, "SELECT job_id FROM data_staging._dlt4j_jobs ORDER BY 1"))
                .containsExactly(List.of("items.a"), List.of("items.truncate-staging"));
    }

    @Test
    void theNextLoadMergesItsOwnRowsOnly() {
        new Load("pipe", LOAD, rows(directory, "a", 0, 10, "x")).run();

        new Load("pipe", "1700000002.5", rows(directory, "b", 5, 15, "y")).run();

        assertThat(query(client, "SELECT name, count(*) FROM items GROUP BY 1 ORDER BY 1"))
                .containsExactly(List.of("x", 5L), List.of("y", 10L));
    }

    @Test
    void rowsOfALoadWhoseStagingTablesWereTakenAreStagedAnew() {
        Load interrupted = new Load("pipe", LOAD, rows(directory, "a", 0, 10, "x"));
        interrupted.truncate();
        interrupted.ingest();
        new Load("other", "1600000000.5", rows(directory, "b", 5, 15, "y")).run();

        assertThat(laterReason(interrupted.merge(MergeStrategy.DELETE_INSERT)).code())
                .isEqualTo(DuckDbError.DUCKDB_STAGING_TAKEN);
        assertThat(laterReason(new Load("pipe", LOAD, rows(directory, "c", 0, 1, "z")).ingest())
                        .code())
                .isEqualTo(DuckDbError.DUCKDB_STAGING_TAKEN);
        interrupted.run();

        assertThat(query(client, "SELECT name, count(*) FROM items GROUP BY 1 ORDER BY 1"))
                .containsExactly(List.of("x", 10L), List.of("y", 5L));
    }

    @Test
    void aStagingDatasetThatSomebodyDropsIsFilledAgain() {
        Load interrupted = new Load("pipe", LOAD, rows(directory, "a", 0, 10, "x"));
        interrupted.truncate();
        interrupted.ingest();
        query(client, "DROP SCHEMA data_staging CASCADE");

        client.migrateStaging(schema("h1", ITEMS), Set.of("items"));
        interrupted.run();

        assertThat(count(client, "items")).isEqualTo(10);
    }

    @Test
    void replacesWithWhatIsStaged() {
        new Load("pipe", LOAD, rows(directory, "a", 0, 10, "x")).run();
        Load load = new Load("pipe", "1700000002.5", rows(directory, "b", 20, 23, "y"));
        load.truncate();
        load.ingest();

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(load.replace()).isEqualTo(COMPLETED);
            assertThat(query(client, "SELECT id, name FROM items ORDER BY 1"))
                    .containsExactly(List.of(20L, "y"), List.of(21L, "y"), List.of(22L, "y"));
        }
    }

    @Test
    void tablesThatTheRecordedSchemaHasButTheDatasetNotAreMade() {
        TableSchema more = Fixtures.table("more", required("id", DataType.BIGINT));

        client.migrateStaging(schema("h1", ITEMS, more), Set.of("items", "more"));

        assertThat(query(client, "SELECT count(*) FROM data_staging.more")).containsExactly(List.of(0L));
        assertThat(query(client, "SELECT count(*) FROM data_staging._dlt_version"))
                .containsExactly(List.of(1L));
    }

    @Test
    void rowsThatWereStagedBeforeAreNotInTheWayOfARequiredColumn() {
        new Load("pipe", LOAD, rows(directory, "a", 0, 10, "x")).run();
        TableSchema wider =
                ITEMS.toBuilder().column(required("late", DataType.TEXT)).build();

        client.migrateStaging(schema("h2", wider), Set.of("items"));

        assertThat(query(client, "SELECT DISTINCT late FROM data_staging.items"))
                .containsExactly(java.util.Arrays.asList((Object) null));
    }

    @Test
    void completingForgetsWhatEarlierLoadsStaged() {
        new Load("pipe", LOAD, rows(directory, "a", 0, 10, "x")).run();

        LoadCompletion later = new LoadCompletion("pipe", "1700000009.5", "crm", "h1", Instant.EPOCH);
        client.complete(later);
        assertThat(query(client, "SELECT * FROM data_staging._dlt4j_jobs"))
                .as("keys of a load that is not complete")
                .isNotEmpty();

        client.complete(new LoadCompletion("pipe", LOAD, "crm", "h1", Instant.EPOCH));
        client.complete(new LoadCompletion("pipe", "1700000010.5", "crm", "h1", Instant.EPOCH));

        assertThat(query(client, "SELECT * FROM data_staging._dlt4j_jobs")).isEmpty();
    }

    @Test
    void aMergeThatLacksItsKeyIsRefused() {
        TableSchema keyless = Fixtures.ITEMS;
        JobKey emptied = new JobKey("pipe", LOAD, "items.truncate-staging");
        client.truncate(TruncateJob.ofStaging(emptied, List.of(keyless), List.of()));
        MergeJob job = new MergeJob(
                new JobKey("pipe", LOAD, "items.merge"),
                List.of(keyless),
                MergeStrategy.UPSERT,
                emptied,
                Optional.empty());

        DltException reason =
                client.merge(job).fold(done -> null, rejected -> rejected.reason(), later -> null, unknown -> null);

        assertThat(reason).isNotNull();
        assertThat(reason.code()).isEqualTo(SqlError.SQL_PRIMARY_KEY_MISSING);
        assertThat(query(client, "SELECT * FROM _dlt4j_jobs")).isEmpty();
    }

    private static DltException laterReason(JobOutcome outcome) {
        return outcome.fold(done -> null, rejected -> null, later -> later.reason(), unknown -> null);
    }

    private static JobFile rows(Path directory, String id, int from, int to, String name) {
        return parquet(
                directory,
                "items." + id,
                "SELECT range AS id, '" + name + "' AS name, '" + LOAD + "' AS _dlt_load_id, '" + id
                        + "' || range AS _dlt_id FROM range(" + from + ", " + to + ")");
    }

    /** One file of {@link #ITEMS} on its way through the staging dataset. */
    private final class Load {

        private final JobFile file;
        private final JobKey emptied;
        private final JobKey key;

        Load(String pipeline, String loadId, JobFile content) {
            JobKey fileKey = new JobKey(pipeline, loadId, content.key().jobId());
            this.file = JobFile.of(fileKey, content.path(), content.format(), content.rows(), content.bytes());
            this.emptied = new JobKey(pipeline, loadId, "items.truncate-staging");
            this.key = new JobKey(pipeline, loadId, "items.merge");
        }

        void run() {
            assertThat(truncate()).isEqualTo(COMPLETED);
            assertThat(ingest()).isEqualTo(COMPLETED);
            assertThat(merge(MergeStrategy.DELETE_INSERT)).isEqualTo(COMPLETED);
        }

        JobOutcome truncate() {
            return client.truncate(TruncateJob.ofStaging(emptied, List.of(ITEMS), List.of(file.key())));
        }

        JobOutcome ingest() {
            return client.ingest(IngestJob.intoStaging(ITEMS, List.of(file), emptied));
        }

        JobOutcome merge(MergeStrategy strategy) {
            return client.merge(new MergeJob(key, List.of(ITEMS), strategy, emptied, Optional.empty()));
        }

        JobOutcome replace() {
            return client.replace(new ReplaceJob(key, List.of(ITEMS), ReplaceStrategy.INSERT_FROM_STAGING, emptied));
        }
    }
}
