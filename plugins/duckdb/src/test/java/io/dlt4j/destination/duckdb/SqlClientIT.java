package io.dlt4j.destination.duckdb;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.SqlClient;
import io.dlt4j.SqlRow;
import io.dlt4j.api.error.DltException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL in a dataset that a pipeline has loaded. */
class SqlClientIT {

    private static final int MANY = 1_000_000;

    @TempDir
    private Path home;

    @Test
    void bindsParametersAndHandsOutTypedValues() throws IOException {
        Pipeline pipeline = flights();
        try (SqlClient sql = pipeline.sqlClient()) {
            SqlRow row = sql.query(
                            "SELECT count(*) AS n, avg(delay) AS mean, min(date) AS first FROM "
                                    + sql.qualifiedName("flights") + " WHERE origin = ? AND delay > ?",
                            "LAS",
                            60)
                    .first()
                    .orElseThrow();

            assertThat(row.columns()).containsExactly("n", "mean", "first");
            assertThat(row.value("n", Long.class))
                    .hasValueSatisfying(n -> assertThat(n)
                            .isEqualTo(count(sql, "origin = 'LAS' AND delay > 60"))
                            .isPositive());
            assertThat(row.value("mean", Double.class))
                    .hasValueSatisfying(mean -> assertThat(mean).isGreaterThan(60));
            assertThat(row.value("first", OffsetDateTime.class))
                    .hasValueSatisfying(time -> assertThat(time).isAfterOrEqualTo("2001-01-01T00:00:00Z"));
            assertThat(row.toMap()).containsOnlyKeys("n", "mean", "first");
            assertThatIllegalArgumentException().isThrownBy(() -> row.value("m"));
            assertThatIllegalArgumentException().isThrownBy(() -> row.value("n", String.class));
        }
    }

    @Test
    void takesTheClassesThatApplicationsHave() throws IOException {
        try (SqlClient sql = flights().sqlClient()) {
            Instant time = Instant.parse("2024-01-02T03:04:05Z");
            SqlRow row = sql.query(
                            "SELECT ? AS i, ? AS b, ? AS t, ? AS f, ? AS n",
                            (short) 7,
                            BigInteger.TEN.pow(20),
                            time,
                            1.5f,
                            null)
                    .first()
                    .orElseThrow();

            assertThat(row.value("i")).contains(7L);
            assertThat(row.value("b").map(Object::toString)).contains("100000000000000000000");
            assertThat(row.value("t", OffsetDateTime.class).map(OffsetDateTime::toInstant))
                    .contains(time);
            assertThat(row.value("f")).contains(1.5);
            assertThat(row.value("n")).isEmpty();
        }
    }

    @Test
    void collectsAndStopsWithoutTheRest() throws IOException {
        try (SqlClient sql = flights().sqlClient()) {
            Map<String, Long> byOrigin = sql.query("SELECT origin FROM flights")
                    .collect(groupingBy(row -> row.value("origin", String.class).orElse(""), counting()));

            assertThat(byOrigin.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(20_000);
            assertThat(byOrigin.get("LAS")).isEqualTo(count(sql, "origin = 'LAS'"));
            assertThat(sql.query("SELECT range FROM range(1000000000000)").first())
                    .map(SqlRow::values)
                    .contains(List.of(0L));
        }
    }

    @Test
    void executesStatements() throws IOException {
        try (SqlClient sql = flights().sqlClient()) {
            sql.execute("CREATE TABLE late AS SELECT * FROM flights WHERE delay > ?", 200);
            sql.execute("INSERT INTO late (origin) VALUES (?)", "XXX");

            assertThat(sql.query("SELECT origin FROM late WHERE delay IS NULL").list())
                    .extracting(SqlRow::values)
                    .containsExactly(List.of("XXX"));
        }
    }

    @Test
    void sayWhatIsWrongWithAStatement() throws IOException {
        SqlClient sql = flights().sqlClient();
        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() -> sql.query("SELECT nothing FROM flights").list())
                .withMessageContaining("nothing");
        sql.close();
        assertThatIllegalStateException().isThrownBy(() -> sql.execute("SELECT 1"));
    }

    @Test
    void rowsOfALargeTableDoNotHaveToFitIntoMemory() throws Exception {
        Path file = home.resolve("many.jsonl");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int id = 0; id < MANY; id++) {
                writer.write("{\"id\":" + id + ",\"text\":\"some text of a row that takes room in memory\"}\n");
            }
        }
        pipeline("many").run(Resource.ofFiles("many", file));

        Programs.Ended ended = Programs.run(
                Programs.java(Programs.classPath(), List.of("-Xmx24m"), SumProgram.class, home.toString(), "many"));

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("sum " + (long) MANY * (MANY - 1) / 2);
    }

    /** Sums up the ids of a table. Arguments: the home directory, the name of the pipeline and of the table. */
    static final class SumProgram {

        private SumProgram() {}

        public static void main(String[] arguments) {
            long[] sum = new long[1];
            try (SqlClient sql = pipeline(Path.of(arguments[0]), arguments[1]).sqlClient()) {
                sql.query("SELECT * FROM " + sql.qualifiedName(arguments[1]))
                        .forEach(row -> sum[0] += row.value("id", Long.class).orElse(0L));
            }
            System.out.println("sum " + sum[0]);
        }
    }

    private long count(SqlClient sql, String condition) {
        return sql.query("SELECT count(*) AS n FROM flights WHERE " + condition)
                .first()
                .flatMap(row -> row.value("n", Long.class))
                .orElseThrow();
    }

    private Pipeline flights() throws IOException {
        Path file = home.resolve("flights.json.gz");
        try (InputStream data =
                Objects.requireNonNull(SqlClientIT.class.getResourceAsStream("/data/flights-20k.json.gz"))) {
            Files.copy(data, file);
        }
        Pipeline pipeline = pipeline("flights");
        pipeline.run(Resource.ofFiles("flights", file));
        return pipeline;
    }

    private Pipeline pipeline(String name) {
        return pipeline(home, name);
    }

    private static Pipeline pipeline(Path home, String name) {
        return Pipeline.named(name)
                .destination("duckdb")
                .projectDir(home)
                .environment(Map.of("DLT_DATA_DIR", home.resolve("data").toString()))
                .open();
    }
}
