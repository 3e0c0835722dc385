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
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.DecimalVector;
import io.dlt4j.api.format.LongVector;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DuckDB reads the types and the values that were written, at their edges too. */
final class ParquetValuesIT {

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
        List<ColumnSchema> columns = Columns.allTypes();
        ColumnVector[] vectors = columns.stream().map(Columns::nulls).toArray(ColumnVector[]::new);
        Path file = write(file(), columns, batch(vectors));
        List<String> types = duckDb.query("describe select * from read_parquet($file)", file).stream()
                .map(row -> row.get(0) + " " + row.get(1))
                .toList();
        assertThat(types)
                .containsExactly(
                        "i BIGINT",
                        "i8 TINYINT",
                        "i16 SMALLINT",
                        "i32 INTEGER",
                        "f DOUBLE",
                        "b BOOLEAN",
                        "ts TIMESTAMP WITH TIME ZONE",
                        "ts3 TIMESTAMP WITH TIME ZONE",
                        "ts_naive TIMESTAMP",
                        "ts_naive3 TIMESTAMP",
                        "ts_naive9 TIMESTAMP_NS",
                        "s VARCHAR",
                        "d DECIMAL(38,9)",
                        "d18 DECIMAL(18,2)",
                        "bin BLOB",
                        "w DECIMAL(38,0)",
                        "j VARCHAR",
                        "da DATE",
                        "ti TIME");
        assertThat(duckDb.values("select count(*) from read_parquet($file)", file))
                .containsExactly("3");
    }

    @Test
    void writesLogicalTypesAndRepetition() throws Exception {
        List<ColumnSchema> columns = List.of(
                required("id", DataType.TEXT),
                ColumnSchema.of("at", DataType.TIMESTAMP),
                Columns.naive(withPrecision("local", DataType.TIMESTAMP, 3)),
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
        assertThat(schema.get(5))
                .contains("d FIXED_LEN_BYTE_ARRAY 9 OPTIONAL DECIMAL DecimalType(scale=4, precision=19)");
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
                batch(doubles(
                        -0.0, Double.MIN_VALUE, null, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY, 0.1)));
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
                        Columns.naive(withPrecision("ms", DataType.TIMESTAMP, 3)),
                        Columns.naive(withPrecision("ns", DataType.TIMESTAMP, 9)),
                        ColumnSchema.of("date", DataType.DATE),
                        ColumnSchema.of("time", DataType.TIME)),
                batch(
                        times,
                        times,
                        times,
                        longs(-719_162L, 19_724L, -1L, null),
                        longs(0L, 3_723_000_004L, 86_399_999_999L, null)));
        String sql = "select (us at time zone 'UTC')::varchar, ms::varchar, ns::varchar, date::varchar, time::varchar"
                + " from read_parquet($file)";
        assertThat(duckDb.query(sql, file))
                .containsExactly(
                        List.of(
                                "1900-01-01 00:00:00.000001",
                                "1900-01-01 00:00:00",
                                "1900-01-01 00:00:00.000001",
                                "0001-01-01",
                                "00:00:00"),
                        List.of(
                                "2024-01-02 03:04:05.678901",
                                "2024-01-02 03:04:05.678",
                                "2024-01-02 03:04:05.678901",
                                "2024-01-02",
                                "01:02:03.000004"),
                        List.of(
                                "1969-12-31 23:59:59.999999",
                                "1969-12-31 23:59:59.999",
                                "1969-12-31 23:59:59.999999",
                                "1969-12-31",
                                "23:59:59.999999"),
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
        assertThat(duckDb.values("select d::varchar from read_parquet($file)", file).stream()
                        .map(text -> text == null ? null : new BigDecimal(text).toPlainString()))
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
        assertThat(duckDb.query(
                        "select type_length, precision, scale from parquet_schema($file) where precision > 0", file))
                .containsExactly(List.of("32", "76", "0"), List.of("32", "76", "6"));
    }

    @Test
    void readsDecimalsBeyond38DigitsAsDoubles() throws Exception {
        String digits = "12345678901234567890".repeat(3);
        Path file = write(file(), List.of(decimal("d", 76, 16)), batch(decimals(digits, "-" + digits, "0.5", null)));
        assertThat(duckDb.values("from read_parquet($file)", file))
                .satisfiesExactly(
                        value -> assertThat(value).matches("1\\.23456789012345\\d*E59"),
                        value -> assertThat(value).matches("-1\\.23456789012345\\d*E59"),
                        value -> assertThat(value).isEqualTo("0.5"),
                        value -> assertThat(value).isNull());
    }

    private Path file() {
        return directory.resolve("job.parquet");
    }
}
