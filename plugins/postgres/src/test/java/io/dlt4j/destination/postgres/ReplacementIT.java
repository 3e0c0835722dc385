package io.dlt4j.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.Resource;
import io.dlt4j.api.schema.WriteDisposition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each strategy leaves the rows of the last run, with what is nested in them, and the tables' constraints. */
class ReplacementIT {

    private static TestServer server;

    @TempDir
    private Path home;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"truncate-and-insert, false", "insert-from-staging, false", "staging-optimized, true"})
    void theRowsOfTheLastRunAreThere(String strategy, boolean newTable) throws Exception {
        String dataset = strategy.replace('-', '_');
        run(dataset, strategy, List.of(Map.of("id", 1, "tags", List.of("a", "b")), Map.of("id", 2)));
        String before = server.single("SELECT '" + dataset + ".items'::regclass::oid");

        run(dataset, strategy, List.of(Map.of("id", 3, "tags", List.of("c"))));
        run(dataset, strategy, List.of(Map.of("id", 4, "tags", List.of("d")), Map.of("id", 5)));

        assertThat(server.query("SELECT id FROM " + dataset + ".items ORDER BY id"))
                .containsExactly(List.of("4"), List.of("5"));
        assertThat(server.query("SELECT value FROM " + dataset + ".items__tags"))
                .containsExactly(List.of("d"));
        String after = server.single("SELECT '" + dataset + ".items'::regclass::oid");
        assertThat(after.equals(before)).isNotEqualTo(newTable);
        assertThat(server.query("SELECT 1 FROM pg_constraint WHERE contype = 'u' AND conrelid = '" + dataset
                        + ".items'::regclass"))
                .hasSize(1);

        run(dataset, strategy, List.of());
        assertThat(server.single("SELECT count(*) FROM " + dataset + ".items__tags"))
                .isEqualTo("0");
    }

    private void run(String dataset, String strategy, List<Map<String, Object>> items) {
        server.pipeline(home, dataset, "destination.replace_strategy", strategy)
                .run(Resource.of("items", items).writeDisposition(WriteDisposition.REPLACE));
    }
}
