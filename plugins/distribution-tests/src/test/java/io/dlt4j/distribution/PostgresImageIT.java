package io.dlt4j.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The image that does all, with PostgreSQL's plugin, against a server. */
class PostgresImageIT {

    private static final long MOST_BYTES = 70_000_000;
    private static final double VERSION_SECONDS = 0.12;
    private static final double LOAD_SECONDS = 0.8;
    private static final int ROWS = 10;

    @TempDir
    private static Path images;

    @TempDir
    private Path directory;

    private static EmbeddedPostgres server;
    private static int runs;

    @BeforeAll
    static void makeImage() throws IOException {
        server = EmbeddedPostgres.builder().start();
        Images.make(images, "all", "postgres");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void isSmallAndStartsAtOnce(TestReporter reporter) {
        assertThat(Build.size(images.resolve("all"))).isLessThanOrEqualTo(MOST_BYTES);
        double seconds = Program.fastest(40, VERSION_SECONDS, () -> dlt4j("--version"));
        reporter.publishEntry("--version, seconds", Double.toString(seconds));
        assertThat(seconds).isLessThan(VERSION_SECONDS);
    }

    /** Each run is that of a new pipeline into a new dataset, from the start of the process to its end. */
    @Test
    void loadsTenRowsAtOnce(TestReporter reporter) throws IOException, SQLException {
        StringBuilder orders = new StringBuilder();
        for (int id = 0; id < ROWS; id++) {
            orders.append("{\"id\": ").append(id).append(", \"at\": \"2024-05-01T10:00:00Z\", \"price\": 9.5}\n");
        }
        Files.writeString(directory.resolve("orders.jsonl"), orders);

        double seconds = Program.fastest(
                40,
                LOAD_SECONDS,
                () -> dlt4j("run", "orders.jsonl", "--destination", "postgres", "--pipeline", "orders_" + ++runs)
                        .with("DESTINATION__POSTGRES__CREDENTIALS", url()));
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*), min(price) FROM orders_1_dataset.orders")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(ROWS);
            assertThat(rows.getDouble(2)).isEqualTo(9.5);
        }
        reporter.publishEntry("ten rows, seconds", Double.toString(seconds));
        assertThat(seconds).isLessThan(LOAD_SECONDS);
    }

    private static String url() {
        return "postgresql://postgres:postgres@localhost:" + server.getPort() + "/postgres";
    }

    private Program dlt4j(String... arguments) {
        Object[] command = new Object[arguments.length + 1];
        command[0] = images.resolve("all/bin/dlt4j");
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Program.in(directory, command);
    }
}
