package io.dlt4j.destination.duckdb;

import static io.dlt4j.destination.duckdb.Fixtures.count;
import static io.dlt4j.destination.duckdb.Fixtures.schema;
import static io.dlt4j.destination.duckdb.Fixtures.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.support.sql.SqlClient;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that do not fit into the memory limit as DuckDB would keep them. */
class MemoryIT {

    private static final TableSchema TEXTS =
            table("texts", ColumnSchema.of("id", DataType.BIGINT), ColumnSchema.of("body", DataType.TEXT));

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"260000, 1000, SMALL_ROW_GROUPS", "3000, 100000, LARGE_VALUES", "3, 40000000, LARGE_VALUES"})
    void loadsLongTexts(int rows, int length, MemoryPlan expected) throws Exception {
        JobFile file = texts("a", rows, length);
        DuckDbBackend backend = new DuckDbBackend(Fixtures.context(directory));
        try (SqlClient client = new SqlClient(Fixtures.context(directory), backend)) {
            client.migrate(schema("h1", TEXTS), Set.of("texts"));

            assertThat(client.ingest(IngestJob.into(TEXTS, List.of(file)))).isEqualTo(JobOutcome.completed());

            assertThat(count(client, "texts")).isEqualTo(rows);
            assertThat(Fixtures.query(client, "SELECT min(length(body)), max(length(body)) FROM texts"))
                    .containsExactly(List.of((long) length, (long) length));
            assertThat(backend.plan()).isEqualTo(expected);
        }
    }

    @Test
    void jobsThatRunSideBySideSwitchTogether() throws Exception {
        List<JobFile> files = List.of(texts("a", 150_000, 1000), texts("b", 150_000, 1000), texts("c", 10, 10));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (SqlClient client = Fixtures.open(Fixtures.context(directory))) {
            client.migrate(schema("h1", TEXTS), Set.of("texts"));
            List<Future<JobOutcome>> outcomes = files.stream()
                    .map(file -> threads.submit(() -> client.ingest(IngestJob.into(TEXTS, List.of(file)))))
                    .toList();
            for (Future<JobOutcome> outcome : outcomes) {
                assertThat(outcome.get(2, TimeUnit.MINUTES)).isEqualTo(JobOutcome.completed());
            }
            assertThat(count(client, "texts")).isEqualTo(300_010);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void keepsToALimitOfTheUser() throws Exception {
        JobFile file = texts("a", 3, 40_000_000);
        try (SqlClient client =
                Fixtures.open(Fixtures.context(directory).with("global_config", Map.of("memory_limit", "64MB")))) {
            client.migrate(schema("h1", TEXTS), Set.of("texts"));

            JobOutcome outcome = client.ingest(IngestJob.into(TEXTS, List.of(file)));

            assertThat(outcome).isInstanceOf(JobOutcome.RetryLater.class);
            assertThat(((JobOutcome.RetryLater) outcome).reason().code()).isEqualTo(DuckDbError.DUCKDB_OUT_OF_MEMORY);
            assertThat(count(client, "texts")).isZero();
        }
    }

    private JobFile texts(String name, int rows, int length) throws IOException {
        Path file = directory.resolve(name + ".jsonl");
        Random random = new Random(7);
        byte[] letters = new byte[length];
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < length; i++) {
                    letters[i] = (byte) ('a' + random.nextInt(16));
                }
                writer.write("{\"id\":" + row + ",\"body\":\"");
                writer.write(new String(letters, StandardCharsets.US_ASCII));
                writer.write("\"}\n");
            }
        }
        return Fixtures.file(file, name, FileFormat.JSONL);
    }
}
