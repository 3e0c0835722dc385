package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.dlt4j.destination.duckdb.e2e.CommandLine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a sequence of the same command leaves if nobody disturbs it.
 *
 * @param appends whether each run adds its rows; otherwise each replaces those of the run before
 * @param once the rows after the first run
 * @param system the numbers of rows in system tables after each run; those after the last do not change any more
 */
record Undisturbed(boolean appends, SortedMap<String, List<Tree>> once, List<List<Long>> system) {

    static final String PIPELINE = "events";

    private static final int RUNS = 3;

    /** Rows with lists in lists, in several parts. */
    static Path writeEvents(Path directory) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int id = 0; id < 20; id++) {
            lines.append(("{\"id\":%d,\"kind\":\"k%d\",\"note\":\"" + "n".repeat(40) + "\",\"tags\":[\"a%d\",\"b\"],"
                            + "\"at\":{\"x\":%d.5,\"stops\":[{\"n\":%d,\"ways\":[1,2]},{\"n\":2}]}}\n")
                    .formatted(id, id % 3, id, id, id));
        }
        return Files.writeString(directory.resolve(PIPELINE + ".jsonl"), lines);
    }

    /** With parts as small as they can be, and two threads for everything, so that each step is reached several times. */
    static CommandLine home(Path directory) {
        return CommandLine.in(directory)
                .with("EXTRACT__PART_BYTES", "1024")
                .with("NORMALIZE__WORKERS", "2")
                .with("LOAD__WORKERS", "2");
    }

    static Undisturbed of(CommandLine dlt4j, boolean appends, String... command) throws IOException {
        SortedMap<String, List<Tree>> once = new TreeMap<>();
        List<List<Long>> system = new ArrayList<>();
        for (int run = 1; run <= RUNS; run++) {
            Ended ended = dlt4j.run(command);
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            try (LoadedDataset dataset = LoadedDataset.of(dlt4j, PIPELINE)) {
                if (run == 1) {
                    once.putAll(dataset.trees());
                }
                system.add(system(dataset));
                assertContent(dataset, once, appends ? run : 1);
            }
        }
        return new Undisturbed(appends, once, system);
    }

    /** Whether the dataset is what so many runs leave. */
    void assertEquals(LoadedDataset dataset, int runs) {
        assertContent(dataset, once, appends ? runs : 1);
        assertThat(system(dataset)).isEqualTo(expectedSystem(runs));
        assertThat(dataset.number("SELECT count(DISTINCT load_id) FROM " + dataset.name("_dlt_loads")))
                .as("loads")
                .isEqualTo(runs);
        assertThat(dataset.texts("SELECT DISTINCT load_id FROM " + dataset.name("_dlt4j_jobs")))
                .as("loads of which the ledger has keys")
                .isEqualTo(dataset.texts("SELECT max(load_id) FROM " + dataset.name("_dlt_loads")));
        for (String table : once.keySet()) {
            assertThat(dataset.texts("SELECT count(*) FROM " + dataset.name(table) + " GROUP BY _dlt_load_id"))
                    .as("rows of %s by load", table)
                    .hasSize(appends ? runs : 1)
                    .containsOnly(Integer.toString(once.get(table).size()));
        }
    }

    private static void assertContent(LoadedDataset dataset, Map<String, List<Tree>> once, int times) {
        SortedMap<String, List<Tree>> trees = dataset.trees();
        assertThat(trees.keySet()).isEqualTo(once.keySet());
        once.forEach((table, expected) -> assertThat(Tree.differences(trees.get(table), expected, times))
                .as("rows of %s, %s times", table, times)
                .isEmpty());
    }

    /** Loads and keys of jobs grow with the runs, which the list of {@link #system} counts from its end on. */
    private List<Long> expectedSystem(int runs) {
        List<Long> last = system.get(Math.min(runs, RUNS) - 1);
        List<Long> expected = new ArrayList<>(last);
        expected.set(0, (long) runs);
        return expected;
    }

    private static List<Long> system(LoadedDataset dataset) {
        return List.of(
                dataset.number("SELECT count(*) FROM " + dataset.name("_dlt_loads")),
                dataset.number("SELECT count(*) FROM " + dataset.name("_dlt_pipeline_state")),
                dataset.number("SELECT count(DISTINCT version_hash) FROM " + dataset.name("_dlt_pipeline_state")),
                dataset.number("SELECT count(*) FROM " + dataset.name("_dlt_version")),
                dataset.number("SELECT count(DISTINCT version_hash) FROM " + dataset.name("_dlt_version")));
    }
}
