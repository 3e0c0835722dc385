package io.dlt4j.format.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.api.format.ColumnBatch;
import io.dlt4j.api.format.FileFormatWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For random schemas, values and batches DuckDB reads what went in. A failure names the seed that repeats it. */
final class ParquetRoundTripIT {

    private static final int[] BATCH_ROWS = {0, 1, 7, 8, 9, 63, 64, 65, 1000, 4095, 4097, 10_000};

    private static DuckDb duckDb;

    @TempDir
    private Path directory;

    @BeforeAll
    static void open() throws SQLException {
        duckDb = new DuckDb();
    }

    @AfterAll
    static void close() throws SQLException {
        duckDb.close();
    }

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("parquet.seeds", 100));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsWhatWasWritten(int seed) throws IOException, SQLException {
        Random random = new Random(seed);
        List<RandomColumn> columns = new ArrayList<>();
        int width = 1 + random.nextInt(12);
        for (int index = 0; index < width; index++) {
            columns.add(new RandomColumn("c" + index, random.nextLong()));
        }
        Path file = directory.resolve("job.parquet");
        write(file, columns, random);
        String expressions =
                String.join(", ", columns.stream().map(RandomColumn::sql).toList());
        List<List<@Nullable String>> rows = duckDb.query("select " + expressions + " from read_parquet($file)", file);
        for (int index = 0; index < width; index++) {
            int column = index;
            assertThat(rows.stream().map(row -> row.get(column)).toList())
                    .as("%s", columns.get(index).schema())
                    .isEqualTo(columns.get(index).expected());
        }
    }

    private static void write(Path file, List<RandomColumn> columns, Random random) throws IOException {
        try (FileFormatWriter writer = new ParquetFormat()
                .compressed(random.nextBoolean())
                .openWriter(file, columns.stream().map(RandomColumn::schema).toList())) {
            int batches = random.nextInt(4);
            for (int batch = 0; batch < batches; batch++) {
                int rows = BATCH_ROWS[random.nextInt(BATCH_ROWS.length)];
                writer.write(new ColumnBatch(
                        rows, columns.stream().map(column -> column.next(rows)).toList()));
            }
            writer.finish();
        }
    }
}
