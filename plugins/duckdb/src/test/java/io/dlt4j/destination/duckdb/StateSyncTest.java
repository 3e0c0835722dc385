package io.dlt4j.destination.duckdb;

import static io.dlt4j.destination.duckdb.Fixtures.ITEMS;
import static io.dlt4j.destination.duckdb.Fixtures.query;
import static io.dlt4j.destination.duckdb.Fixtures.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.StoredSchema;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.support.sql.Sql;
import io.dlt4j.support.sql.SqlClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateSyncTest {

    @TempDir
    Path directory;

    @Test
    void readsNothingFromAMissingFileAndCreatesNone() throws Exception {
        try (SqlClient client = open()) {
            assertThat(client.newestState("pipe")).isEmpty();
            assertThat(client.newestSchema("crm")).isEmpty();
            assertThat(client.schemaByHash("h1")).isEmpty();
            assertThat(client.isLoaded("1", "crm")).isFalse();
            assertThat(client.datasetExists()).isFalse();
            assertThatThrownBy(() -> query(client, "SELECT 1"))
                    .isInstanceOf(DltException.class)
                    .hasMessageContaining("There is no DuckDB database");
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void readsNothingFromAnotherProgramsFile() {
        Fixtures.withFile(
                directory.resolve("pipe.duckdb"), connection -> Sql.execute(connection, "CREATE SCHEMA data"));
        try (SqlClient client = open()) {
            assertThat(client.datasetExists()).isTrue();
            assertThat(client.newestState("pipe")).isEmpty();
            assertThat(client.newestSchema("crm")).isEmpty();
            assertThat(client.isLoaded("1", "crm")).isFalse();
        }
    }

    @Test
    void findsTheNewestStateOfACompletedLoad() {
        try (SqlClient client = open()) {
            client.migrate(schema("h1", ITEMS), Set.of());
            query(
                    client,
                    "INSERT INTO _dlt_pipeline_state VALUES (1, 4, 'pipe', 's1', now(), 'v1', '1700000001.5', 'a'),"
                            + " (2, 4, 'pipe', 's2', now(), NULL, '1700000002.5', 'b'),"
                            + " (3, 4, 'pipe', 's3', now(), 'v3', '1700000003.5', 'c'),"
                            + " (9, 4, 'other', 's9', now(), 'v9', '1700000002.5', 'd')");
            query(
                    client,
                    "INSERT INTO _dlt_loads VALUES ('1700000001.5', 'crm', 0, now(), 'h1'),"
                            + " ('1700000002.5', 'crm', 0, now(), 'h1'), ('1700000003.5', 'crm', 1, now(), 'h1')");

            assertThat(client.newestState("pipe"))
                    .contains(new StoredState("1700000002.5", 2, 4, "pipe", "s2", Optional.empty()));
            assertThat(client.newestState("third")).isEmpty();
        }
    }

    @Test
    void findsSchemasByNameAndByHash() {
        try (SqlClient client = open()) {
            client.migrate(schema("h1", ITEMS), Set.of());
            client.migrate(schema("h2", ITEMS), Set.of());
            query(
                    client,
                    "UPDATE _dlt_version SET version = 3, inserted_at = now() + INTERVAL 1 DAY"
                            + " WHERE version_hash = 'h1'");

            String json = "{\"name\":\"crm\",\"version_hash\":\"%s\"}";
            assertThat(client.newestSchema("crm")).contains(new StoredSchema("crm", 3, "h1", json.formatted("h1")));
            assertThat(client.schemaByHash("h2")).contains(new StoredSchema("crm", 2, "h2", json.formatted("h2")));
            assertThat(client.newestSchema("another")).isEmpty();
        }
    }

    private SqlClient open() {
        return Fixtures.open(Fixtures.context(directory));
    }
}
