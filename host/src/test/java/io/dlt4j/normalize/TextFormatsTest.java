package io.dlt4j.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.capability.SqlLiterals;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.format.ColumnBatch;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.DecimalVector;
import io.dlt4j.api.format.DoubleVector;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.format.LongVector;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.normalize.CsvOptions.Quoting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV and INSERT files of rows that were recorded from the reference, and what it leaves open. */
class TextFormatsTest {

    private static final String TEXT = "it's \"q\"\n\\ \t,é";
    private static final String DOCUMENT = "{\"k\":[1,\"x'y\"]}";

    private final List<ColumnSchema> columns = new ArrayList<>();
    private final List<ColumnVector> vectors = new ArrayList<>();

    @TempDir
    private Path directory;

    private int files;

    @Test
    void csvQuotesAllButNumbers() throws IOException {
        recorded("a b");
        assertThat(csv(CsvOptions.DEFAULT)).isEqualTo("""
                        "i","f","b","ts","s","d","bin","w","j","da","ti"
                        1,1.5,True,"2024-01-02 03:04:05.678901+00:00","it's ""q""
                        \\ \t,é",1.10,"a b",2.5,"{""k"":[1,""x'y""]}","2024-01-02","01:02:03.000004"
                        2,1e+20,False,"2024-01-02 03:04:05+00:00","",1E+3,"","","","","01:02:03"
                        "","","","","","","","","","",""
                        """);
    }

    @Test
    void csvQuotesEverything() throws IOException {
        recorded("a b");
        assertThat(csv(quoting(Quoting.QUOTE_ALL))).contains("""
                        "2","1e+20","False","2024-01-02 03:04:05+00:00","","1E+3","","","","","01:02:03"
                        """);
    }

    @Test
    void csvQuotesWhatCannotBeReadOtherwise() throws IOException {
        recorded("a b");
        assertThat(csv(quoting(Quoting.QUOTE_MINIMAL))).isEqualTo("""
                        i,f,b,ts,s,d,bin,w,j,da,ti
                        1,1.5,True,2024-01-02 03:04:05.678901+00:00,"it's ""q""
                        \\ \t,é",1.10,a b,2.5,"{""k"":[1,""x'y""]}",2024-01-02,01:02:03.000004
                        2,1e+20,False,2024-01-02 03:04:05+00:00,,1E+3,,,,,01:02:03
                        ,,,,,,,,,,
                        """);
    }

    @Test
    void csvWithoutQuotesHasNoPlaceForThem() throws IOException {
        recorded("a b");
        assertThatThrownBy(() -> csv(quoting(Quoting.QUOTE_NONE)))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("column 's'");
        one("x;y", "z");
        assertThat(csv(quoting(Quoting.QUOTE_NONE))).isEqualTo("c\nx;y\nz\n");
    }

    @Test
    void csvOfOneColumnHasNoEmptyLines() throws IOException {
        one("", null, "a\rb");
        assertThat(csv(quoting(Quoting.QUOTE_MINIMAL))).isEqualTo("c\n\"\"\n\"\"\n\"a\rb\"\n");
    }

    @Test
    void csvHasOptions() throws IOException {
        one("1|2", "é", "3,4");
        CsvOptions options = new CsvOptions('|', false, Quoting.QUOTE_MINIMAL, "\r\n", StandardCharsets.UTF_8);
        assertThat(csv(options)).isEqualTo("\"1|2\"\r\né\r\n3,4\r\n");
    }

    @Test
    void csvHasNoBytes() throws IOException {
        BytesVector bytes = new BytesVector();
        bytes.append(new byte[] {'a', 0, (byte) 0xFF}, 0, 3);
        add(ColumnSchema.of("bin", DataType.BINARY), bytes);
        assertThatThrownBy(() -> csv(CsvOptions.DEFAULT))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("'bin'");
        Charset latin = StandardCharsets.ISO_8859_1;
        assertThat(csv(new CsvOptions(',', false, Quoting.QUOTE_NEEDED, "\n", latin)))
                .isEqualTo("\"a\0ÿ\"\n");
    }

    @Test
    void insertsForPostgres() throws IOException {
        recorded("a\0b");
        assertThat(text(new InsertValuesFormat(SqlLiterals.POSTGRES, false), 3))
                .isEqualTo(
                        "INSERT INTO {}(\"i\",\"f\",\"b\",\"ts\",\"s\",\"d\",\"bin\",\"w\",\"j\",\"da\",\"ti\")\nVALUES\n"
                                + "(1,1.5,True,'2024-01-02T03:04:05.678901+00:00',E'it''s \"q\"\\n\\\\ \t,é',1.10,'\\x610062',2.5,"
                                + "E'{\"k\":[1,\"x''y\"]}','2024-01-02','01:02:03.000004'),\n"
                                + "(2,1e+20,False,'2024-01-02T03:04:05+00:00',E'',1E+3,NULL,NULL,NULL,NULL,'01:02:03'),\n"
                                + "(NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);");
    }

    @Test
    void insertsOfTheStandardEscapeQuotesOnly() throws IOException {
        one("it's\n\\", null);
        BytesVector bytes = new BytesVector();
        bytes.append(new byte[] {0, (byte) 0xFF}, 0, 2);
        bytes.padTo(2);
        add(ColumnSchema.of("a\"b\\", DataType.BINARY), bytes);
        assertThat(text(new InsertValuesFormat(SqlLiterals.STANDARD, false), 2))
                .isEqualTo("INSERT INTO {}(\"c\",\"a\"\"b\\\")\nVALUES\n('it''s\n\\',X'00ff'),\n(NULL,NULL);");
        assertThat(text(new InsertValuesFormat(SqlLiterals.POSTGRES, false), 0))
                .isEqualTo("INSERT INTO {}(\"c\",\"a\"\"b\\\")\nVALUES\n");
    }

    @Test
    void filesAreCompressedWhereTheDestinationWantsIt() throws IOException {
        one("x".repeat(200_000), "é");
        FileFormatProvider csv = new CsvFormat(CsvOptions.DEFAULT, true);
        FileFormatProvider inserts = new InsertValuesFormat(SqlLiterals.STANDARD, true);
        assertThat(csv.extension()).isEqualTo("csv.gz");
        assertThat(inserts.extension()).isEqualTo("insert_values.gz");
        assertThat(unzipped(written(csv, 2))).isEqualTo("\"c\"\n\"" + "x".repeat(200_000) + "\"\n\"é\"\n");
        assertThat(unzipped(written(inserts, 2))).endsWith("x'),\n('é');");
        assertThat(unzipped(written(csv, 0))).isEqualTo("\"c\"\n");
    }

    /** The rows that the reference was asked to write. */
    private void recorded(String binary) {
        longs("i", DataType.BIGINT, 1L, 2L, null);
        DoubleVector doubles = new DoubleVector();
        doubles.append(1.5);
        doubles.append(1e20);
        add(ColumnSchema.of("f", DataType.DOUBLE), doubles);
        longs("b", DataType.BOOL, 1L, 0L, null);
        longs("ts", DataType.TIMESTAMP, 1_704_164_645_678_901L, 1_704_164_645_000_000L, null);
        texts("s", DataType.TEXT, TEXT, "", null);
        decimals("d", DataType.DECIMAL, "1.10", "1E+3");
        texts("bin", DataType.BINARY, binary, null, null);
        decimals("w", DataType.WEI, "2.5");
        texts("j", DataType.JSON, DOCUMENT, null, null);
        longs("da", DataType.DATE, 19_724L, null, null);
        longs("ti", DataType.TIME, 3_723_000_004L, 3_723_000_000L, null);
        vectors.forEach(vector -> vector.padTo(3));
    }

    private void one(String... values) {
        columns.clear();
        vectors.clear();
        texts("c", DataType.TEXT, values);
    }

    private void longs(String name, DataType type, Long... values) {
        LongVector vector = new LongVector();
        for (Long value : values) {
            if (value == null) {
                vector.padTo(vector.size() + 1);
            } else {
                vector.append(value);
            }
        }
        add(ColumnSchema.of(name, type), vector);
    }

    private void decimals(String name, DataType type, String... values) {
        DecimalVector vector = new DecimalVector();
        for (String value : values) {
            vector.append(new BigDecimal(value));
        }
        add(ColumnSchema.of(name, type), vector);
    }

    private void texts(String name, DataType type, String... values) {
        BytesVector vector = new BytesVector();
        for (String value : values) {
            if (value == null) {
                vector.padTo(vector.size() + 1);
            } else {
                vector.append(value);
            }
        }
        add(ColumnSchema.of(name, type), vector);
    }

    private void add(ColumnSchema column, ColumnVector vector) {
        columns.add(column);
        vectors.add(vector);
    }

    private static CsvOptions quoting(Quoting quoting) {
        return new CsvOptions(',', true, quoting, "\n", StandardCharsets.UTF_8);
    }

    private String csv(CsvOptions options) throws IOException {
        return text(new CsvFormat(options, false), vectors.get(0).size());
    }

    private String text(FileFormatProvider format, int rows) throws IOException {
        return new String(written(format, rows), StandardCharsets.UTF_8);
    }

    private byte[] written(FileFormatProvider format, int rows) throws IOException {
        Path file = directory.resolve(files++ + "." + format.extension());
        try (FileFormatWriter writer = format.openWriter(file, columns)) {
            if (rows > 0) {
                writer.write(new ColumnBatch(rows, vectors));
            }
            writer.finish();
        }
        return Files.readAllBytes(file);
    }

    private static String unzipped(byte[] file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
