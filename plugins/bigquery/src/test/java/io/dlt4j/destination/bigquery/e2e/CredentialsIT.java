package io.dlt4j.destination.bigquery.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.BigQuery;
import io.dlt4j.Destination;
import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.SqlClient;
import io.dlt4j.destination.bigquery.server.BigQueryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials in all forms that reach a server. */
class CredentialsIT {

    @TempDir
    private Path home;

    private BigQueryServer server;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        server = BigQueryServer.start("chess-project");
        environment.put("DLT_DATA_DIR", home.resolve("data").toString());
        environment.put("DESTINATION__API_ENDPOINT", server.endpoint());
        Files.createDirectories(home.resolve(".dlt"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private LoadInfo load(String pipeline, Destination destination) {
        return pipeline(pipeline, destination).run(Resource.of("players", List.of(Map.of("name", pipeline))));
    }

    private Pipeline pipeline(String name, Destination destination) {
        return Pipeline.named(name)
                .destination(destination)
                .dataset("chess")
                .projectDir(home)
                .environment(environment)
                .open();
    }

    /** The documentation's example: two destinations of one type, each with a section of its own in {@code secrets.toml}. */
    @Test
    void twoDestinationsOfTheDocumentation() throws IOException {
        try (BigQueryServer second = BigQueryServer.start("please-set-me-up")) {
            Files.writeString(home.resolve(".dlt/secrets.toml"), """
                [destination.destination_one]
                destination_type = "bigquery"
                location = "US"
                [destination.destination_one.credentials]
                project_id = "%s"
                private_key = '''%s'''
                client_email = "%s"

                [destination.destination_two]
                destination_type = "bigquery"
                location = "EU"
                [destination.destination_two.credentials]
                project_id = "%s"
                private_key = '''%s'''
                client_email = "%s"
                """.formatted(
                            server.project(),
                            server.privateKey(),
                            server.email(),
                            second.project(),
                            second.privateKey(),
                            second.email()));
            environment.remove("DESTINATION__API_ENDPOINT");
            environment.put("DESTINATION__DESTINATION_ONE__API_ENDPOINT", server.endpoint());
            environment.put("DESTINATION__DESTINATION_TWO__API_ENDPOINT", second.endpoint());

            Pipeline pipeline = pipeline("chess", Destination.from("destination_one"));
            LoadInfo one = pipeline.run(Resource.of("players", List.of(Map.of("name", "magnus"))));
            LoadInfo two = pipeline.run(
                    Destination.from("bigquery").named("destination_two"),
                    Resource.of("players", List.of(Map.of("name", "hikaru"))));

            assertThat(one.destinationName()).isEqualTo("destination_one");
            assertThat(one.destinationType()).isEqualTo("dlt.destinations.bigquery");
            assertThat(one.location()).contains("bigquery://chess-project/chess");
            assertThat(two.destinationName()).isEqualTo("destination_two");
            assertThat(two.location()).contains("bigquery://please-set-me-up/chess");
            assertThat(two.destinationFingerprint()).isNotEqualTo(one.destinationFingerprint());
            assertThat(names(pipeline)).containsExactly("hikaru");
            assertThat(names(pipeline.to(Destination.from("destination_one")))).containsExactly("magnus");
        }
    }

    private static List<String> names(Pipeline pipeline) {
        try (SqlClient sql = pipeline.sqlClient()) {
            return sql.query("SELECT name FROM " + sql.qualifiedName("players")).list().stream()
                    .map(row -> row.value("name", String.class).orElseThrow())
                    .toList();
        }
    }

    @Test
    void aKeyFileInCode() {
        assertThat(load("code", BigQuery.withServiceAccount(server.keyFile())).location())
                .contains("bigquery://chess-project/chess");
    }

    @Test
    void theFieldsOfAServiceAccountInCode() {
        Destination fields = Destination.from("bigquery")
                .credentials(Map.of(
                        "project_id", server.project(),
                        "private_key", server.privateKey().strip(),
                        "client_email", server.email()));
        assertThat(load("fields", fields).location()).contains("bigquery://chess-project/chess");
    }

    @Test
    void anOauthClientWithARefreshToken() {
        environment.put("DESTINATION__BIGQUERY__CREDENTIALS", server.oauthFile());
        assertThat(load("oauth", Destination.from("bigquery")).location()).contains("bigquery://chess-project/chess");
    }

    @Test
    void anAccessTokenAlone() {
        environment.put("DESTINATION__BIGQUERY__CREDENTIALS__TOKEN", server.token());
        environment.put("DESTINATION__BIGQUERY__CREDENTIALS__PROJECT_ID", server.project());
        assertThat(load("token", Destination.from("bigquery")).location()).contains("bigquery://chess-project/chess");
    }

    @Test
    void anotherProjectIsBilled() {
        try (BigQueryServer billed = BigQueryServer.start("billed")) {
            environment.put("DESTINATION__API_ENDPOINT", billed.endpoint());
            environment.put(
                    "DESTINATION__BIGQUERY__CREDENTIALS", billed.keyFile().replace("\"billed\"", "\"owner\""));
            assertThat(load("billed", BigQuery.inProject("billed")).location()).contains("bigquery://billed/chess");
        }
    }
}
