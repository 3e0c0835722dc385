package io.dlt4j.destination.bigquery;

import static io.dlt4j.destination.bigquery.ClientFixture.ITEMS;
import static io.dlt4j.destination.bigquery.ClientFixture.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.destination.bigquery.server.BigQueryServer;
import io.dlt4j.destination.bigquery.server.RequestKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are in a bucket, or should be. */
class StagedFilesIT {

    private static final String URL = "gs://bucket/items/items.1.jsonl";
    private static final int MORE_THAN_ARE_ASKED_FOR = 100_000;

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    @TempDir
    private Path directory;

    private BigQueryServer server;
    private ClientFixture fixture;

    @BeforeEach
    void start() {
        server = BigQueryServer.start("p1");
        server.stagedFiles((bucket, name) -> Optional.ofNullable(objects.get("gs://" + bucket + "/" + name)));
        fixture = ClientFixture.of(directory, server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private IngestJob stagedAt(String url) {
        JobFile file = fixture.file("items.1.jsonl", "{\"id\": 7}");
        return IngestJob.into(ITEMS, List.of(file.stagedAt(url)));
    }

    private static DltException reason(JobOutcome outcome) {
        return outcome.fold(
                done -> {
                    throw new AssertionError("completed");
                },
                JobOutcome.Rejected::reason,
                JobOutcome.RetryLater::reason,
                JobOutcome.CommitUnknown::reason);
    }

    @Test
    void whatIsInTheBucketIsLoadedOnceEvenByAnotherProcess() {
        objects.put(URL, "{\"id\": 1}\n{\"id\": 2}\n".getBytes(StandardCharsets.UTF_8));
        assertThat(fixture.loading(ITEMS).ingest(stagedAt(URL))).isEqualTo(JobOutcome.completed());
        BigQueryClient other = fixture.loading(ITEMS);
        assertThat(other.ingest(stagedAt(URL))).isEqualTo(JobOutcome.completed());
        assertThat(query(other, "SELECT id FROM items ORDER BY id")).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void aJobThatWasNotAcknowledgedIsAskedForUnderItsId() {
        objects.put(URL, "{\"id\": 1}\n".getBytes(StandardCharsets.UTF_8));
        BigQueryClient client = fixture.with("RETRY_DEADLINE", "0.05").loading(ITEMS);
        int before = server.jobCount();
        server.faults().loseAnswers(RequestKind.JOB_INSERT, MORE_THAN_ARE_ASKED_FOR);
        server.faults().loseAnswers(RequestKind.JOB_GET, MORE_THAN_ARE_ASKED_FOR);
        assertThat(client.ingest(stagedAt(URL))).isInstanceOf(JobOutcome.CommitUnknown.class);
        server.faults().clear();
        assertThat(client.ingest(stagedAt(URL))).isEqualTo(JobOutcome.completed());
        assertThat(server.jobCount()).isEqualTo(before + 1);
        assertThat(query(client, "SELECT id FROM items")).containsExactly(List.of(1L));
    }

    @Test
    void aFileThatIsMissingIsTriedAgainUnderTheNextId() {
        BigQueryClient client = fixture.loading(ITEMS);
        JobOutcome outcome = client.ingest(stagedAt(URL));
        assertThat(outcome).isInstanceOf(JobOutcome.RetryLater.class);
        assertThat(reason(outcome).code()).isEqualTo(BigQueryError.BIGQUERY_STAGE_MISSING);
        objects.put(URL, "{\"id\": 1}\n".getBytes(StandardCharsets.UTF_8));
        assertThat(client.ingest(stagedAt(URL))).isEqualTo(JobOutcome.completed());
        assertThat(query(client, "SELECT id FROM items")).containsExactly(List.of(1L));
    }

    @Test
    void placesThatBigQueryCannotReadAreRefused() {
        BigQueryClient client = fixture.loading(ITEMS);
        int before = server.jobCount();
        for (String url : List.of("s3://bucket/items.jsonl", "file:///stage/items.jsonl", "gs://bucket/it*ms.jsonl")) {
            JobOutcome outcome = client.ingest(stagedAt(url));
            assertThat(outcome).isInstanceOf(JobOutcome.Rejected.class);
            assertThat(reason(outcome).code()).isEqualTo(BigQueryError.BIGQUERY_STAGE_UNREACHABLE);
            assertThat(reason(outcome)).hasMessageContaining(url);
        }
        assertThat(server.jobCount()).isEqualTo(before);
    }
}
