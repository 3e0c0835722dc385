package io.dlt4j.format.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.FileFormatReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What DuckDB writes is read, whatever it is compressed with. */
final class ParquetRowsTest {

    @TempDir
    private Path directory;

    @Test
    void readsEachTypeAsAProgramWouldGiveIt() throws IOException, SQLException {
        Map<String, @Nullable Object> row = rows("""
                SELECT 1::TINYINT AS i8, 300::SMALLINT AS i16, 70000::INTEGER AS i32, 5000000000::BIGINT AS i64,
                  4000000000::UINTEGER AS u32, 18446744073709551615::UBIGINT AS u64, 1.5::FLOAT AS f, 2.25::DOUBLE AS d,
                  true AS b, 'naïve' AS t, 'ab'::BLOB AS x, DATE '2024-02-29' AS day, TIME '01:02:03.000004' AS clock,
                  TIMESTAMP '2024-02-29 01:02:03.000004' AS at, TIMESTAMPTZ '2024-02-29 01:02:03+00' AS utc,
                  1.50::DECIMAL(9,2) AS d4, 12345678901234567.89::DECIMAL(19,2) AS d16,
                  'c0ffee00-0000-4000-8000-000000000001'::UUID AS id, NULL::INTEGER AS nothing""", "uncompressed").get(0);
        assertThat(row)
                .containsEntry("i8", 1L)
                .containsEntry("i16", 300L)
                .containsEntry("i32", 70_000L)
                .containsEntry("i64", 5_000_000_000L)
                .containsEntry("u32", 4_000_000_000L)
                .containsEntry("u64", new BigInteger("18446744073709551615"))
                .containsEntry("f", 1.5f)
                .containsEntry("d", 2.25)
                .containsEntry("b", true)
                .containsEntry("t", "naïve")
                .containsEntry("day", LocalDate.of(2024, 2, 29))
                .containsEntry("clock", LocalTime.of(1, 2, 3, 4_000))
                .containsEntry("at", LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4_000))
                .containsEntry("utc", Instant.parse("2024-02-29T01:02:03Z"))
                .containsEntry("d4", new BigDecimal("1.50"))
                .containsEntry("d16", new BigDecimal("12345678901234567.89"))
                .containsEntry("id", UUID.fromString("c0ffee00-0000-4000-8000-000000000001"))
                .containsEntry("nothing", null);
        assertThat((byte[]) row.get("x")).containsExactly('a', 'b');
    }

    @Test
    void readsListsStructsAndMaps() throws IOException, SQLException {
        Map<String, @Nullable Object> row = rows("""
                SELECT [1, NULL, 3] AS l, [[1], []] AS ll, {'a': 1, 'b': ['x']} AS s, [{'n': 1}, {'n': 2}] AS ls,
                  MAP {'k': 1, 'm': 2} AS m, NULL::INTEGER[] AS nothing, []::INTEGER[] AS empty""", "snappy").get(0);
        assertThat(row)
                .containsEntry("l", Arrays.asList(1L, null, 3L))
                .containsEntry("ll", List.of(List.of(1L), List.of()))
                .containsEntry("s", Map.of("a", 1L, "b", List.of("x")))
                .containsEntry("ls", List.of(Map.of("n", 1L), Map.of("n", 2L)))
                .containsEntry("m", Map.of("k", 1L, "m", 2L))
                .containsEntry("nothing", null)
                .containsEntry("empty", List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw"})
    void readsSeveralRowGroupsWhateverTheyAreCompressedWith(String codec) throws IOException, SQLException {
        List<Map<String, @Nullable Object>> rows =
                rows("SELECT range AS n, 'text ' || range AS t FROM range(10000)", codec);
        assertThat(rows).hasSize(10_000);
        assertThat(rows.get(9_999)).containsEntry("n", 9_999L).containsEntry("t", "text 9999");
    }

    @Test
    void saysThatAFileIsNotParquet() throws IOException {
        Path file = Files.writeString(directory.resolve("no.parquet"), "PAR1 but nothing else PAR1");
        assertThatThrownBy(() -> new ParquetFormat().openReader(file))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.render()).contains("PARQUET_UNREADABLE", "no.parquet"));
    }

    private List<Map<String, @Nullable Object>> rows(String query, String codec) throws IOException, SQLException {
        Path file = directory.resolve("file.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet, CODEC '" + codec
                    + "', ROW_GROUP_SIZE 2048)");
        }
        List<Map<String, @Nullable Object>> rows = new java.util.ArrayList<>();
        try (FileFormatReader reader = new ParquetFormat().openReader(file).orElseThrow()) {
            List<Map<String, @Nullable Object>> some;
            do {
                some = reader.read(1_000);
                rows.addAll(some);
            } while (!some.isEmpty());
        }
        return rows;
    }
}
