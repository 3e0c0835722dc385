package io.dlt4j.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.LoadStart;
import io.dlt4j.api.load.SupportsStaging;
import io.dlt4j.api.load.TruncateJob;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clients that load for one pipeline: from the moment that the second one has migrated, the first one changes nothing. */
class FenceIT {

    private static final String LOAD = "1700000001.5";

    private static TestServer server;

    @TempDir
    private Path home;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void clear() throws Exception {
        server.execute("DROP SCHEMA IF EXISTS data CASCADE", "DROP SCHEMA IF EXISTS data_staging CASCADE");
    }

    private DestinationClient client() {
        return PostgresBackend.client(Fixtures.context(home, server.url()));
    }

    private void begin(DestinationClient client) {
        client.begin(new LoadStart("pipe", LOAD, home));
    }

    @Test
    void theFormerOwnerIsRefused() throws Exception {
        try (DestinationClient first = client();
                DestinationClient second = client()) {
            begin(first);
            first.migrate(Fixtures.SCHEMA, Set.of("items"));
            assertThat(first.truncate(truncation("a"))).isEqualTo(JobOutcome.completed());

            begin(second);
            assertThat(first.truncate(truncation("b"))).isEqualTo(JobOutcome.completed());
            second.migrate(Fixtures.SCHEMA, Set.of("items"));

            assertTakenOver(first.truncate(truncation("c")));
            assertTakenOver(first.complete(completion()));
            assertThatThrownBy(() -> ((SupportsStaging) first).migrateStaging(Fixtures.SCHEMA, Set.of("items")))
                    .hasMessageContaining("Another process has begun to load for pipeline 'pipe'");
            assertThat(second.truncate(truncation("c"))).isEqualTo(JobOutcome.completed());
            assertThat(second.complete(completion())).isEqualTo(JobOutcome.completed());
            assertThat(server.query("SELECT job_id FROM data._dlt4j_jobs ORDER BY 1"))
                    .containsExactly(List.of("_dlt_loads.crm"), List.of("a"), List.of("b"), List.of("c"));
        }
    }

    @Test
    void theStagingDatasetHasALeaseOfItsOwn() throws Exception {
        try (DestinationClient first = client();
                DestinationClient second = client()) {
            begin(first);
            first.migrate(Fixtures.SCHEMA, Set.of("items"));
            ((SupportsStaging) first).migrateStaging(Fixtures.SCHEMA, Set.of("items"));
            String owner = server.single("SELECT owner FROM data._dlt4j_leases");
            assertThat(server.single("SELECT owner FROM data_staging._dlt4j_leases"))
                    .isEqualTo(owner);

            begin(second);
            second.migrate(Fixtures.SCHEMA, Set.of("items"));
            assertTakenOver(first.truncate(
                    TruncateJob.ofStaging(new JobKey("pipe", LOAD, "s"), List.of(Fixtures.ITEMS), List.of())));
        }
    }

    /** A transaction that has seen itself the owner ends before another can be it. */
    @Test
    void aClaimWaitsForTheTransactionsThatRun() throws Exception {
        var thread = Executors.newSingleThreadExecutor();
        try (DestinationClient first = client();
                DestinationClient second = client();
                Connection running = server.connect();
                Statement statement = running.createStatement()) {
            begin(first);
            first.migrate(Fixtures.SCHEMA, Set.of("items"));
            running.setAutoCommit(false);
            statement.execute("SELECT 1 FROM data._dlt4j_leases FOR SHARE");

            begin(second);
            Future<?> claim = thread.submit(() -> second.migrate(Fixtures.SCHEMA, Set.of("items")));
            String waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted";
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while ("0".equals(server.single(waiting))) {
                assertThat(System.nanoTime()).as("nobody waits").isLessThan(deadline);
                Thread.onSpinWait();
            }
            assertThat(claim.isDone()).isFalse();
            running.rollback();
            claim.get(30, TimeUnit.SECONDS);
        } finally {
            thread.shutdown();
        }
    }

    private static void assertTakenOver(JobOutcome outcome) {
        assertThat(outcome).isInstanceOf(JobOutcome.RetryLater.class);
        assertThat(((JobOutcome.RetryLater) outcome).reason().code()).isEqualTo(PostgresError.POSTGRES_TAKEN_OVER);
    }

    private static TruncateJob truncation(String jobId) {
        return TruncateJob.of(new JobKey("pipe", LOAD, jobId), List.of(Fixtures.ITEMS));
    }

    private static LoadCompletion completion() {
        return new LoadCompletion("pipe", LOAD, "crm", "h1", Instant.now());
    }
}
