package io.dlt4j.format.parquet;

import static io.dlt4j.format.parquet.Columns.batch;
import static io.dlt4j.format.parquet.Columns.longs;
import static io.dlt4j.format.parquet.Columns.required;
import static io.dlt4j.format.parquet.Columns.texts;
import static io.dlt4j.format.parquet.Columns.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.format.ColumnBatch;
import io.dlt4j.api.format.ColumnVector;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.format.LongVector;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DuckDB reads files of every shape: rows, row groups, pages, encodings, columns. */
final class ParquetShapesIT {

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

    @Test
    void readsAFileWithoutRows() throws Exception {
        Path never = write(file(), Columns.allTypes());
        assertThat(duckDb.values("select count(*) from read_parquet($file)", never))
                .containsExactly("0");
        assertThat(duckDb.query("describe select * from read_parquet($file)", never))
                .hasSize(Columns.allTypes().size());
        Path empty =
                write(directory.resolve("b.parquet"), List.of(ColumnSchema.of("a", DataType.TEXT)), batch(texts()));
        assertThat(duckDb.values("select num_row_groups from parquet_file_metadata($file)", empty))
                .containsExactly("0");
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
                List.of(
                        required("n", DataType.BIGINT),
                        ColumnSchema.of("t", DataType.TEXT),
                        ColumnSchema.of("r", DataType.TEXT)),
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
                "select distinct on (row_group_id) row_group_num_rows from parquet_metadata($file)"
                        + " order by row_group_id",
                file);
        assertThat(groups).hasSize((rows + 122_879) / 122_880).contains("" + Math.min(rows, 122_880));
    }

    @Test
    void cutsRowGroupsAt32MebibytesOfValues() throws Exception {
        byte[] value = new byte[5 << 20];
        BytesVector texts = new BytesVector();
        for (int row = 0; row < 14; row++) {
            Arrays.fill(value, (byte) ('a' + row));
            texts.append(value, 0, value.length);
        }
        Arrays.fill(value, (byte) 'z');
        byte[] huge = new byte[40 << 20];
        Arrays.fill(huge, (byte) 'h');
        texts.append(huge, 0, huge.length);
        texts.append(value, 0, value.length);

        Path file = write(file(), List.of(ColumnSchema.of("t", DataType.TEXT)), batch(texts));

        assertThat(duckDb.query(
                        "select row_group_num_rows, row_group_bytes from parquet_metadata($file) order by row_group_id",
                        file))
                .allSatisfy(group -> assertThat(group.get(0).equals("1") || Long.parseLong(group.get(1)) <= 33 << 20)
                        .isTrue())
                .hasSizeBetween(4, 7);
        assertThat(duckDb.query("select count(*), sum(length(t)), min(t[1]), max(t[1]) from read_parquet($file)", file))
                .containsExactly(List.of("16", "" + ((15L * 5 << 20) + (40 << 20)), "a", "z"));
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
        assertThat(duckDb.values("select num_row_groups from parquet_file_metadata($file)", file))
                .containsExactly("40");
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
                        "select count(*) filter (t = 'same'), count(*) filter (t ^@ 'v'), count(distinct t)"
                                + " from read_parquet($file)",
                        file))
                .containsExactly(List.of("5000", "5000", "5051"));
        assertThat(duckDb.values("select stats_null_count from parquet_metadata($file)", file))
                .containsOnly("0");
    }

    @Test
    void compressesWhatIsWorthIt() throws Exception {
        Random random = new Random(7);
        byte[] bytes = new byte[10];
        BytesVector ids = manyTexts(20_000, row -> {
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().encodeToString(bytes);
        });
        BytesVector prose = manyTexts(20_000, row -> "the quick brown fox of line " + row);
        Path file = file();
        try (FileFormatWriter writer = new ParquetFormat()
                .compressed(true)
                .openWriter(file, List.of(required("id", DataType.TEXT), ColumnSchema.of("prose", DataType.TEXT)))) {
            writer.write(batch(ids, prose));
            writer.write(batch(prose, ids));
            writer.finish();
        }
        assertThat(duckDb.values(
                        "select compression from parquet_metadata($file) order by row_group_id, column_id", file))
                .containsExactly("UNCOMPRESSED", "SNAPPY", "SNAPPY", "UNCOMPRESSED");
        assertThat(duckDb.query(
                        "select count(*), count(distinct id), count(distinct prose), count(*) filter (id ^@ 'the')"
                                + " from read_parquet($file)",
                        file))
                .containsExactly(List.of("40000", "40000", "40000", "20000"));
    }

    @Test
    void cutsPagesOfLongValues() throws Exception {
        BytesVector texts = manyTexts(300, row -> row + "x".repeat(row * 97 % 30_000));
        BytesVector huge = manyTexts(300, row -> row + "y".repeat(row == 150 ? 5_000_000 : 0));
        Path file = write(
                file(),
                List.of(ColumnSchema.of("t", DataType.TEXT), ColumnSchema.of("h", DataType.TEXT)),
                batch(texts, huge));
        String sql = "select count(*) filter (t = n || repeat('x', n * 97 % 30000)),"
                + " count(*) filter (h = n || repeat('y', if(n = 150, 5000000, 0)))"
                + " from (select *, row_number() over () - 1 as n from read_parquet($file))";
        assertThat(duckDb.query(sql, file)).containsExactly(List.of("300", "300"));
    }

    @Test
    void readsColumnsThatAreAllNull() throws Exception {
        List<ColumnSchema> columns = Columns.allTypes();
        ColumnVector[] vectors = columns.stream().map(Columns::nulls).toArray(ColumnVector[]::new);
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
        assertThat(duckDb.query("describe select * from read_parquet($file)", file).stream()
                        .map(row -> row.get(0)))
                .containsExactlyElementsOf(
                        columns.stream().map(ColumnSchema::name).toList());
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
