package io.dlt4j.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.api.error.DltException;
import io.dlt4j.load.LoadError;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is in trouble while a whole run is under way: the load waits, or tells and can be repeated; it is never half done.
 * What the client makes of each single trouble is in {@link TroubleIT}.
 */
class ServerTroubleIT {

    /** Tries of a job: the pauses between them are 0.2, 0.4 and 0.8 s. */
    private static final Map<String, String> FEW_TRIES = Map.of("LOAD__RAISE_ON_MAX_RETRIES", "4");

    @TempDir
    private Path temporary;

    private EmbeddedPostgres server;
    private ServerPipeline pipeline;

    @BeforeEach
    void start() throws IOException, SQLException {
        server = startServer(0);
        pipeline = new ServerPipeline(server.getPort(), temporary.resolve("home"), "events", "trouble");
        pipeline.open().run(items(0));
    }

    private EmbeddedPostgres startServer(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(temporary.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .setPort(port)
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aServerThatRestartsInTheMiddleOfALoadIsWaitedFor() throws Exception {
        int port = server.getPort();
        try (Connection holder = lock("items__tags")) {
            CompletableFuture<LoadInfo> run = background(() -> pipeline.open().run(items(1)));
            awaitWaiting(1);
            server.close();
            server = startServer(port);
            settle(run);
        }
        completeAndCheck(2);
    }

    @Test
    void aFullServerIsToldAndTheLoadGoesOnWhenThereIsRoom() throws Exception {
        // the server's own error, raised where the disk's would be
        sql("CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not"
                + " extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$");
        sql("CREATE TRIGGER no_room BEFORE INSERT ON trouble.items__tags FOR EACH ROW EXECUTE FUNCTION no_room()");
        assertStops("POSTGRES_FULL");
        sql("DROP TRIGGER no_room ON trouble.items__tags");
        completeAndCheck(2);
    }

    @Test
    void aSlowServerThatCancelsStatementsIsTriedAgain() throws Exception {
        sql("ALTER ROLE postgres SET statement_timeout = '300ms'");
        try (Connection holder = lock("items__tags")) {
            CompletableFuture<LoadInfo> run = background(() -> pipeline.open().run(items(1)));
            awaitWaiting(1);
            awaitWaiting(0);
            holder.rollback();
            assertThat(run.get(1, TimeUnit.MINUTES).rowCounts()).containsEntry("items", 5L);
        }
        completeAndCheck(2);
    }

    @Test
    void ofTwoMachinesAtOnceTheOneThatTookOverWinsAndTheOtherSaysSo() throws Exception {
        ServerPipeline other = pipeline.elsewhere(temporary.resolve("other"));
        other.open().sync();
        CompletableFuture<LoadInfo> first;
        CompletableFuture<LoadInfo> second;
        try (Connection holder = lock("items")) {
            Map<String, String> oneByOne =
                    Map.of("LOAD__RAISE_ON_MAX_RETRIES", "2", "LOAD__WORKERS", "1", "NORMALIZE__WORKERS", "1");
            first = background(() -> pipeline.open(oneByOne).run(items(1)));
            awaitWaiting(1);
            // it waits for the transaction of the first, which has read the lease
            second = background(() -> other.open().run(items(2)));
            awaitWaiting(2);
            holder.rollback();
        }
        assertThat(second.get(1, TimeUnit.MINUTES).rowCounts()).containsEntry("items", 5L);
        assertThatThrownBy(() -> first.get(1, TimeUnit.MINUTES))
                .cause()
                .isInstanceOfSatisfying(
                        DltException.class,
                        e -> assertThat(e.render())
                                .contains("Another process has begun to load for pipeline 'events'"));
        assertThat(pipeline.open().pendingPackages()).hasSize(1);

        pipeline.open().load();
        completeAndCheck(3);
    }

    private void assertStops(String code) {
        assertThatThrownBy(() -> pipeline.open(FEW_TRIES).run(items(1)))
                .isInstanceOfSatisfying(DltException.class, e -> {
                    if (e.code() == LoadError.LOAD_RETRIES_EXHAUSTED) {
                        assertThat(((DltException) e.getCause()).code().name()).isEqualTo(code);
                    } else {
                        assertThat(e.code().name()).isEqualTo(code);
                    }
                });
    }

    /** Completes what waits, without extracting anything, and counts. */
    private void completeAndCheck(long runs) {
        Pipeline again = pipeline.open();
        if (again.pendingPackages().isEmpty()
                && runs == 2
                && pipeline.rows("SELECT count(*) FROM %s._dlt_loads").equals(List.of(List.of(1L)))) {
            again.run(items(1));
        } else {
            again.load();
        }
        assertThat(pipeline.rows("SELECT count(*), count(DISTINCT id) FROM %s.items"))
                .containsExactly(List.of(5 * runs, 5 * runs));
        assertThat(pipeline.rows("SELECT count(*), count(DISTINCT _dlt_id) FROM %s.items__tags"))
                .containsExactly(List.of(10 * runs, 10 * runs));
        assertThat(pipeline.rows("SELECT count(*) FROM %s._dlt_loads")).containsExactly(List.of(runs));
        assertThat(pipeline.open().pendingPackages()).isEmpty();
    }

    private static Resource items(int run) {
        return Resource.of(
                "items",
                IntStream.range(run * 5, run * 5 + 5)
                        .mapToObj(id -> Map.of("id", id, "tags", List.of("a", "b")))
                        .toList());
    }

    private static CompletableFuture<LoadInfo> background(java.util.function.Supplier<LoadInfo> run) {
        return CompletableFuture.supplyAsync(run);
    }

    /** Waits for the end, whichever it is. */
    private static void settle(CompletableFuture<LoadInfo> run) {
        try {
            run.orTimeout(1, TimeUnit.MINUTES).join();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(DltException.class);
        }
    }

    /** Has whoever wants to write to a table wait until the connection is rolled back or closed. */
    private Connection lock(String table) throws SQLException {
        Connection holder = server.getPostgresDatabase().getConnection();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("LOCK TABLE trouble." + table + " IN ACCESS EXCLUSIVE MODE");
        }
        return holder;
    }

    /** Waits until that many of dlt4j's sessions wait for a lock. */
    private void awaitWaiting(int sessions) throws SQLException {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE"
                        + " application_name = 'dlt4j' AND wait_event_type = 'Lock'")) {
                    row.next();
                    if (row.getInt(1) == sessions) {
                        return;
                    }
                }
                assertThat(System.nanoTime()).as("nobody waits").isLessThan(deadline);
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        }
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement execution = connection.createStatement()) {
            for (String statement : statements) {
                execution.execute(statement);
            }
        }
    }
}
