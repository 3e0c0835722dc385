package io.dlt4j.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.SqlClient;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.SupportsSql;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users' statements: parameters, types, results that are longer than memory. */
class SqlClientIT {

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
    void tablesOfTheDatasetNeedNoQualifier() {
        Pipeline pipeline = server.pipeline(home, "Sales Data");
        pipeline.run(Resource.of("Orders", List.of(Map.of("id", 1, "name", "a"), Map.of("id", 2, "name", "b"))));
        try (SqlClient sql = pipeline.sqlClient()) {
            assertThat(sql.qualifiedName("orders")).isEqualTo("\"sales_data\".\"orders\"");
            sql.execute("UPDATE orders SET name = ? WHERE id = ?", "c", 2L);
            List<String> names = new ArrayList<>();
            sql.query("SELECT name FROM orders WHERE id > ? ORDER BY id", 0L)
                    .forEach(row -> names.add(row.value("name", String.class).orElseThrow()));
            assertThat(names).containsExactly("a", "c");
            assertThatThrownBy(() -> sql.execute("SELEKT 1"))
                    .isInstanceOfSatisfying(
                            DltException.class, e -> assertThat(e.code()).isEqualTo(PostgresError.POSTGRES_STATEMENT));
            sql.execute("VACUUM orders");
        }
    }

    @Test
    void valuesHaveTheTypesOfTheInterface() {
        assertThat(
                        rows(
                                "SELECT 1::smallint, 2::integer, 3::bigint, 1.5::numeric, 2.5::real, 3.5::float8, true, 'x'::text,"
                                        + " '\\x0102'::bytea, date '2024-01-02', time '03:04:05.000006',"
                                        + " timestamp '2024-01-02 03:04:05', timestamptz '2024-01-02 03:04:05+02', null,"
                                        + " '{\"a\": 1}'::jsonb, '{1,2}'::integer[], uuid '00000000-0000-0000-0000-000000000001'"))
                .singleElement()
                .satisfies(row -> {
                    assertThat((byte[]) row.get(8)).containsExactly(1, 2);
                    List<@Nullable Object> others = new ArrayList<>(row);
                    others.remove(8);
                    assertThat(others)
                            .isEqualTo(Arrays.asList(
                                    1L,
                                    2L,
                                    3L,
                                    new BigDecimal("1.5"),
                                    2.5,
                                    3.5,
                                    true,
                                    "x",
                                    LocalDate.of(2024, 1, 2),
                                    LocalTime.of(3, 4, 5, 6000),
                                    LocalDateTime.of(2024, 1, 2, 3, 4, 5),
                                    OffsetDateTime.parse("2024-01-02T01:04:05Z"),
                                    null,
                                    "{\"a\": 1}",
                                    "{1,2}",
                                    "00000000-0000-0000-0000-000000000001"));
                });
    }

    /** A gigabyte of which a tenth is read. */
    @Test
    void aLongResultIsStreamedAndCanBeLeft() {
        long[] seen = new long[1];
        try (DestinationClient client = PostgresBackend.client(Fixtures.context(home, server.url()))) {
            ((SupportsSql) client)
                    .query(
                            "SELECT n, repeat('x', 500) FROM generate_series(1, 2000000) AS n",
                            List.of(),
                            new SupportsSql.RowConsumer() {
                                @Override
                                public void columns(List<String> names) {
                                    assertThat(names).containsExactly("n", "repeat");
                                }

                                @Override
                                public boolean row(List<@Nullable Object> values) {
                                    return ++seen[0] < 200_000;
                                }
                            });
        }
        assertThat(seen[0]).isEqualTo(200_000);
    }

    private List<List<@Nullable Object>> rows(String query) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (DestinationClient client = PostgresBackend.client(Fixtures.context(home, server.url()))) {
            ((SupportsSql) client).query(query, List.of(), new SupportsSql.RowConsumer() {
                @Override
                public void columns(List<String> names) {}

                @Override
                public boolean row(List<@Nullable Object> values) {
                    return rows.add(values);
                }
            });
        }
        return rows;
    }
}
