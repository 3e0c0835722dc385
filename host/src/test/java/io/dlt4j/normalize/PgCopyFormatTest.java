package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.format.ColumnBatch;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.DecimalVector;
import io.dlt4j.api.format.DoubleVector;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.format.LongVector;
import io.dlt4j.api.format.PgCopyHeader;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PgCopyFormatTest {

    private static final LocalDateTime PG_EPOCH = LocalDateTime.of(2000, 1, 1, 0, 0);

    @TempDir
    private Path directory;

    private int files;

    @Test
    void theHeaderNamesColumnsAndTypes() throws IOException {
        List<ColumnSchema> columns = List.of(
                ColumnSchema.of("i", DataType.BIGINT),
                ColumnSchema.builder("i16")
                        .dataType(DataType.BIGINT)
                        .precision(16)
                        .build(),
                ColumnSchema.builder("i8")
                        .dataType(DataType.BIGINT)
                        .precision(8)
                        .build(),
                ColumnSchema.builder("i32")
                        .dataType(DataType.BIGINT)
                        .precision(32)
                        .build(),
                ColumnSchema.builder("i64")
                        .dataType(DataType.BIGINT)
                        .precision(64)
                        .build(),
                ColumnSchema.of("größe", DataType.TEXT),
                ColumnSchema.of("f", DataType.DOUBLE),
                ColumnSchema.of("b", DataType.BOOL),
                ColumnSchema.of("ts", DataType.TIMESTAMP),
                ColumnSchema.builder("local")
                        .dataType(DataType.TIMESTAMP)
                        .timezone(false)
                        .build(),
                ColumnSchema.of("d", DataType.DATE),
                ColumnSchema.of("t", DataType.TIME),
                ColumnSchema.of("n", DataType.DECIMAL),
                ColumnSchema.of("w", DataType.WEI),
                ColumnSchema.of("bin", DataType.BINARY),
                ColumnSchema.of("j", DataType.JSON));
        Path file = directory.resolve("empty.pgcopy");
        try (FileFormatWriter writer = new PgCopyFormat().openWriter(file, columns)) {
            writer.finish();
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            PgCopyHeader header = PgCopyHeader.read(in);
            assertThat(header.columns())
                    .extracting(PgCopyHeader.Column::name)
                    .isEqualTo(columns.stream().map(ColumnSchema::name).toList());
            assertThat(header.columns())
                    .extracting(PgCopyHeader.Column::type)
                    .containsExactly(
                            "int8",
                            "int2",
                            "int2",
                            "int4",
                            "int8",
                            "text",
                            "float8",
                            "bool",
                            "timestamptz",
                            "timestamp",
                            "date",
                            "time",
                            "numeric",
                            "numeric",
                            "bytea",
                            "jsonb");
            assertThat(in.readShort()).isEqualTo((short) -1);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void numbersHaveTheWidthOfTheirType() throws IOException {
        assertThat(longs(DataType.BIGINT, 64, Long.MIN_VALUE, -1))
                .containsExactly(bytes(8, Long.MIN_VALUE), bytes(8, -1));
        assertThat(longs(DataType.BIGINT, 32, Integer.MIN_VALUE, 7))
                .containsExactly(bytes(4, Integer.MIN_VALUE), bytes(4, 7));
        assertThat(longs(DataType.BIGINT, 16, Short.MAX_VALUE)).containsExactly(bytes(2, Short.MAX_VALUE));
        assertThat(longs(DataType.BOOL, 64, 0, 1)).containsExactly(bytes(1, 0), bytes(1, 1));
        DoubleVector doubles = new DoubleVector();
        doubles.append(-1.5);
        assertThat(written(ColumnSchema.of("c", DataType.DOUBLE), doubles))
                .containsExactly(bytes(8, Double.doubleToLongBits(-1.5)));
    }

    @Test
    void anIntegerBeyondItsColumnIsRefused() {
        assertThatThrownBy(() -> longs(DataType.BIGINT, 16, 1, 70_000))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("70000")
                .hasMessageContaining("16 bits");
        assertThatThrownBy(() -> longs(DataType.BIGINT, 32, Integer.MIN_VALUE - 1L))
                .isInstanceOf(DltException.class);
    }

    @Test
    void timesCountFromTheYear2000() throws IOException {
        for (LocalDateTime time : List.of(
                LocalDateTime.of(1, 1, 1, 0, 0),
                LocalDateTime.of(1999, 12, 31, 23, 59, 59, 999_999_000),
                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000))) {
            long unix = ChronoUnit.MICROS.between(LocalDate.EPOCH.atStartOfDay(), time);
            byte[] expected = bytes(8, ChronoUnit.MICROS.between(PG_EPOCH, time));
            assertThat(longs(DataType.TIMESTAMP, 6, unix)).containsExactly(expected);
            assertThat(longs(DataType.DATE, 6, time.toLocalDate().toEpochDay()))
                    .containsExactly(bytes(4, ChronoUnit.DAYS.between(PG_EPOCH.toLocalDate(), time.toLocalDate())));
        }
        long noon = LocalTime.of(12, 0, 0, 1000).toNanoOfDay() / 1000;
        assertThat(longs(DataType.TIME, 6, noon)).containsExactly(bytes(8, noon));
    }

    @Test
    void bytesAreAsTheyAre() throws IOException {
        BytesVector vector = new BytesVector();
        vector.append("é😀");
        vector.padTo(2);
        vector.append("");
        byte[] text = "é😀".getBytes(StandardCharsets.UTF_8);
        assertThat(written(ColumnSchema.of("c", DataType.TEXT), vector)).containsExactly(text, null, new byte[0]);
        BytesVector binary = new BytesVector();
        binary.append(new byte[] {0, -1, 92}, 0, 3);
        assertThat(written(ColumnSchema.of("c", DataType.BINARY), binary)).containsExactly(new byte[] {0, -1, 92});
    }

    @Test
    void longBytesAndManyRowsLeaveTheBufferInOrder() throws IOException {
        Random random = new Random(7);
        BytesVector vector = new BytesVector();
        List<byte[]> expected = new ArrayList<>();
        for (int length : new int[] {1, 300_000, 262_144, 262_143, 5, 262_138, 1_000_000, 0}) {
            byte[] value = new byte[length];
            random.nextBytes(value);
            expected.add(value);
            vector.append(value, 0, length);
        }
        assertThat(written(ColumnSchema.of("c", DataType.BINARY), vector))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(expected);
        long[] numbers = random.longs(100_000).toArray();
        List<byte[]> read = longs(DataType.BIGINT, 64, numbers);
        for (int row = 0; row < numbers.length; row++) {
            assertThat(new BigInteger(read.get(row)).longValueExact()).isEqualTo(numbers[row]);
        }
    }

    @Test
    void documentsHaveAVersion() throws IOException {
        BytesVector vector = new BytesVector();
        vector.append("{\"a\":[1]}");
        assertThat(written(ColumnSchema.of("c", DataType.JSON), vector))
                .containsExactly("\u0001{\"a\":[1]}".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.000",
                "1",
                "-1",
                "9999",
                "10000",
                "1.10",
                "0.0001",
                "-0.00012",
                "12345.6789",
                "1E+3",
                "1E+8",
                "-4.2E-9",
                "100000000",
                "100000001.000000001",
                "999999999999999999",
                "9223372036854775807",
                "-9223372036854775808",
                "4611686018427387904",
                "99999999999999999999999999999.999999999",
                "115792089237316195423570985008687907853269984665640564039457584007913129639935",
                "-1234567890123456789012345678901234567890.123456789012345678901234567890123456789"
            })
    void decimalsAreDigitsOfBaseTenThousand(String text) throws IOException {
        assertThat(decimals(new BigDecimal(text))).containsExactly(plain(new BigDecimal(text)));
    }

    @Test
    void randomDecimalsComeBack() throws IOException {
        Random random = new Random(11);
        BigDecimal[] values = new BigDecimal[5_000];
        for (int index = 0; index < values.length; index++) {
            BigInteger unscaled = new BigInteger(random.nextInt(300), random);
            values[index] =
                    new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(120) - 30);
        }
        List<BigDecimal> expected =
                Arrays.stream(values).map(PgCopyFormatTest::plain).toList();
        assertThat(decimals(values)).isEqualTo(expected);
    }

    /** As PostgreSQL keeps it: without an exponent. */
    private static BigDecimal plain(BigDecimal value) {
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private List<BigDecimal> decimals(BigDecimal... values) throws IOException {
        DecimalVector vector = new DecimalVector();
        for (BigDecimal value : values) {
            vector.append(value);
        }
        return written(ColumnSchema.of("c", DataType.DECIMAL), vector).stream()
                .map(PgCopyFormatTest::decimal)
                .toList();
    }

    /** Reads the form that is sent, and that there are no zero digits at its ends. */
    private static BigDecimal decimal(byte[] field) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(field))) {
            int digits = in.readShort();
            int weight = in.readShort();
            boolean negative = in.readShort() == 0x4000;
            int scale = in.readShort();
            BigDecimal sum = BigDecimal.ZERO;
            for (int digit = 0; digit < digits; digit++) {
                int value = in.readShort();
                assertThat(value).isBetween(0, 9999);
                assertThat(value == 0 && (digit == 0 || digit == digits - 1)).isFalse();
                sum = sum.add(BigDecimal.valueOf(value).scaleByPowerOfTen(4 * (weight - digit)));
            }
            assertThat(in.read()).isEqualTo(-1);
            return (negative ? sum.negate() : sum).setScale(scale);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<byte[]> longs(DataType type, int precision, long... values) throws IOException {
        LongVector vector = new LongVector();
        for (long value : values) {
            vector.append(value);
        }
        return written(
                ColumnSchema.builder("c").dataType(type).precision(precision).build(), vector);
    }

    /** The fields of a file with one column; {@code null} for null. */
    private List<byte[]> written(ColumnSchema column, ColumnVector vector) throws IOException {
        Path file = directory.resolve(files++ + ".pgcopy");
        try (FileFormatWriter writer = new PgCopyFormat().openWriter(file, List.of(column))) {
            writer.write(new ColumnBatch(vector.size(), List.of(vector)));
            writer.finish();
        }
        List<byte[]> fields = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            PgCopyHeader.read(in);
            while (in.readShort() == 1) {
                int length = in.readInt();
                fields.add(length < 0 ? null : in.readNBytes(length));
            }
            assertThat(in.read()).isEqualTo(-1);
        }
        return fields;
    }

    private static byte[] bytes(int length, long value) {
        byte[] bytes = new byte[length];
        for (int index = 0; index < length; index++) {
            bytes[index] = (byte) (value >> 8 * (length - 1 - index));
        }
        return bytes;
    }
}
