package io.dlt4j.destination.duckdb;

import static io.dlt4j.destination.duckdb.Fixtures.query;
import static io.dlt4j.destination.duckdb.Fixtures.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.SupportsSql.RowConsumer;
import io.dlt4j.support.sql.SqlClient;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryTest {

    @TempDir
    Path directory;

    private SqlClient client;

    @BeforeEach
    void open() {
        client = Fixtures.open(Fixtures.context(directory));
        client.migrate(schema("h1", Fixtures.ITEMS), Set.of("items"));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void handsOutTheTypesOfTheContract() {
        String sql = "SELECT 1::TINYINT, 2::HUGEINT, 1.5::FLOAT, 2.5::DOUBLE, 1.25::DECIMAL(10,2), true, 'x',"
                + " DATE '2024-01-02', TIME '01:02:03.000004', TIMESTAMP '2024-01-02 03:04:05.123456',"
                + " TIMESTAMPTZ '2024-01-02 03:04:05.123456+02', TIMESTAMP_NS '2024-01-02 03:04:05.123456789',"
                + " '{\"a\": 1}'::JSON, [1, 2], {'a': 1}, NULL, NULL::TIMESTAMP";

        assertThat(query(client, sql))
                .containsExactly(Arrays.asList(
                        1L,
                        new BigDecimal(2),
                        1.5,
                        2.5,
                        new BigDecimal("1.25"),
                        true,
                        "x",
                        LocalDate.of(2024, 1, 2),
                        LocalTime.of(1, 2, 3, 4000),
                        LocalDateTime.parse("2024-01-02T03:04:05.123456"),
                        OffsetDateTime.parse("2024-01-02T01:04:05.123456Z"),
                        LocalDateTime.parse("2024-01-02T03:04:05.123456789"),
                        "{\"a\": 1}",
                        "[1, 2]",
                        "{a=1}",
                        null,
                        null));
        assertThat((byte[]) query(client, "SELECT '\\x00a'::BLOB").get(0).get(0))
                .isEqualTo(new byte[] {0, 'a'});
    }

    @Test
    void bindsParametersAndFindsTablesOfTheDataset() {
        query(client, "INSERT INTO items VALUES (?, ?, 'l', 'r')", 7L, null);

        assertThat(query(client, "SELECT id, name FROM " + client.qualifiedName("items") + " WHERE id = ?", 7L))
                .containsExactly(Arrays.asList(7L, null));
    }

    @Test
    void streamsRowsUntilTheConsumerStops() {
        List<Object> seen = new ArrayList<>();
        List<String> names = new ArrayList<>();
        client.query("SELECT range AS n, repeat('x', 1000) AS s FROM range(1000000000)", List.of(), new RowConsumer() {
            @Override
            public void columns(List<String> columns) {
                names.addAll(columns);
            }

            @Override
            public boolean row(List<@Nullable Object> values) {
                seen.add(values.get(0));
                return seen.size() < 3;
            }
        });

        assertThat(names).containsExactly("n", "s");
        assertThat(seen).containsExactly(0L, 1L, 2L);
    }

    @Test
    void quotesNames() {
        assertThat(client.qualifiedName("a\"b")).isEqualTo("\"data\".\"a\"\"b\"");
    }

    @Test
    void reportsAStatementThatIsWrong() {
        assertThatThrownBy(() -> query(client, "SELEKT 1"))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(DuckDbError.DUCKDB_STATEMENT));
    }
}
