package io.dlt4j.destination.bigquery;

import static io.dlt4j.destination.bigquery.ClientFixture.ITEMS;
import static io.dlt4j.destination.bigquery.ClientFixture.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.MergeJob;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.load.UndoJob;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.destination.bigquery.server.ApiError;
import io.dlt4j.destination.bigquery.server.BigQueryServer;
import io.dlt4j.destination.bigquery.server.RequestKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The windows in which the reference doubles or loses rows on BigQuery. */
class CrashWindowsIT {

    private static final TableSchema STREAMED =
            ITEMS.toBuilder().property("x-insert-api", "streaming").build();

    @TempDir
    private Path directory;

    private BigQueryServer server;
    private ClientFixture fixture;

    @BeforeEach
    void start() {
        server = BigQueryServer.start("p1");
        fixture = ClientFixture.of(directory, server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String kind(JobOutcome outcome) {
        return outcome.getClass().getSimpleName();
    }

    private static String code(JobOutcome outcome) {
        return outcome.fold(
                done -> "",
                rejected -> rejected.reason().code().name() + " "
                        + rejected.reason().getMessage(),
                later -> later.reason().code().name() + " " + later.reason().getMessage(),
                unknown -> unknown.reason().code().name());
    }

    /** Asks again as long as it is not known what became of the job, as the host does. */
    private static JobOutcome settled(BigQueryClient client, IngestJob job) {
        JobOutcome outcome = client.ingest(job);
        for (int repeat = 0; kind(outcome).equals("CommitUnknown"); repeat++) {
            assertThat(repeat).isLessThan(10);
            outcome = client.ingest(job);
        }
        return outcome;
    }

    @Test
    @DisplayName("C15: lost acknowledgement of a load job")
    void aLoadJobThatWasNotAcknowledgedIsAskedForUnderItsId() {
        BigQueryClient client = fixture.with("RETRY_DEADLINE", "0.05").loading(ITEMS);
        IngestJob job = fixture.ingest(ITEMS, "items.1.jsonl", "{\"id\": 1}", "{\"id\": 2}");
        int before = server.jobCount();
        server.faults().loseAnswers(RequestKind.UPLOAD_CHUNK, 3);
        server.faults().loseAnswers(RequestKind.JOB_GET, 6);

        JobOutcome outcome = settled(client, job);

        assertThat(kind(outcome)).as(code(outcome)).isEqualTo("Completed");
        server.faults().clear();
        assertThat(server.jobCount() - before).as("load jobs").isEqualTo(1);
        assertThat(query(client, "SELECT COUNT(*) FROM items")).containsExactly(List.of(2L));
    }

    @Test
    @DisplayName("C16: crash during a load job")
    void theProcessThatComesAfterWaitsForTheJobThatRuns() throws Exception {
        BigQueryClient killed = fixture.loading(ITEMS);
        BigQueryClient next = fixture.loading(ITEMS);
        IngestJob job = fixture.ingest(ITEMS, "items.1.jsonl", "{\"id\": 1}");
        int before = server.jobCount();
        server.holdJobs();
        CompletableFuture<JobOutcome> first = CompletableFuture.supplyAsync(() -> killed.ingest(job));
        while (server.jobCount() == before) {
            first.getNow(null);
            Thread.onSpinWait();
        }
        CompletableFuture<JobOutcome> second = CompletableFuture.supplyAsync(() -> next.ingest(job));
        server.releaseJobs();

        assertThat(kind(first.get(1, TimeUnit.MINUTES))).isEqualTo("Completed");
        assertThat(kind(second.get(1, TimeUnit.MINUTES))).isEqualTo("Completed");
        assertThat(server.jobCount() - before).as("load jobs").isEqualTo(1);
        assertThat(query(next, "SELECT COUNT(*) FROM items")).containsExactly(List.of(1L));
    }

    @Test
    @DisplayName("C17: streaming, between insert and counter: at least once, and mostly once")
    void rowsWhoseRequestWasNotCountedAreSentAgainUnderTheirIds() {
        AtomicInteger sent = new AtomicInteger();
        ClientFixture dying = fixture.with("BATCH_SIZE", "2").with(label -> {
            if (label.equals("bigquery.stream.after-send") && sent.incrementAndGet() == 2) {
                throw new IllegalStateException("killed");
            }
        });
        IngestJob job = fixture.ingest(
                STREAMED, "items.1.jsonl", "{\"id\": 1}", "{\"id\": 2}", "{\"id\": 3}", "{\"id\": 4}", "{\"id\": 5}");
        try {
            dying.loading(STREAMED).ingest(job);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("killed");
        }
        BigQueryClient next = fixture.with("BATCH_SIZE", "2").loading(STREAMED);
        assertThat(kind(next.ingest(job))).isEqualTo("Completed");
        assertThat(query(next, "SELECT id FROM items ORDER BY id"))
                .containsExactly(List.of(1L), List.of(2L), List.of(3L), List.of(4L), List.of(5L));
        assertThat(server.count(RequestKind.INSERT_ALL))
                .as("two requests, one of these again, and the last")
                .isEqualTo(4);
    }

    @Test
    @DisplayName("C17: streaming, row errors are reported")
    void aRowThatIsRefusedFailsTheJobByItsNumber() {
        BigQueryClient client = fixture.with("BATCH_SIZE", "2").loading(STREAMED);
        IngestJob job = fixture.ingest(
                STREAMED, "items.1.jsonl", "{\"id\": 1}", "{\"id\": 2}", "{\"id\": 3}", "{\"id\": \"x\"}");
        JobOutcome outcome = client.ingest(job);
        assertThat(kind(outcome)).isEqualTo("Rejected");
        assertThat(code(outcome)).startsWith("BIGQUERY_DATA_REJECTED").contains("row 4:");
        assertThat(query(client, "SELECT COUNT(*) FROM items"))
                .as("rows of the requests before are there, and the message says so")
                .containsExactly(List.of(2L));
    }

    @Test
    void streamedJsonIsJson() {
        BigQueryClient client = fixture.loading(STREAMED);
        assertThat(kind(client.ingest(
                        fixture.ingest(STREAMED, "a.1.jsonl", "{\"id\": 1, \"doc\": {\"k\": [1, \"x\"]}}"))))
                .isEqualTo("Completed");
        assertThat(query(client, "SELECT doc FROM items")).containsExactly(List.of("{\"k\":[1,\"x\"]}"));
    }

    @Test
    void aJobThatFailedForAReasonThatPassesGetsANewIdAndOneThatFailedForGoodIsRejected() {
        BigQueryClient client = fixture.loading(ITEMS);
        IngestJob wrong = fixture.ingest(ITEMS, "items.1.jsonl", "{\"id\": \"x\"}");
        JobOutcome outcome = client.ingest(wrong);
        assertThat(kind(outcome)).isEqualTo("Rejected");
        assertThat(code(outcome)).startsWith("BIGQUERY_DATA_REJECTED").contains("Could not convert value to INT64");

        // somebody has mended the table: the same job is tried under the next attempt's id
        IngestJob mended = fixture.ingest(ITEMS, "items.1.jsonl", "{\"id\": 7}");
        assertThat(kind(fixture.loading(ITEMS).ingest(mended))).isEqualTo("Completed");
        assertThat(kind(fixture.loading(ITEMS).ingest(mended))).isEqualTo("Completed");
        assertThat(query(client, "SELECT id FROM items")).containsExactly(List.of(7L));
    }

    @Test
    void stagedRowsOfADatasetThatWasDroppedAreStagedAgain() {
        TableSchema people = ClientFixture.table(
                "people",
                ColumnSchema.builder("id")
                        .dataType(DataType.BIGINT)
                        .nullable(false)
                        .property("primary_key", true)
                        .build());
        JobKey emptied = new JobKey("pipe", ClientFixture.LOAD, "people.truncate-staging");
        IngestJob staged = IngestJob.intoStaging(
                people, List.of(fixture.file("people.1.jsonl", "{\"id\": 1}", "{\"id\": 2}")), emptied);
        TruncateJob truncate = TruncateJob.ofStaging(emptied, List.of(people), List.of());
        MergeJob merge = new MergeJob(
                new JobKey("pipe", ClientFixture.LOAD, "people.merge"),
                List.of(people),
                MergeStrategy.DELETE_INSERT,
                emptied,
                Optional.empty());

        BigQueryClient first = fixture.loading(people);
        first.migrateStaging(ClientFixture.schema(people), Set.of("people"));
        assertThat(kind(first.truncate(truncate))).isEqualTo("Completed");
        assertThat(kind(first.ingest(staged))).isEqualTo("Completed");
        server.dropDataset("data_staging");
        assertThat(code(first.merge(merge))).startsWith("BIGQUERY_STAGING_LOST");

        BigQueryClient second = fixture.loading(people);
        second.migrateStaging(ClientFixture.schema(people), Set.of("people"));
        assertThat(kind(second.truncate(truncate))).isEqualTo("Completed");
        assertThat(kind(second.ingest(staged))).isEqualTo("Completed");
        assertThat(kind(second.merge(merge))).isEqualTo("Completed");
        assertThat(query(second, "SELECT COUNT(*) FROM people")).containsExactly(List.of(2L));
    }

    @Test
    void aLoadThatIsTakenBackLeavesNothingAndMayBeLoadedAgain() {
        TableSchema roots = ClientFixture.table(
                "roots", ColumnSchema.of("id", DataType.BIGINT), ColumnSchema.of("_dlt_load_id", DataType.TEXT));
        TableSchema nested = ClientFixture.table(
                "roots__list",
                ColumnSchema.of("value", DataType.BIGINT),
                ColumnSchema.builder("_dlt_id")
                        .dataType(DataType.TEXT)
                        .property("row_key", true)
                        .build());
        IngestJob root =
                fixture.ingest(roots, "r.1.jsonl", "{\"id\": 1, \"_dlt_load_id\": \"" + ClientFixture.LOAD + "\"}");
        IngestJob first = fixture.ingest(
                nested, "n.1.jsonl", "{\"value\": 1, \"_dlt_id\": \"a\"}", "{\"value\": 2, \"_dlt_id\": \"b\"}");
        IngestJob never = fixture.ingest(nested, "n.2.jsonl", "{\"value\": 9, \"_dlt_id\": \"other\"}");
        IngestJob others = IngestJob.into(
                nested, List.of(fixture.fileOf("1600000000.0", "n.0.jsonl", "{\"value\": 0, \"_dlt_id\": \"other\"}")));
        UndoJob undo = UndoJob.of("pipe", ClientFixture.LOAD, List.of(root, first, never), List.of());

        BigQueryClient client = fixture.loading(roots, nested);
        for (IngestJob job : List.of(others, root, first)) {
            assertThat(kind(client.ingest(job))).isEqualTo("Completed");
        }
        assertThat(client.committed(undo))
                .containsExactlyInAnyOrder(
                        root.files().get(0).key(), first.files().get(0).key());
        server.faults().loseAnswers(RequestKind.JOB_INSERT, 2);
        assertThat(kind(client.undo(undo))).isEqualTo("Completed");
        assertThat(query(client, "SELECT COUNT(*) FROM roots")).containsExactly(List.of(0L));
        assertThat(query(client, "SELECT _dlt_id FROM roots__list")).containsExactly(List.of("other"));
        assertThat(server.tableNames("data_staging")).isEmpty();

        BigQueryClient next = fixture.loading(roots, nested);
        assertThat(next.committed(undo)).isEmpty();
        assertThat(kind(next.undo(undo))).isEqualTo("Completed");
        assertThat(kind(next.ingest(first))).isEqualTo("Completed");
        assertThat(query(next, "SELECT COUNT(*) FROM roots__list")).containsExactly(List.of(3L));
    }

    @Test
    void aDatasetThatWasDeletedAndMadeAnewHasNoReceipts() {
        IngestJob job = fixture.ingest(ITEMS, "items.1.jsonl", "{\"id\": 1}");
        assertThat(kind(fixture.loading(ITEMS).ingest(job))).isEqualTo("Completed");
        server.dropDataset("data");
        BigQueryClient again = fixture.loading(ITEMS);
        assertThat(kind(again.ingest(job))).isEqualTo("Completed");
        assertThat(query(again, "SELECT COUNT(*) FROM items")).containsExactly(List.of(1L));
    }

    @Test
    void errorsThatPassAreWaitedOutAndOthersAreTold() {
        BigQueryClient client = fixture.loading(ITEMS);
        server.faults().refuse(RequestKind.UPLOAD_START, ApiError.of(503, "backendError", "Try later"), 2);
        server.faults().refuse(RequestKind.JOB_GET, ApiError.of(500, "internalError", "Oops"), 2);
        assertThat(kind(settled(client, fixture.ingest(ITEMS, "a.1.jsonl", "{\"id\": 1}"))))
                .isEqualTo("Completed");

        server.faults().refuse(RequestKind.UPLOAD_START, ApiError.of(403, "rateLimitExceeded", "Too many"), 100);
        JobOutcome limited = fixture.with("RETRY_DEADLINE", "0.2")
                .loading(ITEMS)
                .ingest(fixture.ingest(ITEMS, "b.1.jsonl", "{\"id\": 2}"));
        assertThat(kind(limited)).isEqualTo("RetryLater");
        assertThat(code(limited)).startsWith("BIGQUERY_QUOTA");
        server.faults().clear();

        server.faults().refuse(RequestKind.UPLOAD_START, ApiError.of(403, "accessDenied", "Access Denied: p1"), 1);
        JobOutcome denied = client.ingest(fixture.ingest(ITEMS, "c.1.jsonl", "{\"id\": 3}"));
        assertThat(kind(denied)).isEqualTo("Rejected");
        assertThat(code(denied)).startsWith("BIGQUERY_RIGHT_MISSING");

        BigQueryClient impatient = fixture.with("RETRY_DEADLINE", "0.2").loading(ITEMS);
        assertThat(kind(impatient.ingest(fixture.ingest(ITEMS, "a.1.jsonl", "{\"id\": 1}"))))
                .isEqualTo("Completed");
        server.faults().refuse(RequestKind.JOB_GET, ApiError.of(503, "backendError", "Try later"), 100);
        JobOutcome unknown = impatient.ingest(fixture.ingest(ITEMS, "d.1.jsonl", "{\"id\": 4}"));
        assertThat(kind(unknown)).isEqualTo("CommitUnknown");
    }
}
