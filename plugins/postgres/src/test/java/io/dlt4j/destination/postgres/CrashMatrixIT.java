package io.dlt4j.destination.postgres;

import io.dlt4j.crash.CrashDatabase;
import io.dlt4j.crash.CrashMatrix;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** PostgreSQL under the kills of {@link CrashMatrix}. */
class CrashMatrixIT extends CrashMatrix {

    private static CrashServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new CrashServer();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    protected CrashDatabase database() {
        return server;
    }

    @Override
    protected Set<String> ownSteps() {
        return Stream.of(
                        "migrate",
                        "migrate-staging",
                        "truncate",
                        "truncate-staging",
                        "ingest",
                        "stage",
                        "merge",
                        "replace",
                        "complete")
                .flatMap(step -> Stream.of("postgres." + step + ".before-commit", "postgres." + step + ".after-commit"))
                .collect(Collectors.toSet());
    }
}
