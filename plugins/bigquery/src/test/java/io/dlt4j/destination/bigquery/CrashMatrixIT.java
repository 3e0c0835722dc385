package io.dlt4j.destination.bigquery;

import io.dlt4j.crash.CrashDatabase;
import io.dlt4j.crash.CrashMatrix;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;

/** BigQuery under the kills of {@link CrashMatrix}: the server lives on, the process that loads dies. */
class CrashMatrixIT extends CrashMatrix {

    private static final CrashServer SERVER = new CrashServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Override
    protected CrashDatabase database() {
        return SERVER;
    }

    @Override
    protected Set<String> ownSteps() {
        Stream<String> usual = Stream.of("truncate-staging", "ingest", "stage", "merge", "clone", "complete");
        Stream<String> jobs = (CrashServer.ALL ? Stream.concat(usual, Stream.of("truncate", "replace")) : usual)
                .flatMap(step -> Stream.of(
                        "bigquery." + step + ".before-submit",
                        "bigquery." + step + ".after-submit",
                        "bigquery." + step + ".after-done"));
        Stream<String> migration =
                Stream.of("dataset", "table", "before-record", "after-record").map(step -> "bigquery.migrate." + step);
        return Stream.concat(Stream.concat(jobs, migration), Stream.of("bigquery.migrate-staging.table"))
                .collect(Collectors.toSet());
    }
}
