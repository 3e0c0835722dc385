package io.dlt4j.destination.duckdb;

import static io.dlt4j.destination.duckdb.Fixtures.ITEMS;
import static io.dlt4j.destination.duckdb.Fixtures.items;
import static io.dlt4j.destination.duckdb.Fixtures.parquet;
import static io.dlt4j.destination.duckdb.Fixtures.query;
import static io.dlt4j.destination.duckdb.Fixtures.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.support.sql.Sql;
import io.dlt4j.support.sql.SqlClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbDatabaseTest {

    @TempDir
    Path directory;

    @Test
    void createsFilesThatDuckDb1Reads() {
        try (SqlClient client = migrated(Fixtures.context(directory))) {
            assertThat(query(client, "SELECT tags['storage_version'] FROM duckdb_databases() WHERE path IS NOT NULL"))
                    .containsExactly(List.of("v1.0.0+"));
            client.ingest(IngestJob.into(ITEMS, List.of(parquet(directory, "a", items(0, 1000)))));
        }
        try (SqlClient client = open(Fixtures.context(directory))) {
            assertThat(query(client, "SELECT tags['storage_version'] FROM duckdb_databases() WHERE path IS NOT NULL"))
                    .containsExactly(List.of("v1.0.0+"));
        }
    }

    @Test
    void keepsTheStorageVersionOfAnExistingFile() {
        Fixtures.withFile(
                directory.resolve("pipe.duckdb"), connection -> Sql.execute(connection, "CREATE TABLE t (a INT)"));
        String version = "SELECT tags['storage_version'] FROM duckdb_databases() WHERE path IS NOT NULL";
        String[] before = new String[1];
        Fixtures.withFile(directory.resolve("pipe.duckdb"), connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(version)) {
                rows.next();
                before[0] = rows.getString(1);
            }
        });
        try (SqlClient client = migrated(Fixtures.context(directory))) {
            assertThat(query(client, version)).containsExactly(List.of(before[0]));
        }
    }

    @Test
    void leavesOneCompleteFileAndItsLockFile() throws Exception {
        try (SqlClient client = migrated(Fixtures.context(directory))) {
            client.ingest(IngestJob.into(ITEMS, List.of(parquet(directory, "a", items(0, 1000)))));
        }
        Files.delete(directory.resolve("a.parquet"));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("pipe.duckdb", "pipe.duckdb.lock");
        }
        assertThat(directory.resolve("pipe.duckdb.lock")).isEmptyFile();
    }

    @Test
    void appliesTheSettingsOfALoaderAndOfTheUser() {
        Fixtures.Context context = Fixtures.context(directory)
                .with("global_config", Map.of("threads", "3", "default_null_order", "nulls_first"))
                .with("local_config", Map.of("ieee_floating_point_ops", "false"))
                .with("pragmas", List.of("disable_progress_bar"));
        try (SqlClient client = migrated(context)) {
            assertThat(query(
                            client,
                            "SELECT name, value FROM duckdb_settings() WHERE name IN ('TimeZone', 'threads',"
                                    + " 'memory_limit', 'checkpoint_threshold', 'preserve_insertion_order',"
                                    + " 'autoload_known_extensions', 'default_null_order', 'ieee_floating_point_ops')"
                                    + " ORDER BY name"))
                    .containsExactly(
                            List.of("TimeZone", "UTC"),
                            List.of("autoload_known_extensions", "false"),
                            List.of("checkpoint_threshold", "15.2 MiB"),
                            List.of("default_null_order", "NULLS_FIRST"),
                            List.of("ieee_floating_point_ops", "false"),
                            List.of("memory_limit", "244.1 MiB"),
                            List.of("preserve_insertion_order", "false"),
                            List.of("threads", "3"));
        }
    }

    @Test
    void namesASettingThatDuckDbRefuses() {
        for (Map<String, String> wrong : List.of(
                Map.of("memory_limit", "much"), Map.of("no_such_setting", "1"), Map.of("a; DROP TABLE x", "1"))) {
            try (SqlClient client = open(Fixtures.context(directory).with("global_config", wrong))) {
                assertThatThrownBy(() -> client.migrate(schema("h1", ITEMS), Set.of("items")))
                        .isInstanceOfSatisfying(
                                DltException.class, e -> assertThat(e.code()).isEqualTo(DuckDbError.DUCKDB_SETTING));
            } catch (DltException e) {
                assertThat(e.code()).isEqualTo(DuckDbError.DUCKDB_SETTING);
            }
        }
        migrated(Fixtures.context(directory)).close();
    }

    @Test
    void clientsOfOneJvmShareTheFile() throws Exception {
        Files.createSymbolicLink(directory.resolve("link"), directory);
        SqlClient first = migrated(Fixtures.context(directory));
        SqlClient second = open(Fixtures.context(directory.resolve("link")));

        query(second, "INSERT INTO items VALUES (1, 'a', 'l', 'r')");
        first.close();

        assertThat(Fixtures.count(second, "items")).isEqualTo(1);
        second.close();
        second.close();
        assertThatThrownBy(() -> second.isLoaded("1", "crm")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void opensForReadingOnly() {
        Fixtures.Context readOnly = Fixtures.context(directory).with("read_only", true);
        try (SqlClient client = open(readOnly)) {
            assertThatThrownBy(() -> client.migrate(schema("h1", ITEMS), Set.of("items")))
                    .isInstanceOfSatisfying(
                            DltException.class,
                            e -> assertThat(e.code()).isEqualTo(DuckDbError.DUCKDB_DATABASE_MISSING));
        }
        migrated(Fixtures.context(directory)).close();
        try (SqlClient client = open(readOnly)) {
            assertThat(Fixtures.count(client, "items")).isZero();
            JobOutcome outcome = client.ingest(IngestJob.into(ITEMS, List.of(parquet(directory, "a", items(0, 1)))));
            assertThat(outcome).isInstanceOf(JobOutcome.Rejected.class);
            assertThat(((JobOutcome.Rejected) outcome).reason().code()).isEqualTo(DuckDbError.DUCKDB_READ_ONLY);
        }
    }

    @Test
    void replacesAnEmptyFileThatACreationLeftBehind() throws Exception {
        Files.createFile(directory.resolve("pipe.duckdb"));
        Files.write(directory.resolve("pipe.duckdb.new"), new byte[100]);
        try (SqlClient client = open(Fixtures.context(directory))) {
            assertThat(client.datasetExists()).isFalse();
        }
        migrated(Fixtures.context(directory)).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b/x.db", "main.duckdb", "memory.duckdb", "data.duckdb", "it's; a=b?c %20 é.duckdb"})
    void takesAnyFileName(String name) {
        Fixtures.Context context = Fixtures.context(directory).with("database", name);
        try (SqlClient client = migrated(context)) {
            client.ingest(IngestJob.into(ITEMS, List.of(parquet(directory, "a", items(0, 3)))));
        }
        assertThat(directory.resolve(name)).isNotEmptyFile();
        try (SqlClient client = open(context)) {
            assertThat(query(client, "SELECT count(*) FROM items")).containsExactly(List.of(3L));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "memory", "TEMP", "a\"b.c", "main"})
    void takesAnyDatasetName(String name) {
        try (SqlClient client = migrated(Fixtures.context(directory).withDataset(name))) {
            assertThat(client.ingest(IngestJob.into(ITEMS, List.of(parquet(directory, "a", items(0, 3))))))
                    .isEqualTo(JobOutcome.completed());
            assertThat(query(client, "SELECT count(*) FROM items")).containsExactly(List.of(3L));
            assertThat(Fixtures.count(client, "items")).isEqualTo(3);
            assertThat(client.datasetExists()).isTrue();
        }
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws Exception {
        Files.writeString(directory.resolve("pipe.duckdb"), "id,name\n1,a\n".repeat(1000));
        try (SqlClient client = open(Fixtures.context(directory))) {
            assertThatThrownBy(() -> client.newestState("pipe"))
                    .isInstanceOf(DltException.class)
                    .hasMessageContaining("pipe.duckdb cannot be opened")
                    .hasMessageContaining("not a valid DuckDB database file");
        }
    }

    private static SqlClient open(Fixtures.Context context) {
        return Fixtures.open(context);
    }

    private static SqlClient migrated(Fixtures.Context context) {
        SqlClient client = open(context);
        client.migrate(schema("h1", ITEMS), Set.of("items"));
        return client;
    }
}
