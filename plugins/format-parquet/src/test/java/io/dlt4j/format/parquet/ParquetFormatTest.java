package io.dlt4j.format.parquet;

import static io.dlt4j.format.parquet.Columns.batch;
import static io.dlt4j.format.parquet.Columns.decimals;
import static io.dlt4j.format.parquet.Columns.longs;
import static io.dlt4j.format.parquet.Columns.required;
import static io.dlt4j.format.parquet.Columns.texts;
import static io.dlt4j.format.parquet.Columns.withPrecision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParquetFormatTest {

    @TempDir
    private Path directory;

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(FileFormatProvider.class))
                .singleElement()
                .satisfies(provider -> assertThat(provider.format()).isEqualTo(FileFormat.PARQUET));
    }

    @Test
    void framesTheFileWithItsMagic() throws IOException {
        Path file = Columns.write(file(), List.of(ColumnSchema.of("a", DataType.BIGINT)), batch(longs(1L)));
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content).startsWith("PAR1").endsWith("PAR1").contains("dlt4j version 0.1");
    }

    @Test
    void refusesAFileThatExists() throws IOException {
        Files.createFile(file());
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> new ParquetFormat().openWriter(file(), List.of(ColumnSchema.of("a", DataType.TEXT))));
    }

    @Test
    void refusesColumnsWithoutType() {
        ColumnSchema incomplete =
                ColumnSchema.builder("hint").property("unique", true).build();
        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() -> new ParquetFormat().openWriter(file(), List.of(incomplete)))
                .withMessage("Column 'hint' has no data type.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ParquetError.PARQUET_COLUMN_TYPE));
        assertThat(file()).doesNotExist();
    }

    @Test
    void refusesDecimalsWithoutPrecision() {
        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() ->
                        new ParquetFormat().openWriter(file(), List.of(ColumnSchema.of("price", DataType.DECIMAL))))
                .withMessage("Column 'price' is a decimal without precision.");
    }

    @Test
    void refusesDecimalsOfMoreScaleThanPrecision() {
        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() -> new ParquetFormat().openWriter(file(), List.of(Columns.decimal("price", 5, 6))))
                .withMessage("Column 'price' has precision 5 and scale 6, which is no decimal.");
    }

    @Test
    void refusesANullInARequiredColumn() {
        assertThat(failure(required("id", DataType.TEXT), texts("a", null)))
                .hasMessage("Column 'id' is not nullable, but a row has no value for it.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ParquetError.PARQUET_NULL_VALUE));
        assertThat(failure(required("id", DataType.TEXT), texts("a", "a", "a", null, "a")))
                .hasMessageContaining("'id' is not nullable");
        assertThat(failure(required("id", DataType.BIGINT), longs(null, null)))
                .hasMessageContaining("'id' is not nullable");
    }

    @ParameterizedTest
    @CsvSource({"8, 128", "8, -129", "16, 32768", "32, 2147483648", "32, -2147483649", "17, 9223372036854775807"})
    void refusesIntegersOfTooManyBits(int precision, long value) {
        int bits = precision <= 8 ? 8 : precision <= 16 ? 16 : 32;
        assertThat(failure(withPrecision("n", DataType.BIGINT, precision), longs(null, 0L, value)))
                .hasMessage("Column 'n' holds " + value + ", which does not fit in int" + bits + ".")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ParquetError.PARQUET_VALUE_TOO_LARGE));
    }

    @Test
    void refusesNanosecondsBeyondTheYear2262() {
        assertThat(failure(withPrecision("at", DataType.TIMESTAMP, 9), longs(9_223_372_036_854_776L)))
                .hasMessage("Column 'at' holds 9223372036854776 microseconds since 1970, "
                        + "which does not fit in timestamp in nanos.");
    }

    @Test
    void refusesDatesBeyond32Bits() {
        assertThat(failure(ColumnSchema.of("day", DataType.DATE), longs(1L << 31)))
                .hasMessageContaining("does not fit in date");
    }

    @ParameterizedTest
    @CsvSource({
        "9, 2, 10000000.00",
        "18, 0, 1000000000000000000",
        "18, 2, -1E+16",
        "19, 0, -12345678901234567890",
        "38, 9, 1E+29",
        "38, 9, 1E+2147483647",
        "76, 0, 1E+76"
    })
    void refusesDecimalsOfTooManyDigits(int precision, int scale, String value) {
        assertThat(failure(Columns.decimal("d", precision, scale), decimals(null, value)))
                .hasMessage("Column 'd' holds " + value + ", which does not fit in decimal(" + precision + ", " + scale
                        + ").")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ParquetError.PARQUET_VALUE_TOO_LARGE));
    }

    @ParameterizedTest
    @CsvSource({
        "9, 2, 0.001",
        "18, 0, 2.5",
        "38, 9, 1.1234567891",
        "38, 0, 12345678901234567890.5",
        "38, 9, 1E-2147483647",
        "18, 9, -1E-2147483647"
    })
    @Timeout(10)
    void refusesDecimalsThatLoseDigits(int precision, int scale, String value) {
        assertThat(failure(Columns.decimal("d", precision, scale), decimals(value)))
                .hasMessage("Column 'd' holds " + value + ", which would lose digits as decimal(" + precision + ", "
                        + scale + ").")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ParquetError.PARQUET_VALUE_INEXACT));
    }

    @Test
    void leavesNoFileThatLooksCompleteAfterAValueWasRefused() throws IOException {
        Path file = file();
        try (FileFormatWriter writer = new ParquetFormat().openWriter(file, List.of(required("id", DataType.BIGINT)))) {
            writer.write(batch(longs(1L)));
            assertThatExceptionOfType(DltException.class).isThrownBy(() -> writer.write(batch(longs((Long) null))));
            assertThatIllegalStateException().isThrownBy(() -> writer.write(batch(longs(2L))));
            assertThatIllegalStateException().isThrownBy(writer::finish);
        }
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotEndWith("PAR1");
    }

    @Test
    void closesTwiceAndWritesNoMoreAfterFinish() throws IOException {
        FileFormatWriter writer = new ParquetFormat().openWriter(file(), List.of(ColumnSchema.of("a", DataType.TEXT)));
        writer.finish();
        assertThatIllegalStateException().isThrownBy(() -> writer.write(batch(texts("x"))));
        assertThatIllegalStateException().isThrownBy(writer::finish);
        writer.close();
        writer.close();
    }

    @Test
    void refusesBatchesOfAnotherShape() throws IOException {
        try (FileFormatWriter writer =
                new ParquetFormat().openWriter(file(), List.of(ColumnSchema.of("a", DataType.TEXT)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.write(batch(texts("x"), texts("y"))))
                    .withMessage("batch has 2 columns, not 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.write(batch(longs(1L))))
                    .withMessage("column 'a' takes a BytesVector, not a LongVector");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0E-2147483647", "0E+2147483647", "0"})
    @Timeout(10)
    void writesZerosOfAnyExponent(String zero) throws IOException {
        List<ColumnSchema> columns = List.of(Columns.decimal("a", 18, 2), Columns.decimal("b", 38, 9));
        assertThat(Columns.write(file(), columns, batch(decimals(zero), decimals(zero))))
                .isNotEmptyFile();
    }

    private DltException failure(ColumnSchema column, ColumnVector vector) {
        return assertThrows(DltException.class, () -> {
            Files.deleteIfExists(file());
            Columns.write(file(), List.of(column), batch(vector));
        });
    }

    private Path file() {
        return directory.resolve("job.parquet");
    }
}
