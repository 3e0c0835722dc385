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
import org.junit.jupiter.api.io.TempDir;

/** The image that does all, with PostgreSQL's plugin, against a server. */
class PostgresImageIT {

    private static final long MOST_BYTES = 70_000_000;
    private static final int ROWS = 10;

    @TempDir
    private static Path images;

    @TempDir
    private Path directory;

    private static EmbeddedPostgres server;

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
    void isSmall() {
        assertThat(Build.size(images.resolve("all"))).isLessThanOrEqualTo(MOST_BYTES);
        assertThat(dlt4j("--version").succeed().out()).startsWith("dlt4j ");
    }

    @Test
    void loads() throws IOException, SQLException {
        StringBuilder orders = new StringBuilder();
        for (int id = 0; id < ROWS; id++) {
            orders.append("{\"id\": ").append(id).append(", \"at\": \"2024-05-01T10:00:00Z\", \"price\": 9.5}\n");
        }
        Files.writeString(directory.resolve("orders.jsonl"), orders);

        dlt4j("run", "orders.jsonl", "--destination", "postgres", "--pipeline", "orders")
                .with("DESTINATION__POSTGRES__CREDENTIALS", url())
                .with("DLT_DATA_DIR", directory.resolve("data"))
                .succeed();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*), min(price) FROM orders_dataset.orders")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(ROWS);
            assertThat(rows.getDouble(2)).isEqualTo(9.5);
        }
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
