package io.dlt4j.format.parquet;

import com.sun.management.OperatingSystemMXBean;
import io.dlt4j.api.format.BytesVector;
import io.dlt4j.api.format.ColumnBatch;
import io.dlt4j.api.format.FileFormatWriter;
import io.dlt4j.api.format.LongVector;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes flat rows once in a new JVM, as a run of the command line does: flights with two identifiers, in batches of
 * 120,000 rows. Prints the wall time and the CPU time of all threads, compilers included, from opening to the end of
 * {@code finish}. Arguments: the file, the number of rows, how often (default 1).
 */
final class ParquetWriterBenchmark {

    private static final int BATCH_ROWS = 120_000;

    private static final List<ColumnSchema> COLUMNS = List.of(
            ColumnSchema.of("date", DataType.TIMESTAMP),
            ColumnSchema.of("delay", DataType.BIGINT),
            ColumnSchema.of("distance", DataType.BIGINT),
            ColumnSchema.of("origin", DataType.TEXT),
            ColumnSchema.of("destination", DataType.TEXT),
            ColumnSchema.builder("_dlt_load_id")
                    .dataType(DataType.TEXT)
                    .nullable(false)
                    .build(),
            ColumnSchema.builder("_dlt_id")
                    .dataType(DataType.TEXT)
                    .nullable(false)
                    .build());

    private ParquetWriterBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        int rows = Integer.parseInt(arguments[1]);
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        List<ColumnBatch> batches = batches(rows);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int round = 0; round < rounds; round++) {
            Files.deleteIfExists(file);
            long cpu = system.getProcessCpuTime();
            long wall = System.nanoTime();
            long beforeFinish;
            try (FileFormatWriter writer = new ParquetFormat().openWriter(file, COLUMNS)) {
                for (ColumnBatch batch : batches) {
                    writer.write(batch);
                }
                beforeFinish = System.nanoTime();
                writer.finish();
            }
            long end = System.nanoTime();
            cpu = system.getProcessCpuTime() - cpu;
            System.out.printf(
                    "%d rows, %.1f MB: wall %d ms (finish %d ms), cpu %d ms, %d ns/row, %.0f MB/s%n",
                    rows,
                    Files.size(file) / 1e6,
                    (end - wall) / 1_000_000,
                    (end - beforeFinish) / 1_000_000,
                    cpu / 1_000_000,
                    (end - wall) / rows,
                    Files.size(file) * 1e3 / (end - wall));
        }
    }

    private static List<ColumnBatch> batches(int rows) {
        SplittableRandom random = new SplittableRandom(1);
        byte[] airports = letters(random, 50 * 3);
        List<ColumnBatch> batches = new ArrayList<>();
        for (int from = 0; from < rows; from += BATCH_ROWS) {
            batches.add(batch(random, airports, Math.min(BATCH_ROWS, rows - from)));
        }
        return batches;
    }

    private static ColumnBatch batch(SplittableRandom random, byte[] airports, int rows) {
        LongVector date = new LongVector();
        LongVector delay = new LongVector();
        LongVector distance = new LongVector();
        BytesVector origin = new BytesVector();
        BytesVector destination = new BytesVector();
        BytesVector loadId = new BytesVector();
        BytesVector id = new BytesVector();
        byte[] load = "1780000000.1234567".getBytes(StandardCharsets.US_ASCII);
        for (int row = 0; row < rows; row++) {
            date.append(978_307_200_000_000L + random.nextLong(7_776_000L) * 1_000_000);
            delay.append(random.nextInt(-60, 600));
            distance.append(random.nextInt(31, 2586));
            origin.append(airports, random.nextInt(50) * 3, 3);
            destination.append(airports, random.nextInt(50) * 3, 3);
            loadId.append(load, 0, load.length);
            id.append(letters(random, 14), 0, 14);
        }
        return new ColumnBatch(rows, List.of(date, delay, distance, origin, destination, loadId, id));
    }

    private static byte[] letters(SplittableRandom random, int length) {
        byte[] letters = new byte[length];
        for (int index = 0; index < length; index++) {
            letters[index] = (byte) ('A' + random.nextInt(26));
        }
        return letters;
    }
}
