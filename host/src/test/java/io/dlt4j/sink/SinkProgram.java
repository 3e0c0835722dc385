package io.dlt4j.sink;

import io.dlt4j.Destination;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A program with a sink that appends each batch to a file: its key, and the numbers that came with it. */
final class SinkProgram {

    private SinkProgram() {}

    /** Runs 35 rows, or what a killed run has left of them. */
    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        Sink sink = Sink.of(
                "ledger",
                (items, table) -> Files.writeString(
                        home.resolve("calls.txt"),
                        items.key().number() + " " + items.rows() + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND));
        List<Map<String, Integer>> rows =
                IntStream.range(0, 35).mapToObj(n -> Map.of("n", n)).toList();
        Pipeline.named("killed")
                .destination(Destination.sink(sink))
                .projectDir(home)
                .environment(Map.of("DLT_DATA_DIR", home.resolve("data").toString()))
                .open()
                .run(Resource.of("numbers", rows));
    }
}
