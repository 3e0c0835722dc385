package io.dlt4j.destination.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dlt4j.api.error.DltException;
import io.dlt4j.destination.bigquery.server.ApiError;
import io.dlt4j.destination.bigquery.server.BigQueryServer;
import io.dlt4j.destination.bigquery.server.RequestKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check tells a wrong key, a missing right, a missing API and a wrong location apart, and says what to do. */
class BigQueryCheckIT {

    @TempDir
    private Path directory;

    private BigQueryServer server;
    private ClientFixture fixture;
    private final List<String> passed = new ArrayList<>();

    @BeforeEach
    void start() {
        server = BigQueryServer.start("p1");
        fixture = ClientFixture.of(directory, server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void check(ClientFixture how) {
        new BigQuery().check(how.context(), passed::add);
    }

    private DltException refused(ClientFixture how) {
        return catchThrowableOfType(DltException.class, () -> check(how));
    }

    @Test
    void doesWhatALoadDoesAndLeavesNothing() {
        check(fixture);
        assertThat(passed)
                .containsExactly(
                        "was let in to project p1",
                        "created dataset 'data' in location US",
                        "created a table",
                        "added a column",
                        "ran a load job",
                        "ran a transaction",
                        "took everything back",
                        "loads are exactly once; tables with a streaming insert (insert_api streaming) are at least"
                                + " once");
        assertThat(server.datasetNames()).isEmpty();
    }

    @Test
    void keepsADatasetThatWasThere() {
        fixture.loading().close();
        check(fixture);
        assertThat(passed).contains("found dataset 'data' in location US");
        assertThat(server.tableNames("data")).containsExactly("_dlt_loads", "_dlt_version");
    }

    @Test
    void aWrongKey() {
        DltException otherKey;
        try (BigQueryServer other = BigQueryServer.start("p1")) {
            String foreign = other.keyFile().replace(other.endpoint(), server.endpoint());
            otherKey = refused(fixture.with("CREDENTIALS", foreign));
        }
        assertThat(otherKey.code()).isEqualTo(BigQueryError.BIGQUERY_KEY_REFUSED);
        assertThat(otherKey.nextStep()).contains("key of the service account");
        assertThat(otherKey).hasMessageContaining("Invalid JWT Signature").hasMessageNotContaining("PRIVATE KEY");
    }

    @Test
    void aKeyThatIsNone() {
        String broken = server.keyFile().replaceFirst("-----BEGIN PRIVATE KEY-----[^\"]*\"", "hunter2\"");
        DltException none = refused(fixture.with("CREDENTIALS", broken));
        assertThat(none.code()).isEqualTo(BigQueryError.BIGQUERY_KEY_REFUSED);
        assertThat(none.render()).doesNotContain("hunter2").contains("private_key");
    }

    @Test
    void aTokenThatIsNotTaken() {
        String file = "{\"client_id\": \"c\", \"client_secret\": \"s\", \"refresh_token\": \"\", \"token\": \"old\","
                + " \"project_id\": \"p1\"}";
        DltException old = refused(fixture.with("CREDENTIALS", file));
        assertThat(old.code()).isEqualTo(BigQueryError.BIGQUERY_KEY_REFUSED);
    }

    @Test
    void aMissingRight() {
        for (RequestKind kind : List.of(
                RequestKind.DATASET_GET,
                RequestKind.DATASET_INSERT,
                RequestKind.TABLE_INSERT,
                RequestKind.UPLOAD_START,
                RequestKind.JOB_INSERT)) {
            server.faults()
                    .refuse(
                            kind,
                            ApiError.of(
                                    403,
                                    "accessDenied",
                                    "Access Denied: Project p1: User does not have permission in project p1."),
                            1);
            DltException denied = refused(fixture);
            assertThat(denied.code()).as(kind.name()).isEqualTo(BigQueryError.BIGQUERY_RIGHT_MISSING);
            assertThat(denied.nextStep()).contains("BigQuery Data Editor", "BigQuery Job User");
            assertThat(server.datasetNames()).as("left after %s", kind).isEmpty();
        }
    }

    @Test
    void aMissingApi() {
        String message = "BigQuery API has not been used in project p1 before or it is disabled.";
        for (String reason : List.of("accessNotConfigured", "forbidden")) {
            server.faults().refuse(RequestKind.DATASET_GET, ApiError.of(403, reason, message), 1);
            DltException disabled = refused(fixture);
            assertThat(disabled.code()).isEqualTo(BigQueryError.BIGQUERY_API_DISABLED);
            assertThat(disabled.nextStep()).contains("gcloud services enable bigquery.googleapis.com");
        }
    }

    @Test
    void aWrongLocation() {
        fixture.with("LOCATION", "EU").loading().close();
        DltException elsewhere = refused(fixture);
        assertThat(elsewhere.code()).isEqualTo(BigQueryError.BIGQUERY_LOCATION);
        assertThat(elsewhere).hasMessageContaining("'EU'").hasMessageContaining("'US'");
        assertThat(elsewhere.nextStep()).contains("Set location of the destination");

        server.faults().refuse(RequestKind.DATASET_INSERT, ApiError.of(400, "invalid", "Invalid location: mars."), 1);
        server.dropDataset("data");
        assertThat(refused(fixture.with("LOCATION", "mars")).code()).isEqualTo(BigQueryError.BIGQUERY_LOCATION);
    }

    @Test
    void aServerThatDoesNotAnswer() {
        DltException silent =
                refused(fixture.with("API_ENDPOINT", "http://127.0.0.1:9").with("RETRY_DEADLINE", "0.1"));
        assertThat(silent.code()).isEqualTo(BigQueryError.BIGQUERY_UNREACHABLE);
    }
}
