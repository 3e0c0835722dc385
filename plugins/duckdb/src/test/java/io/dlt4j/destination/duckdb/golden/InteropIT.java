package io.dlt4j.destination.duckdb.golden;

import io.dlt4j.Destination;
import io.dlt4j.golden.GoldenDestination;
import io.dlt4j.golden.InteropRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class InteropIT extends InteropRuns {

    private static final String FILE = "interop.duckdb";

    @Override
    protected GoldenDestination reader() {
        return new DuckDbFile(FILE);
    }

    @Override
    protected Destination recorded(Path directory) throws IOException {
        Files.copy(Path.of("src/test/resources/interop", FILE), directory.resolve(FILE));
        return Destination.from("duckdb");
    }
}
