package io.dlt4j.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.dlt4j.normalize.PgCopyFormat;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** The server takes what the writer of {@code pgcopy} writes, and has the same values afterwards. */
class PgCopyIT {

    private static final List<BigDecimal> DECIMALS = List.of(
            new BigDecimal("0.000000000"),
            new BigDecimal("-1.100000000"),
            new BigDecimal("99999999999999999999999999999.999999999"),
            new BigDecimal("10000.000100000"),
            new BigDecimal("1E+12"),
            new BigDecimal("-0.000000001"));

    private static EmbeddedPostgres server;

    private final Map<ColumnSchema, ColumnVector> columns = new LinkedHashMap<>();
    private final List<String> types = new ArrayList<>();
    private final List<List<String>> expected = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void allTypesArrive() throws Exception {
        longs(
                "i8",
                DataType.BIGINT,
                64,
                "bigint",
                new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0},
                "-9223372036854775808",
                "9223372036854775807",
                "0");
        longs(
                "i4",
                DataType.BIGINT,
                32,
                "integer",
                new long[] {-2147483648L, 2147483647, 1},
                "-2147483648",
                "2147483647",
                "1");
        longs("i2", DataType.BIGINT, 16, "smallint", new long[] {-32768, 32767, 2}, "-32768", "32767", "2");
        longs("b", DataType.BOOL, 64, "boolean", new long[] {0, 1, 1}, "false", "true", "true");
        longs(
                "da",
                DataType.DATE,
                64,
                "date",
                new long[] {-719162, 0, 2932896},
                "0001-01-01",
                "1970-01-01",
                "9999-12-31");
        longs(
                "ti",
                DataType.TIME,
                64,
                "time",
                new long[] {0, 3_723_000_004L, 86_399_999_999L},
                "00:00:00",
                "01:02:03.000004",
                "23:59:59.999999");
        long[] micros = {-62_135_596_800_000_000L, 1_704_164_645_678_901L, 253_402_300_799_999_999L};
        longs(
                "ts",
                DataType.TIMESTAMP,
                6,
                "timestamp with time zone",
                micros,
                "0001-01-01 00:00:00+00",
                "2024-01-02 03:04:05.678901+00",
                "9999-12-31 23:59:59.999999+00");
        longs(
                "n",
                DataType.TIMESTAMP,
                3,
                "timestamp(3)",
                new long[] {-1_000, 1_704_164_645_678_501L, 0},
                "1969-12-31 23:59:59.999",
                "2024-01-02 03:04:05.679",
                "1970-01-01 00:00:00");
        doubles();
        bytes(
                "t",
                DataType.TEXT,
                "varchar",
                List.of("", "it's \"q\"\n\\ \t,é😀", "a"),
                "",
                "it's \"q\"\n\\ \t,é😀",
                "a");
        bytes(
                "j",
                DataType.JSON,
                "jsonb",
                List.of("{\"k\": [1,\"x'y\"]}", "1e2", "\"\\u0001\\\\u0000\""),
                "{\"k\": [1, \"x'y\"]}",
                "100",
                "\"\\u0001\\\\u0000\"");
        bytes("bin", DataType.BINARY, "bytea", List.of("\0\\", "", "é"), "\\x005c", "\\x", "\\xc3a9");
        assertThat(copied(3)).isEqualTo(rows(3));
    }

    @Test
    void decimalsArrive() throws Exception {
        DecimalVector vector = new DecimalVector();
        DecimalVector wei = new DecimalVector();
        DECIMALS.forEach(vector::append);
        DECIMALS.forEach(wei::append);
        add(
                ColumnSchema.of("d", DataType.DECIMAL),
                "numeric(38,9)",
                vector,
                DECIMALS.stream()
                        .map(value -> value.setScale(9).toPlainString())
                        .toList());
        add(
                ColumnSchema.of("w", DataType.WEI),
                "numeric(156,78)",
                wei,
                DECIMALS.stream()
                        .map(value -> value.setScale(78).toPlainString())
                        .toList());
        assertThat(copied(DECIMALS.size())).isEqualTo(rows(DECIMALS.size()));
    }

    private void doubles() {
        DoubleVector vector = new DoubleVector();
        vector.append(1.5);
        vector.padTo(2);
        vector.append(5e-324);
        List<String> texts = new ArrayList<>(List.of("1.5", "", "5e-324"));
        texts.set(1, null);
        add(ColumnSchema.of("f", DataType.DOUBLE), "double precision", vector, texts);
    }

    private void longs(String name, DataType type, int precision, String sqlType, long[] values, String... texts) {
        LongVector vector = new LongVector();
        for (long value : values) {
            vector.append(value);
        }
        ColumnSchema column = ColumnSchema.builder(name)
                .dataType(type)
                .precision(precision)
                .timezone(!sqlType.equals("timestamp(3)"))
                .build();
        add(column, sqlType, vector, List.of(texts));
    }

    private void bytes(String name, DataType type, String sqlType, List<String> values, String... texts) {
        BytesVector vector = new BytesVector();
        values.forEach(vector::append);
        add(ColumnSchema.of(name, type), sqlType, vector, List.of(texts));
    }

    private void add(ColumnSchema column, String sqlType, ColumnVector vector, List<String> texts) {
        columns.put(column, vector);
        types.add(column.name() + " " + sqlType);
        expected.add(texts);
    }

    private List<List<String>> rows(int count) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            List<String> values = new ArrayList<>();
            for (List<String> column : expected) {
                values.add(column.get(row));
            }
            rows.add(values);
        }
        return rows;
    }

    /** What the server has after the file was copied into a table, as text. */
    private List<List<String>> copied(int count) throws Exception {
        Path file = directory.resolve("rows.pgcopy");
        try (FileFormatWriter writer = new PgCopyFormat().openWriter(file, List.copyOf(columns.keySet()))) {
            writer.write(new ColumnBatch(count, List.copyOf(columns.values())));
            writer.finish();
        }
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("CREATE TEMPORARY TABLE r (" + String.join(", ", types) + ")");
            try (InputStream in = Files.newInputStream(file)) {
                long rows = connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY r (" + names(file) + ") FROM STDIN (FORMAT binary)", in);
                assertThat(rows).isEqualTo(count);
            }
            String texts =
                    columns.keySet().stream().map(c -> c.name() + "::text").collect(Collectors.joining(", "));
            try (ResultSet result = statement.executeQuery("SELECT " + texts + " FROM r")) {
                return read(result, columns.size());
            }
        }
    }

    private static String names(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return PgCopyHeader.read(in).columns().stream()
                    .map(PgCopyHeader.Column::name)
                    .collect(Collectors.joining(", "));
        }
    }

    private static List<List<String>> read(ResultSet result, int width) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= width; column++) {
                row.add(result.getString(column));
            }
            rows.add(row);
        }
        return rows;
    }
}
