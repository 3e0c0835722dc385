package io.dlt4j.destination.duckdb;

import static io.dlt4j.destination.duckdb.Fixtures.ITEMS;
import static io.dlt4j.destination.duckdb.Fixtures.LOAD;
import static io.dlt4j.destination.duckdb.Fixtures.schema;

import io.dlt4j.api.FailPoint;
import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.TruncateJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A load of three files in a process of its own, which ends at a given step as if it were killed. */
final class LoadProgram {

    static final int KILLED = 137;
    static final String READY = "ready";

    private LoadProgram() {}

    /**
     * Arguments: the directory of the database and of the files {@code a}, {@code b}, {@code c}; the label to die at,
     * {@code none}, or {@code hold} to keep the database open until the input ends.
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        String label = arguments[1];
        long start = System.nanoTime();
        FailPoint failPoint = reached -> {
            if (reached.equals(label)) {
                Runtime.getRuntime().halt(KILLED);
            }
        };
        try (DestinationClient client =
                new DuckDb().open(Fixtures.context(directory).with(failPoint))) {
            client.migrate(schema("h1", ITEMS), Set.of("items"));
            System.out.println("migrated after ms " + (System.nanoTime() - start) / 1_000_000);
            if (label.equals("hold")) {
                System.out.println(READY);
                System.in.read();
                return;
            }
            load(client, directory);
        }
    }

    static void load(DestinationClient client, Path directory) {
        expectDone(client.truncate(TruncateJob.of(new JobKey("pipe", LOAD, "truncate"), List.of(ITEMS))));
        expectDone(client.ingest(IngestJob.into(ITEMS, List.of(file(directory, "a"), file(directory, "b")))));
        expectDone(client.ingest(IngestJob.into(ITEMS, List.of(file(directory, "c")))));
        expectDone(client.complete(new LoadCompletion("pipe", LOAD, "crm", "h1", Instant.now())));
    }

    private static JobFile file(Path directory, String name) {
        return Fixtures.file(directory.resolve(name + ".parquet"), name, FileFormat.PARQUET);
    }

    private static void expectDone(JobOutcome outcome) {
        if (!outcome.equals(JobOutcome.completed())) {
            throw new IllegalStateException(outcome.toString());
        }
    }
}
