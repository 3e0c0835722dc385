package io.dlt4j.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dlt4j.Destinations;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.api.config.Secret;
import io.dlt4j.api.error.DltException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that the test starts. */
class PostgresIT {

    private static EmbeddedPostgres server;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.builder().start();
        sql("CREATE ROLE loader LOGIN PASSWORD 'secret'", "CREATE ROLE guest LOGIN PASSWORD 'secret'");
        sql("GRANT CREATE ON DATABASE postgres TO loader", "REVOKE CREATE ON DATABASE postgres FROM PUBLIC");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void checkDoesWhatALoadDoesAndTakesItBack() throws Exception {
        List<String> before = objects();
        List<String> passed = new ArrayList<>();
        try (Destinations destinations = destinations()) {
            destinations.check(io.dlt4j.Postgres.at(url("loader")), Optional.of("Sales Data"), passed::add);
        }
        assertThat(passed.get(2)).startsWith("connected to postgresql://localhost:" + server.getPort() + "/postgres, ");
        assertThat(passed)
                .contains("created dataset 'sales_data'", "created a table", "inserted a row", "took everything back")
                .noneMatch(step -> step.contains("secret"));
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void checkNamesTheRightThatIsMissing() throws Exception {
        List<String> before = objects();
        DltException refused =
                check(io.dlt4j.Postgres.at("localhost:" + server.getPort(), "postgres", "guest", Secret.of("secret")));
        assertThat(refused.code()).isEqualTo(PostgresError.POSTGRES_RIGHT_MISSING);
        assertThat(refused.nextStep()).contains("GRANT CREATE ON DATABASE \"postgres\" TO \"guest\"");
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void checkTellsAWrongDatabaseFromAServerThatIsNotThere() {
        DltException database =
                check(io.dlt4j.Postgres.at("postgresql://loader:secret@localhost:" + server.getPort() + "/nosuch"));
        assertThat(database.code()).isEqualTo(PostgresError.POSTGRES_LOGIN_REFUSED);
        assertThat(database).hasMessageNotContaining("secret");
        DltException nobody = check(io.dlt4j.Postgres.at("postgresql://loader:secret@localhost:1/postgres"));
        assertThat(nobody.code()).isEqualTo(PostgresError.POSTGRES_UNREACHABLE);
        assertThat(nobody).hasMessageNotContaining("secret");
    }

    @Test
    void aWrongPasswordStopsTheLoadAlone() {
        Resource orders = Resource.of("orders", List.of(Map.of("id", 1)));
        Pipeline wrong = pipeline("postgresql://nobody:secret@localhost:" + server.getPort() + "/postgres");
        wrong.extract(orders);
        wrong.normalize();
        DltException refused = catchThrowableOfType(DltException.class, wrong::load);
        assertThat(refused.code()).isEqualTo(PostgresError.POSTGRES_LOGIN_REFUSED);
        assertThat(refused).hasMessageNotContaining("secret");
        assertThat(wrong.pendingPackages()).hasSize(1);

        pipeline(url("loader")).load();
        assertThat(wrong.pendingPackages()).isEmpty();
    }

    private Pipeline pipeline(String url) {
        return Pipeline.named("pg")
                .environment(environment())
                .destination(io.dlt4j.Postgres.at(url))
                .dataset("sales")
                .open();
    }

    private DltException check(io.dlt4j.Destination destination) {
        try (Destinations destinations = destinations()) {
            return catchThrowableOfType(
                    DltException.class, () -> destinations.check(destination, Optional.empty(), step -> {}));
        }
    }

    private Destinations destinations() {
        return Destinations.of(environment(), Optional.empty(), Optional.empty());
    }

    private Map<String, String> environment() {
        return Map.of(
                "DLT_PROJECT_DIR", directory.toString(),
                "DLT_DATA_DIR", directory.resolve("data").toString());
    }

    private static String url(String user) {
        return "postgresql://" + user + ":secret@localhost:" + server.getPort() + "/postgres";
    }

    private static List<String> objects() throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT nspname FROM pg_namespace UNION ALL" + " SELECT relname FROM pg_class ORDER BY 1")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }
}
