package io.dlt4j.testkit;

import static io.dlt4j.testkit.Area.APPEND;

import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.testkit.Watch.Disturbance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows are added, each once. */
final class AppendContracts {

    static final List<Contract> ALL = List.of(
            new Contract(
                    APPEND,
                    "addsToWhatIsThere",
                    "DestinationClient.ingest: adds the rows of job files to a table; those of earlier loads stay",
                    AppendContracts::addsToWhatIsThere),
            new Contract(
                    APPEND,
                    "jobsRunTwiceAddOnce",
                    "DestinationClient.ingest: once, however often it is called with the same keys",
                    AppendContracts::jobsRunTwiceAddOnce),
            new Contract(
                    APPEND,
                    "addsManyFiles",
                    "IngestJob: all of the files or none; a job has up to Capabilities.maxFilesPerJob() files",
                    AppendContracts::addsManyFiles),
            new Contract(
                    APPEND,
                    "addsToSeveralTables",
                    "DestinationClient: one load may bring rows for any number of tables",
                    AppendContracts::addsToSeveralTables));

    private AppendContracts() {}

    private static Resource items(int... ids) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (int id : ids) {
            items.add(Map.of("id", id, "tags", List.of("t" + id)));
        }
        return Resource.of("items", items);
    }

    private static void addsToWhatIsThere(Bench bench) throws Exception {
        bench.load("appends", items(1, 2));
        bench.load("appends", items(2, 3));
        bench.expectValues("items", List.of("1", "2", "2", "3"), "id");
        bench.expectValues("items__tags", List.of("t1", "t2", "t2", "t3"), "value");
    }

    private static void jobsRunTwiceAddOnce(Bench bench) throws Exception {
        try (Pipeline pipeline = bench.pipeline("twice", Disturbance.REPEATED)) {
            pipeline.run(items(1, 2));
            pipeline.run(items(3));
        }
        bench.expectValues("items", List.of("1", "2", "3"), "id");
        bench.expectValues("items__tags", List.of("t1", "t2", "t3"), "value");
        Expect.equal(
                bench.rows("_dlt_loads").size(), 2, "The rows of _dlt_loads after two loads, completed twice each");
    }

    private static void addsManyFiles(Bench bench) throws Exception {
        List<Map<String, Object>> items = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            items.add(Map.of("id", i, "text", "some text to fill the part " + i));
        }
        try (Pipeline pipeline = bench.builder("many", new Watch(Disturbance.NONE))
                .config("extract.part_bytes", 1024L)
                .open()) {
            pipeline.run(Resource.of("items", items));
        }
        List<String> expected =
                items.stream().map(item -> String.valueOf(item.get("id"))).toList();
        bench.expectValues("items", expected, "id");
    }

    private static void addsToSeveralTables(Bench bench) throws Exception {
        List<Resource> resources = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            resources.add(Resource.of("table_" + i, List.of(Map.of("id", i))));
        }
        bench.load("several", resources.toArray(Resource[]::new));
        for (int i = 0; i < 8; i++) {
            bench.expectValues("table_" + i, List.of(String.valueOf(i)), "id");
        }
    }
}
