package io.dlt4j.format.parquet;

import static io.dlt4j.format.parquet.Columns.batch;
import static io.dlt4j.format.parquet.Columns.decimal;
import static io.dlt4j.format.parquet.Columns.decimals;
import static io.dlt4j.format.parquet.Columns.doubles;
import static io.dlt4j.format.parquet.Columns.longs;
import static io.dlt4j.format.parquet.Columns.required;
import static io.dlt4j.format.parquet.Columns.texts;
import static io.dlt4j.format.parquet.Columns.withPrecision;
import static io.dlt4j.format.parquet.Columns.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.format.ColumnBatch;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.DecimalVector;
import io.dlt4j.api.format.LongVector;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written is what DuckDB reads: types, values at the edges, shapes of files. */
final class ParquetReadByDuckDbIT {

    @TempDir
    private Path directory;

    private DuckDb duckDb;

    @BeforeEach
    void open() throws SQLException {
        duckDb = new DuckDb();
    }

    @AfterEach
    void close() throws SQLException {
        duckDb.close();
    }

    @Test
    void mapsEveryTypeAndKeepsTheOrderOfColumns() throws Exception {
        List<ColumnSchema> columns = allTypes();
        ColumnVector[] vectors = columns.stream().map(ParquetReadByDuckDbIT::nulls).toArray(ColumnVector[]::new);
        Path file = write(file(), columns, batch(vectors));
        List<String> types = duckDb.query("describe select * from read_parquet($file)", file).stream()
                .map(row -> row.get(0) + " " + row.get(1))
                .toList();
        assertThat(types).containsExactly(
                "i BIGINT", "i8 TINYINT", "i16 SMALLINT", "i32 INTEGER", "f DOUBLE", "b BOOLEAN",
                "ts TIMESTAMP WITH TIME ZONE", "ts3 TIMESTAMP WITH TIME ZONE", "ts_naive TIMESTAMP",
                "ts_naive3 TIMESTAMP", "ts_naive9 TIMESTAMP_NS", "s VARCHAR", "d DECIMAL(38,9)", "d18 DECIMAL(18,2)",
                "bin BLOB", "w DECIMAL(38,0)", "j VARCHAR", "da DATE", "ti TIME");
        assertThat(duckDb.values("select count(*) from read_parquet($file)", file)).containsExactly("3");
    }

    @Test
    void writesLogicalTypesAndRepetition() throws Exception {
        List<ColumnSchema> columns = List.of(
                required("id", DataType.TEXT),
                ColumnSchema.of("at", DataType.TIMESTAMP),
                naive(withPrecision("local", DataType.TIMESTAMP, 3)),
                ColumnSchema.of("time", DataType.TIME),
                decimal("d", 19, 4));
        Path file = write(file(), columns);
        String sql = "select concat_ws(' ', name, type, type_length, repetition_type, converted_type, logical_type)"
                + " from parquet_schema($file)";
        List<String> schema = new ArrayList<>(duckDb.values(sql, file));
        assertThat(schema).hasSize(6);
        assertThat(schema.get(1)).isEqualTo("id BYTE_ARRAY REQUIRED UTF8 StringType()");
        assertThat(schema.get(2)).contains("at INT64 OPTIONAL TIMESTAMP_MICROS").contains("isAdjustedToUTC=1");
        assertThat(schema.get(3)).contains("local INT64 OPTIONAL TimestampType").contains("isAdjustedToUTC=0");
        assertThat(schema.get(4)).contains("time INT64 OPTIONAL TimeType").contains("isAdjustedToUTC=0");
        assertThat(schema.get(5)).contains("d FIXED_LEN_BYTE_ARRAY 9 OPTIONAL DECIMAL DecimalType(scale=4, precision=19)");
    }

    @Test
    void readsIntegersAtTheirEdges() throws Exception {
        Path file = write(
                file(),
                List.of(
                        ColumnSchema.of("i", DataType.BIGINT),
                        withPrecision("i8", DataType.BIGINT, 8),
                        withPrecision("i16", DataType.BIGINT, 16),
                        withPrecision("i32", DataType.BIGINT, 32)),
                batch(
                        longs(Long.MIN_VALUE, Long.MAX_VALUE, null, 0L),
                        longs(-128L, 127L, null, 0L),
                        longs(-32768L, 32767L, null, 0L),
                        longs((long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE, null, 0L)));
        assertThat(duckDb.query("from read_parquet($file)", file))
                .containsExactly(
                        List.of("-9223372036854775808", "-128", "-32768", "-2147483648"),
                        List.of("9223372036854775807", "127", "32767", "2147483647"),
                        Collections.nCopies(4, null),
                        List.of("0", "0", "0", "0"));
    }

    @Test
    void readsDoublesBitForBit() throws Exception {
        Path file = write(
                file(),
                List.of(ColumnSchema.of("f", DataType.DOUBLE)),
                batch(doubles(-0.0, Double.MIN_VALUE, null, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY, 0.1)));
        assertThat(duckDb.values("from read_parquet($file)", file))
                .containsExactly("-0.0", "4.9E-324", null, "1.7976931348623157E308", "NaN", "-Infinity", "0.1");
    }

    @Test
    void readsTimesOfAllUnitsAndBefore1970() throws Exception {
        long early = -2_208_988_799_999_999L;
        long late = 1_704_164_645_678_901L;
        LongVector times = longs(early, late, -1L, null);
        Path file = write(
                file(),
                List.of(
                        ColumnSchema.of("us", DataType.TIMESTAMP),
                        naive(withPrecision("ms", DataType.TIMESTAMP, 3)),
                        naive(withPrecision("ns", DataType.TIMESTAMP, 9)),
                        ColumnSchema.of("date", DataType.DATE),
                        ColumnSchema.of("time", DataType.TIME)),
                batch(times, times, times, longs(-719_162L, 19_724L, -1L, null), longs(0L, 3_723_000_004L, 86_399_999_999L, null)));
        String sql = "select (us at time zone 'UTC')::varchar, ms::varchar, ns::varchar, date::varchar, time::varchar"
                + " from read_parquet($file)";
        assertThat(duckDb.query(sql, file))
                .containsExactly(
                        List.of("1900-01-01 00:00:00.000001", "1900-01-01 00:00:00", "1900-01-01 00:00:00.000001",
                                "0001-01-01", "00:00:00"),
                        List.of("2024-01-02 03:04:05.678901", "2024-01-02 03:04:05.678", "2024-01-02 03:04:05.678901",
                                "2024-01-02", "01:02:03.000004"),
                        List.of("1969-12-31 23:59:59.999999", "1969-12-31 23:59:59.999", "1969-12-31 23:59:59.999999",
                                "1969-12-31", "23:59:59.999999"),
                        Collections.nCopies(5, null));
    }

    @Test
    void readsTextJsonAndBinary() throws Exception {
        String[] texts = {"", "a", null, "it's \"q\"\n\\ \t", "é ü 漢字 😀", "a\u0000b", "x".repeat(300_000)};
        BytesVector binary = new BytesVector();
        byte[] bytes = {0, -1, 97, -128, 34};
        for (int length = 0; length <= 5; length++) {
            binary.append(bytes, 0, length);
        }
        binary.padTo(7);
        Path file = write(
                file(),
                List.of(
                        ColumnSchema.of("s", DataType.TEXT),
                        ColumnSchema.of("j", DataType.JSON),
                        ColumnSchema.of("b", DataType.BINARY)),
                batch(texts(texts), texts("{\"k\":[1,\"x'y\"]}", "{}", "{}", "{}", "{}", "{}", "{}"), binary));
        assertThat(duckDb.values("select s from read_parquet($file)", file)).containsExactly(texts);
        assertThat(duckDb.values("select distinct j->>'$.k[1]' from read_parquet($file)", file))
                .containsExactlyInAnyOrder("x'y", null);
        assertThat(duckDb.values("select hex(b) from read_parquet($file)", file))
                .containsExactly("", "00", "00FF", "00FF61", "00FF6180", "00FF618022", null);
    }

    @Test
    void readsBooleansWithAndWithoutNulls() throws Exception {
        LongVector all = new LongVector();
        LongVector some = new LongVector();
        List<String> expected = new ArrayList<>();
        for (int row = 0; row < 10_001; row++) {
            all.append(row * 31 >> 3 & 1);
            if (row % 7 == 3) {
                some.padTo(row + 1);
            } else {
                some.append(row * 17 >> 2 & 1);
            }
            expected.add((row * 31 >> 3 & 1) == 1 ? "true" : "false");
            expected.add(row % 7 == 3 ? null : (row * 17 >> 2 & 1) == 1 ? "true" : "false");
        }
        Path file = write(
                file(),
                List.of(required("all", DataType.BOOL), ColumnSchema.of("some", DataType.BOOL)),
                batch(all, some));
        assertThat(duckDb.query("from read_parquet($file)", file).stream().flatMap(List::stream))
                .containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "9, 2", "18, 0", "18, 18", "19, 0", "19, 7", "38, 0", "38, 9", "38, 38"})
    void readsDecimalsOfEveryWidth(int precision, int scale) throws Exception {
        List<BigDecimal> values = new ArrayList<>();
        for (int digits = 1; digits <= precision; digits++) {
            BigInteger nines = BigInteger.TEN.pow(digits).subtract(BigInteger.ONE);
            values.add(new BigDecimal(nines, scale));
            values.add(new BigDecimal(nines.negate(), scale));
            values.add(new BigDecimal(BigInteger.TEN.pow(digits - 1).negate(), scale));
        }
        values.add(BigDecimal.ZERO);
        values.add(new BigDecimal("0E+20"));
        DecimalVector vector = new DecimalVector();
        values.forEach(vector::append);
        vector.padTo(values.size() + 1);
        List<String> expected = new ArrayList<>();
        values.forEach(value -> expected.add(value.setScale(scale).toPlainString()));
        expected.add(null);
        Path file = write(file(), List.of(decimal("d", precision, scale)), batch(vector));
        assertThat(duckDb.values("select d::varchar from read_parquet($file)", file)
                        .stream().map(text -> text == null ? null : new BigDecimal(text).toPlainString()))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void bringsDecimalsToTheScaleOfTheColumn() throws Exception {
        Path file = write(
                file(),
                List.of(decimal("a", 18, 3), decimal("b", 38, 3)),
                batch(
                        decimals("1E+3", "1.10", "-2.5000", "7", "0.001"),
                        decimals("1E+3", "12345678901234567890.5", "-2.5000", "-12345678901234567890.12300", "0.001")));
        assertThat(duckDb.query("select a::varchar, b::varchar from read_parquet($file)", file))
                .containsExactly(
                        List.of("1000.000", "1000.000"),
                        List.of("1.100", "12345678901234567890.500"),
                        List.of("-2.500", "-2.500"),
                        List.of("7.000", "-12345678901234567890.123"),
                        List.of("0.001", "0.001"));
    }

    @Test
    void bringsPrecisionsBeyond76To76() throws Exception {
        Path file = write(file(), List.of(decimal("w", 78, 0), decimal("x", 80, 10)));
        assertThat(duckDb.query("select type_length, precision, scale from parquet_schema($file) where precision > 0", file))
                .containsExactly(List.of("32", "76", "0"), List.of("32", "76", "6"));
    }

    @Test
    void readsAFileWithoutRows() throws Exception {
        Path never = write(file(), allTypes());
        assertThat(duckDb.values("select count(*) from read_parquet($file)", never)).containsExactly("0");
        assertThat(duckDb.query("describe select * from read_parquet($file)", never)).hasSize(allTypes().size());
        Path empty = write(directory.resolve("b.parquet"), List.of(ColumnSchema.of("a", DataType.TEXT)), batch(texts()));
        assertThat(duckDb.values("select num_row_groups from parquet_file_metadata($file)", empty)).containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 122_879, 122_880, 122_881, 245_761})
    void cutsRowGroupsAt122880Rows(int rows) throws Exception {
        LongVector numbers = new LongVector();
        BytesVector texts = new BytesVector();
        BytesVector repeated = new BytesVector();
        for (int row = 0; row < rows; row++) {
            numbers.append(row);
            if (row % 3 == 0) {
                texts.padTo(row + 1);
                repeated.padTo(row + 1);
            } else {
                texts.append("id " + row);
                repeated.append("v" + row % 50);
            }
        }
        Path file = write(
                file(),
                List.of(required("n", DataType.BIGINT), ColumnSchema.of("t", DataType.TEXT), ColumnSchema.of("r", DataType.TEXT)),
                batch(numbers, texts, repeated));
        assertThat(duckDb.query(
                        "select count(*), count(t), count(r), count(*) filter (t is distinct from"
                                + " case when n % 3 <> 0 then 'id ' || n end or r is distinct from"
                                + " case when n % 3 <> 0 then 'v' || n % 50 end), sum(n) from read_parquet($file)",
                        file))
                .containsExactly(List.of(
                        "" + rows,
                        "" + (rows - (rows + 2) / 3),
                        "" + (rows - (rows + 2) / 3),
                        "0",
                        "" + (long) rows * (rows - 1) / 2));
        List<String> groups = duckDb.values(
                "select distinct on (row_group_id) row_group_num_rows from parquet_metadata($file) order by row_group_id",
                file);
        assertThat(groups).hasSize((rows + 122_879) / 122_880).contains("" + Math.min(rows, 122_880));
    }

    @Test
    void makesEachBatchARowGroup() throws Exception {
        ColumnBatch[] batches = new ColumnBatch[40];
        List<String> expected = new ArrayList<>();
        for (int index = 0; index < batches.length; index++) {
            batches[index] = batch(longs((long) index, null), texts(null, "t" + index));
            expected.addAll(Arrays.asList("" + index, null, null, "t" + index));
        }
        Path file = write(
                file(), List.of(ColumnSchema.of("n", DataType.BIGINT), ColumnSchema.of("t", DataType.TEXT)), batches);
        assertThat(duckDb.query("from read_parquet($file)", file).stream().flatMap(List::stream))
                .containsExactlyElementsOf(expected);
        assertThat(duckDb.values("select num_row_groups from parquet_file_metadata($file)", file)).containsExactly("40");
    }

    @Test
    void choosesTheEncodingForEachChunk() throws Exception {
        Path file = write(
                file(),
                List.of(required("t", DataType.TEXT)),
                batch(manyTexts(5000, row -> "same")),
                batch(manyTexts(5000, row -> "v" + row % 50)),
                batch(manyTexts(5000, row -> "id" + row)));
        assertThat(duckDb.values("select encodings from parquet_metadata($file) order by row_group_id", file))
                .satisfiesExactly(
                        constant -> assertThat(constant).contains("RLE_DICTIONARY"),
                        few -> assertThat(few).contains("RLE_DICTIONARY"),
                        unique -> assertThat(unique).doesNotContain("RLE_DICTIONARY"));
        assertThat(duckDb.query(
                        "select count(*) filter (t = 'same'), count(*) filter (t ^@ 'v'), count(distinct t) from read_parquet($file)",
                        file))
                .containsExactly(List.of("5000", "5000", "5051"));
        assertThat(duckDb.values("select stats_null_count from parquet_metadata($file)", file)).containsOnly("0");
    }

    @Test
    void cutsPagesOfLongValues() throws Exception {
        BytesVector texts = manyTexts(300, row -> row + "x".repeat(row * 97 % 30_000));
        BytesVector huge = manyTexts(300, row -> row + "y".repeat(row == 150 ? 5_000_000 : 0));
        Path file = write(
                file(), List.of(ColumnSchema.of("t", DataType.TEXT), ColumnSchema.of("h", DataType.TEXT)), batch(texts, huge));
        String sql = "select count(*) filter (t = n || repeat('x', n * 97 % 30000)),"
                + " count(*) filter (h = n || repeat('y', if(n = 150, 5000000, 0)))"
                + " from (select *, row_number() over () - 1 as n from read_parquet($file))";
        assertThat(duckDb.query(sql, file)).containsExactly(List.of("300", "300"));
    }

    @Test
    void readsColumnsThatAreAllNull() throws Exception {
        List<ColumnSchema> columns = allTypes();
        ColumnVector[] vectors = columns.stream().map(ParquetReadByDuckDbIT::nulls).toArray(ColumnVector[]::new);
        Path file = write(file(), columns, batch(vectors), batch(vectors));
        assertThat(duckDb.query("from read_parquet($file)", file))
                .hasSize(6)
                .containsOnly(Collections.nCopies(columns.size(), null));
        assertThat(duckDb.values("select distinct stats_null_count from parquet_metadata($file)", file))
                .containsExactly("3");
    }

    @Test
    void readsATableOf600Columns() throws Exception {
        List<ColumnSchema> columns = new ArrayList<>();
        List<ColumnVector> vectors = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int index = 0; index < 600; index++) {
            columns.add(ColumnSchema.of("spalte_ä_" + index, index % 2 == 0 ? DataType.BIGINT : DataType.TEXT));
            vectors.add(index % 2 == 0 ? longs((long) index, null) : texts("t" + index, null));
            expected.add(index % 2 == 0 ? "" + index : "t" + index);
        }
        Path file = write(file(), columns, new ColumnBatch(2, vectors), new ColumnBatch(2, vectors));
        assertThat(duckDb.query("from read_parquet($file)", file))
                .containsExactly(expected, Collections.nCopies(600, null), expected, Collections.nCopies(600, null));
        assertThat(duckDb.query("describe select * from read_parquet($file)", file).stream().map(row -> row.get(0)))
                .containsExactlyElementsOf(columns.stream().map(ColumnSchema::name).toList());
    }

    private static List<ColumnSchema> allTypes() {
        return List.of(
                ColumnSchema.of("i", DataType.BIGINT),
                withPrecision("i8", DataType.BIGINT, 8),
                withPrecision("i16", DataType.BIGINT, 9),
                withPrecision("i32", DataType.BIGINT, 32),
                ColumnSchema.of("f", DataType.DOUBLE),
                ColumnSchema.of("b", DataType.BOOL),
                ColumnSchema.of("ts", DataType.TIMESTAMP),
                withPrecision("ts3", DataType.TIMESTAMP, 3),
                naive(withPrecision("ts_naive", DataType.TIMESTAMP, 6)),
                naive(withPrecision("ts_naive3", DataType.TIMESTAMP, 0)),
                naive(withPrecision("ts_naive9", DataType.TIMESTAMP, 9)),
                ColumnSchema.of("s", DataType.TEXT),
                decimal("d", 38, 9),
                decimal("d18", 18, 2),
                ColumnSchema.of("bin", DataType.BINARY),
                withPrecision("w", DataType.WEI, 38),
                ColumnSchema.of("j", DataType.JSON),
                ColumnSchema.of("da", DataType.DATE),
                ColumnSchema.of("ti", DataType.TIME));
    }

    private static ColumnSchema naive(ColumnSchema column) {
        return column.toBuilder().property("timezone", false).build();
    }

    private static ColumnVector nulls(ColumnSchema column) {
        return switch (column.dataType().orElseThrow()) {
            case TEXT, JSON, BINARY -> texts(null, null, null);
            case DOUBLE -> doubles(null, null, null);
            case DECIMAL, WEI -> decimals(null, null, null);
            default -> longs(null, null, null);
        };
    }

    private static BytesVector manyTexts(int rows, IntFunction<String> value) {
        BytesVector vector = new BytesVector();
        for (int row = 0; row < rows; row++) {
            vector.append(value.apply(row));
        }
        return vector;
    }

    private Path file() {
        return directory.resolve("job.parquet");
    }
}
