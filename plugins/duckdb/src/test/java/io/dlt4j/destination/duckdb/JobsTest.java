package io.dlt4j.destination.duckdb;

import static io.dlt4j.destination.duckdb.Fixtures.ITEMS;
import static io.dlt4j.destination.duckdb.Fixtures.LOAD;
import static io.dlt4j.destination.duckdb.Fixtures.count;
import static io.dlt4j.destination.duckdb.Fixtures.items;
import static io.dlt4j.destination.duckdb.Fixtures.jsonl;
import static io.dlt4j.destination.duckdb.Fixtures.parquet;
import static io.dlt4j.destination.duckdb.Fixtures.query;
import static io.dlt4j.destination.duckdb.Fixtures.schema;
import static io.dlt4j.destination.duckdb.Fixtures.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.FailPoint;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.load.DropJob;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.support.sql.SqlClient;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {

    private static final JobOutcome COMPLETED = JobOutcome.completed();

    @TempDir
    Path directory;

    private SqlClient client;

    @BeforeEach
    void open() {
        client = Fixtures.open(Fixtures.context(directory));
        client.migrate(schema("h1", ITEMS), Set.of("items"));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void dropsTablesAndTheVersionsOfTheirSchemaOnce() {
        DropJob job = DropJob.of(new JobKey("pipe", LOAD, "drop"), "crm", List.of("items", "missing"));
        assertThat(client.drop(job)).isEqualTo(COMPLETED);
        assertThat(count(client, "_dlt_version")).isZero();
        client.migrate(schema("h1", ITEMS), Set.of("items"));
        client.ingest(IngestJob.into(ITEMS, List.of(parquet(directory, "a", items(0, 10)))));
        assertThat(client.drop(job)).isEqualTo(COMPLETED);
        assertThat(count(client, "items")).isEqualTo(10);
    }

    @Test
    void aDropCreatesADatasetThatIsMissingAndIsRememberedThere() {
        try (SqlClient fresh = Fixtures.open(Fixtures.context(directory.resolve("fresh")))) {
            DropJob job = DropJob.of(new JobKey("pipe", LOAD, "drop"), "crm", List.of("items"));
            assertThat(fresh.drop(job)).isEqualTo(COMPLETED);
            assertThat(fresh.drop(job)).isEqualTo(COMPLETED);
        }
    }

    @Test
    void loadsTheSameFilesOnce() {
        IngestJob job = IngestJob.into(
                ITEMS, List.of(parquet(directory, "a", items(0, 10)), parquet(directory, "b", items(10, 30))));

        assertThat(client.ingest(job)).isEqualTo(COMPLETED);
        assertThat(client.ingest(job)).isEqualTo(COMPLETED);

        assertThat(count(client, "items")).isEqualTo(30);
        assertThat(count(client, "_dlt4j_jobs")).isEqualTo(2);
    }

    @Test
    void loadsOnlyTheFilesThatAreMissing() {
        JobFile first = parquet(directory, "a", items(0, 10));
        client.ingest(IngestJob.into(ITEMS, List.of(first)));

        assertThat(client.ingest(IngestJob.into(ITEMS, List.of(first, parquet(directory, "b", items(10, 30))))))
                .isEqualTo(COMPLETED);

        assertThat(count(client, "items")).isEqualTo(30);
    }

    @Test
    void fillsColumnsByNameAndLeavesMissingOnesNull() {
        JobFile narrow = parquet(directory, "a", "SELECT 'r' AS _dlt_id, 'l' AS _dlt_load_id, 7 AS ID");
        JobFile wide = parquet(directory, "b", items(0, 1));

        assertThat(client.ingest(IngestJob.into(ITEMS, List.of(narrow, wide)))).isEqualTo(COMPLETED);

        assertThat(query(client, "SELECT id, name FROM items ORDER BY id"))
                .containsExactly(List.of(0L, "n0"), Arrays.asList(7L, null));
    }

    @Test
    void readsPathsWithPatternsQuotesAndAssignments() throws Exception {
        Path odd = Files.createDirectories(directory.resolve("year=2024/it's [1]*"));

        assertThat(client.ingest(IngestJob.into(
                        ITEMS, List.of(parquet(odd, "a?", items(0, 5)), parquet(odd, "a1", items(5, 7))))))
                .isEqualTo(COMPLETED);

        assertThat(count(client, "items")).isEqualTo(7);
    }

    @Test
    void loadsEmptyFiles() {
        assertThat(client.ingest(IngestJob.into(ITEMS, List.of(parquet(directory, "a", items(0, 0))))))
                .isEqualTo(COMPLETED);
        assertThat(client.ingest(IngestJob.into(ITEMS, List.of(jsonl(directory, "b")))))
                .isEqualTo(COMPLETED);

        assertThat(count(client, "items")).isZero();
        assertThat(count(client, "_dlt4j_jobs")).isEqualTo(2);
    }

    @Test
    void readsEveryTypeFromJsonLines() {
        TableSchema types = table(
                "types",
                ColumnSchema.of("i", DataType.BIGINT),
                ColumnSchema.of("f", DataType.DOUBLE),
                ColumnSchema.of("b", DataType.BOOL),
                ColumnSchema.of("ts", DataType.TIMESTAMP),
                ColumnSchema.of("s", DataType.TEXT),
                ColumnSchema.of("d", DataType.DECIMAL),
                ColumnSchema.of("bin", DataType.BINARY),
                ColumnSchema.of("w", DataType.WEI),
                ColumnSchema.of("j", DataType.JSON),
                ColumnSchema.of("da", DataType.DATE),
                ColumnSchema.of("ti", DataType.TIME));
        client.migrate(schema("h2", types), Set.of("types"));
        // the rows of the reference's jsonl writer (spec P.15, W10 and W11)
        JobFile file = jsonl(
                directory,
                "a",
                "{\"i\":1,\"f\":1.5,\"b\":true,\"ts\":\"2024-01-02T03:04:05.678901+00:00\","
                        + "\"s\":\"it's \\\"q\\\"\\n\\\\ \\t,é\",\"d\":\"1.10\",\"bin\":\"YQBi\",\"w\":\"25\","
                        + "\"j\":{\"k\":[1,\"x'y\"]},\"da\":\"2024-01-02\",\"ti\":\"01:02:03.000004\"}",
                "{\"i\":2,\"f\":1e+20,\"b\":false,\"ts\":\"2024-01-02T03:04:05+00:00\",\"s\":\"\",\"d\":\"1E+3\","
                        + "\"ti\":\"01:02:03\"}");

        assertThat(client.ingest(IngestJob.into(types, List.of(file)))).isEqualTo(COMPLETED);

        List<Object> first = query(client, "SELECT * FROM types ORDER BY i").get(0);
        assertThat(first.get(6)).isEqualTo(new byte[] {'a', 0, 'b'});
        assertThat(first.subList(0, 6))
                .containsExactly(
                        1L,
                        1.5,
                        true,
                        OffsetDateTime.parse("2024-01-02T03:04:05.678901Z"),
                        "it's \"q\"\n\\ \t,é",
                        new BigDecimal("1.100000000"));
        assertThat(first.subList(7, 11))
                .containsExactly(
                        new BigDecimal("25"),
                        "{\"k\":[1,\"x'y\"]}",
                        LocalDate.of(2024, 1, 2),
                        LocalTime.of(1, 2, 3, 4000));
        assertThat(query(client, "SELECT f, s, d, j FROM types WHERE i = 2"))
                .containsExactly(Arrays.asList(1e20, "", new BigDecimal("1000.000000000"), null));
    }

    @Test
    void rejectsAValueOfTheWrongTypeAndStoresNothingOfTheJob() {
        JobFile good = jsonl(directory, "good", "{\"id\":1,\"_dlt_load_id\":\"l\",\"_dlt_id\":\"r\"}");
        JobFile bad = jsonl(directory, "bad", "{\"id\":\"many\",\"_dlt_load_id\":\"l\",\"_dlt_id\":\"r\"}");

        DltException reason = rejection(client.ingest(IngestJob.into(ITEMS, List.of(good, bad))));

        assertThat(reason.code()).isEqualTo(DuckDbError.DUCKDB_DATA_REJECTED);
        assertThat(reason).hasMessageContaining("table 'items'").hasMessageContaining("many");
        assertThat(reason.nextStep()).isNotEmpty();
        assertThat(count(client, "items")).isZero();
        assertThat(count(client, "_dlt4j_jobs")).isZero();
    }

    @Test
    void rejectsParquetTextInANumberColumn() {
        JobFile bad = parquet(directory, "bad", "SELECT 'many' AS id, 'l' AS _dlt_load_id, 'r' AS _dlt_id");

        assertThat(rejection(client.ingest(IngestJob.into(ITEMS, List.of(bad)))).code())
                .isEqualTo(DuckDbError.DUCKDB_DATA_REJECTED);
        assertThat(count(client, "items")).isZero();
    }

    @Test
    void rejectsANullInARequiredColumn() {
        JobFile bad = parquet(directory, "bad", "SELECT 1 AS id, 'l' AS _dlt_load_id, NULL::VARCHAR AS _dlt_id");

        assertThat(rejection(client.ingest(IngestJob.into(ITEMS, List.of(bad)))))
                .hasMessageContaining("NOT NULL constraint failed")
                .hasMessageContaining("_dlt_id");
    }

    @Test
    void rejectsATextThatIsNoJson() {
        TableSchema documents = table("documents", ColumnSchema.of("j", DataType.JSON));
        client.migrate(schema("h2", documents), Set.of("documents"));

        assertThat(rejection(client.ingest(
                                IngestJob.into(documents, List.of(parquet(directory, "bad", "SELECT '{' AS j")))))
                        .code())
                .isEqualTo(DuckDbError.DUCKDB_DATA_REJECTED);
    }

    @Test
    void rejectsAFileThatIsCutOff() throws Exception {
        JobFile whole = parquet(directory, "a", items(0, 1000));
        byte[] bytes = Files.readAllBytes(whole.path());
        Files.write(whole.path(), Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(rejection(client.ingest(IngestJob.into(ITEMS, List.of(whole))))
                        .code())
                .isEqualTo(DuckDbError.DUCKDB_DATA_REJECTED);
    }

    @Test
    void rejectsAJobForATableThatIsGone() {
        query(client, "DROP TABLE items");

        assertThat(rejection(client.ingest(IngestJob.into(ITEMS, List.of(parquet(directory, "a", items(0, 1))))))
                        .code())
                .isEqualTo(DuckDbError.DUCKDB_TABLE_MISSING);
    }

    @Test
    void rejectsAFormatThatItDoesNotRead() {
        JobFile file = Fixtures.file(parquet(directory, "a", items(0, 1)).path(), "a", FileFormat.CSV);

        assertThat(rejection(client.ingest(IngestJob.into(ITEMS, List.of(file)))))
                .hasMessageContaining("csv/1");
    }

    @Test
    void finishesAsDoneWhenAnotherAttemptCommitsTheSameFiles() {
        IngestJob job = IngestJob.into(ITEMS, List.of(parquet(directory, "a", items(0, 10))));
        try (SqlClient second = clientThatMeets(() -> client.ingest(job))) {
            assertThat(second.ingest(job)).isEqualTo(COMPLETED);
        }
        assertThat(count(client, "items")).isEqualTo(10);
    }

    @Test
    void loadsTheRestWhenAnotherAttemptCommitsSomeOfTheFiles() {
        JobFile first = parquet(directory, "a", items(0, 10));
        IngestJob both = IngestJob.into(ITEMS, List.of(first, parquet(directory, "b", items(10, 30))));
        try (SqlClient second = clientThatMeets(() -> client.ingest(IngestJob.into(ITEMS, List.of(first))))) {
            assertThat(second.ingest(both)).isEqualTo(COMPLETED);
        }
        assertThat(count(client, "items")).isEqualTo(30);
    }

    @Test
    void completesOnceWhenAnotherAttemptCompletes() {
        LoadCompletion completion = new LoadCompletion("pipe", LOAD, "crm", "h1", Instant.now());
        client.ingest(IngestJob.into(ITEMS, List.of(parquet(directory, "a", items(0, 10)))));
        try (SqlClient second = clientThatMeets(() -> client.complete(completion))) {
            assertThat(second.complete(completion)).isEqualTo(COMPLETED);
        }
        assertThat(count(client, "_dlt_loads")).isEqualTo(1);
    }

    @Test
    void rejectsADuplicateUnderAUniqueConstraint() {
        query(client, "CREATE UNIQUE INDEX one_id ON items (_dlt_id)");
        client.ingest(IngestJob.into(ITEMS, List.of(parquet(directory, "a", items(0, 10)))));

        assertThat(rejection(client.ingest(IngestJob.into(ITEMS, List.of(parquet(directory, "b", items(5, 6))))))
                        .code())
                .isEqualTo(DuckDbError.DUCKDB_DATA_REJECTED);
        assertThat(count(client, "items")).isEqualTo(10);
    }

    @Test
    void isRepeatedWhenTheTableIsAlteredInBetween() {
        IngestJob job = IngestJob.into(ITEMS, List.of(parquet(directory, "a", items(0, 10))));
        try (SqlClient second = clientThatMeets(() -> query(client, "ALTER TABLE items ADD COLUMN x INT"))) {
            assertThat(second.ingest(job)).isInstanceOf(JobOutcome.RetryLater.class);
            assertThat(second.ingest(job)).isEqualTo(COMPLETED);
        }
        assertThat(count(client, "items")).isEqualTo(10);
    }

    @Test
    void loadsFromSeveralThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<JobOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            IngestJob job = IngestJob.into(ITEMS, List.of(parquet(directory, "j" + i, items(0, 100))));
            outcomes.add(threads.submit(() -> client.ingest(job)));
            outcomes.add(threads.submit(() -> client.ingest(job)));
        }
        for (Future<JobOutcome> outcome : outcomes) {
            assertThat(outcome.get()).isEqualTo(COMPLETED);
        }
        threads.shutdown();
        assertThat(count(client, "items")).isEqualTo(1600);
    }

    @Test
    void truncatesOnce() {
        client.ingest(IngestJob.into(ITEMS, List.of(parquet(directory, "a", items(0, 10)))));
        TruncateJob job = TruncateJob.of(new JobKey("pipe", LOAD, "truncate"), List.of(ITEMS));

        assertThat(client.truncate(job)).isEqualTo(COMPLETED);
        assertThat(count(client, "items")).isZero();
        client.ingest(IngestJob.into(ITEMS, List.of(parquet(directory, "b", items(0, 3)))));
        assertThat(client.truncate(job)).isEqualTo(COMPLETED);

        assertThat(count(client, "items")).isEqualTo(3);
    }

    @Test
    void completesOnceAndForgetsEarlierCompleteLoadsOfThePipeline() {
        query(
                client,
                "INSERT INTO _dlt4j_jobs SELECT p, l, 'j', now() FROM (VALUES ('pipe', '1600000000.1'),"
                        + " ('pipe', '1650000000.1'), ('pipe', ?), ('pipe', '1800000000.1'), ('other', '1600000000.1')) v(p, l)",
                LOAD);
        query(client, "INSERT INTO _dlt_loads VALUES ('1600000000.1', 'crm', 0, now(), 'h0')");
        LoadCompletion completion =
                new LoadCompletion("pipe", LOAD, "crm", "h1", Instant.parse("2024-01-02T03:04:05.123456Z"));

        assertThat(client.isLoaded(LOAD, "crm")).isFalse();
        assertThat(client.complete(completion)).isEqualTo(COMPLETED);
        assertThat(client.complete(completion)).isEqualTo(COMPLETED);

        assertThat(client.isLoaded(LOAD, "crm")).isTrue();
        assertThat(client.isLoaded(LOAD, "another")).isFalse();
        assertThat(query(client, "SELECT * FROM _dlt_loads WHERE load_id = ?", LOAD))
                .containsExactly(List.of(LOAD, "crm", 0L, OffsetDateTime.parse("2024-01-02T03:04:05.123456Z"), "h1"));
        assertThat(query(client, "SELECT DISTINCT pipeline_name, load_id FROM _dlt4j_jobs ORDER BY ALL"))
                .containsExactly(
                        List.of("other", "1600000000.1"),
                        List.of("pipe", "1650000000.1"),
                        List.of("pipe", LOAD),
                        List.of("pipe", "1800000000.1"));
    }

    /** A client that, when it is first about to commit, lets something else happen. */
    private SqlClient clientThatMeets(Runnable event) {
        AtomicBoolean happened = new AtomicBoolean();
        FailPoint failPoint = label -> {
            if (label.endsWith(".before-commit") && happened.compareAndSet(false, true)) {
                event.run();
            }
        };
        return Fixtures.open(Fixtures.context(directory).with(failPoint));
    }

    private static DltException rejection(JobOutcome outcome) {
        assertThat(outcome).isInstanceOf(JobOutcome.Rejected.class);
        return ((JobOutcome.Rejected) outcome).reason();
    }
}
