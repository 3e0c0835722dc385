package io.dlt4j.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills a program with a sink at each step of a delivery, and runs it again. */
class SinkCrashIT {

    @TempDir
    private Path home;

    /** A batch that was taken and not recorded comes again, with the same key and rows; no other one does. */
    @ParameterizedTest
    @CsvSource({
        "sink.batch.taken#1, 0",
        "sink.batch.taken#3, 2",
        "sink.batch.taken#4, 3",
        "sink.batch.recorded#1, -1",
        "sink.batch.recorded#4, -1",
        "sink.load.completed#1, -1",
        "load.complete.before#1, -1",
        "load.complete.after#1, -1"
    })
    void onlyTheBatchInFlightComesAgain(String failPoint, long repeated) throws Exception {
        assertThat(run(failPoint)).isNotZero();
        assertThat(run("")).isZero();

        List<String> expected = new ArrayList<>();
        for (int batch = 0; batch < 4; batch++) {
            expected.add(line(batch));
            if (batch == repeated) {
                expected.add(line(batch));
            }
        }
        assertThat(Files.readAllLines(home.resolve("calls.txt"))).isEqualTo(expected);
    }

    private static String line(int batch) {
        return batch + " "
                + IntStream.range(batch * 10, Math.min(35, batch * 10 + 10))
                        .mapToObj(n -> "{n=" + n + "}")
                        .toList();
    }

    private int run(String failPoint) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SinkProgram.class.getName(),
                home.toString());
        if (!failPoint.isEmpty()) {
            builder.environment().put("DLT4J_FAIL_AT", failPoint);
        }
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("output.txt").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
