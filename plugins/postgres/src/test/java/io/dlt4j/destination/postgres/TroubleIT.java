package io.dlt4j.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is not as a load wants it: the package stays, says why, and goes on when that is mended. */
class TroubleIT {

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

    @Test
    void aReadOnlyDatabaseIsReportedAndThenGoneOnWith() throws Exception {
        Pipeline pipeline = pipeline("readonly");
        pipeline.run(items(0, 1));
        server.execute("ALTER DATABASE postgres SET default_transaction_read_only = on");
        try {
            assertThat(TestServer.codes(failure(pipeline("readonly"), items(1, 3))))
                    .contains(PostgresError.POSTGRES_READ_ONLY);
        } finally {
            server.execute(
                    "SET default_transaction_read_only = off",
                    "ALTER DATABASE postgres RESET default_transaction_read_only");
        }
        pipeline("readonly").load();
        assertThat(server.single("SELECT count(*) FROM readonly.items")).isEqualTo("3");
    }

    @Test
    void aTableThatWasDroppedByHandIsMadeAgain() throws Exception {
        pipeline("dropped").run(items(0, 1));
        server.execute("DROP TABLE dropped.items");
        pipeline("dropped").run(items(1, 2));
        assertThat(server.query("SELECT id FROM dropped.items")).containsExactly(List.of("1"));
    }

    /** While jobs run nothing is made again. */
    @Test
    void aTableThatIsDroppedInTheMeantimeIsReported() throws Exception {
        pipeline("meantime").run(items(0, 1));
        server.execute(
                "CREATE FUNCTION gone() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN RAISE undefined_table USING MESSAGE = 'relation \"items\" does not exist'; END $$",
                "CREATE TRIGGER gone BEFORE INSERT ON meantime.items EXECUTE FUNCTION gone()");
        DltException failure = failure(pipeline("meantime"), items(1, 2));
        assertThat(TestServer.codes(failure)).contains(PostgresError.POSTGRES_TABLE_MISSING);
        assertThat(failure).hasMessageContaining("relation \"items\" does not exist");
        assertThat(server.single("SELECT count(*) FROM meantime.items")).isEqualTo("1");
    }

    /** As many jobs as there are tables, and fewer connections: they wait for each other. */
    @Test
    void fewConnectionsAreEnough() throws Exception {
        server.execute(
                "CREATE ROLE poor LOGIN PASSWORD 'poor' CONNECTION LIMIT 2",
                "GRANT CREATE ON DATABASE postgres TO poor");
        Pipeline pipeline = server.named(home, "poor")
                .destination(io.dlt4j.Postgres.at(server.url().replace("postgres:secret", "poor:poor")))
                .config("load.workers", 8)
                .open();
        Resource[] resources = IntStream.range(0, 12)
                .mapToObj(number -> Resource.of("t" + number, List.of(Map.of("id", number))))
                .toArray(Resource[]::new);
        pipeline.run(resources);
        assertThat(server.single("SELECT count(*) FROM poor._dlt4j_jobs WHERE job_id LIKE 't%'"))
                .isEqualTo("12");
    }

    @Test
    void noConnectionIsReported() throws Exception {
        server.execute(
                "CREATE ROLE shut_out LOGIN PASSWORD 'x' CONNECTION LIMIT 0",
                "GRANT CREATE ON DATABASE postgres TO shut_out");
        Pipeline pipeline = server.named(home, "shut_out")
                .destination(io.dlt4j.Postgres.at(server.url().replace("postgres:secret", "shut_out:x")))
                .open();
        assertThat(TestServer.codes(failure(pipeline, items(0, 1)))).contains(PostgresError.POSTGRES_FULL);
        server.execute("ALTER ROLE shut_out CONNECTION LIMIT 5");
        pipeline.run(items(0, 1));
        assertThat(server.single("SELECT count(*) FROM shut_out.items")).isEqualTo("1");
    }

    /** A session that is ended while its job waits for a lock is tried again. */
    @Test
    void anEndedSessionIsTriedAgain() throws Exception {
        pipeline("ended").run(items(0, 1));
        var thread = Executors.newSingleThreadExecutor();
        try (Connection holder = server.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE ended.items IN ACCESS EXCLUSIVE MODE");
            Future<?> run = thread.submit(() -> pipeline("ended").run(items(1, 3)));
            awaitWaiting("ended");
            server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                    + " AND application_name = 'dlt4j'");
            holder.rollback();
            run.get(1, TimeUnit.MINUTES);
        } finally {
            thread.shutdown();
        }
        assertThat(server.query("SELECT id FROM ended.items ORDER BY id")).hasSize(3);
    }

    private static void awaitWaiting(String dataset) throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%"
                + dataset + "%' AND application_name = 'dlt4j'";
        while ("0".equals(server.single(waiting))) {
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static DltException failure(Pipeline pipeline, Resource items) {
        return catchThrowableOfType(DltException.class, () -> pipeline.run(items));
    }

    private Pipeline pipeline(String name) {
        return server.pipeline(home, name);
    }

    private static Resource items(int from, int to) {
        return Resource.of(
                "items",
                IntStream.range(from, to).mapToObj(id -> Map.of("id", id)).toList());
    }
}
