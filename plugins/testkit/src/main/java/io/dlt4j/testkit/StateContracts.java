package io.dlt4j.testkit;

import static io.dlt4j.testkit.Area.STATE;

import io.dlt4j.Incremental;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.api.load.SupportsStateSync;
import io.dlt4j.testkit.Watch.Disturbance;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What earlier loads stored is found again, by a machine that knows nothing. */
final class StateContracts {

    static final List<Contract> ALL = List.of(
            new Contract(
                    STATE,
                    "restoresStateAndSchema",
                    "SupportsStateSync.newestState, newestSchema: a pipeline on a new machine goes on where the last"
                            + " complete load stopped",
                    StateContracts::restoresStateAndSchema),
            new Contract(
                    STATE,
                    "incompleteLoadsDoNotCount",
                    "SupportsStateSync.newestState: the newest state whose load is complete",
                    StateContracts::incompleteLoadsDoNotCount),
            new Contract(
                    STATE,
                    "pipelinesAreToldApart",
                    "SupportsStateSync.newestState: of that pipeline",
                    StateContracts::pipelinesAreToldApart),
            new Contract(
                    STATE,
                    "readingCreatesNothing",
                    "DestinationClient.isLoaded, SupportsStateSync: false or empty, without creating anything, if the dataset"
                            + " does not exist",
                    StateContracts::readingCreatesNothing),
            new Contract(
                    STATE,
                    "completionIsRecorded",
                    "DestinationClient.complete: adds the row of _dlt_loads, with status 0",
                    StateContracts::completionIsRecorded),
            new Contract(
                    STATE,
                    "completeLoadsAreNotRepeated",
                    "DestinationClient.isLoaded: whether _dlt_loads has a row for this load id and schema name",
                    StateContracts::completeLoadsAreNotRepeated));

    private StateContracts() {}

    private static Resource cursored(int... ids) {
        List<Map<String, Object>> items = new java.util.ArrayList<>();
        for (int id : ids) {
            items.add(Map.of("id", id));
        }
        return Resource.of("items", items).incremental(Incremental.on("id"));
    }

    private static void requireSync(Bench bench) {
        if (!bench.supports(SupportsStateSync.class)) {
            throw new Contract.NotApplicable("the client does not implement SupportsStateSync");
        }
    }

    private static void restoresStateAndSchema(Bench bench) throws Exception {
        requireSync(bench);
        bench.load("cursor", cursored(1, 2, 3));
        bench.forget("cursor");
        bench.load("cursor", cursored(2, 3, 4));
        bench.expectValues("items", List.of("1", "2", "3", "4"), "id");
        bench.forget("cursor");
        try (Pipeline pipeline = bench.pipeline("cursor")) {
            pipeline.sync();
            Set<String> tables =
                    pipeline.schemas().values().iterator().next().tables().keySet();
            Expect.isTrue(tables.contains("items"), "The restored schema has no table 'items', only " + tables);
        }
    }

    private static void incompleteLoadsDoNotCount(Bench bench) throws Exception {
        requireSync(bench);
        bench.load("cursor", cursored(1));
        try (Pipeline pipeline = bench.pipeline("cursor", Disturbance.STOPPED_BEFORE_COMPLETION)) {
            pipeline.run(cursored(2));
            throw new AssertionError("The load was not asked to complete");
        } catch (Watch.Stopped stopped) {
            bench.forget("cursor");
        }
        bench.load("cursor", cursored(2, 3));
        List<String> complete = bench.values("_dlt_loads", "load_id");
        List<String> rows = bench.rows("items").stream()
                .filter(row -> complete.contains(Values.text(row.get("_dlt_load_id"))))
                .map(row -> Values.text(row.get("id")))
                .toList();
        Expect.isTrue(
                rows.contains("2") && rows.contains("3"),
                "After a load that never completed, a new machine took what it had for loaded: complete loads have the rows "
                        + rows);
    }

    private static void pipelinesAreToldApart(Bench bench) throws Exception {
        requireSync(bench);
        bench.load("cursor", cursored(1, 2, 3));
        bench.load("cursor_of_another", cursored(1));
        bench.forget("cursor");
        bench.forget("cursor_of_another");
        bench.load("cursor_of_another", cursored(2));
        bench.load("cursor", cursored(3));
        bench.expectValues("items", List.of("1", "1", "2", "2", "3"), "id");
    }

    private static void readingCreatesNothing(Bench bench) {
        try (Pipeline pipeline = bench.pipeline("reads")) {
            pipeline.sync();
        }
        if (!bench.supports(SupportsStateSync.class)) {
            throw new Contract.NotApplicable("the client does not implement SupportsStateSync");
        }
        try (Pipeline pipeline = bench.pipeline("reads", new Watch(Disturbance.NONE) {
            @Override
            io.dlt4j.api.load.DestinationClient wrap(io.dlt4j.api.load.DestinationClient client) {
                Expect.isTrue(!client.isLoaded("1700000000.1", "reads"), "isLoaded in a dataset that was never made");
                Expect.isTrue(
                        !((SupportsStateSync) client).datasetExists(), "datasetExists after a sync that found nothing");
                Expect.equal(
                        ((SupportsStateSync) client).newestSchema("reads").isPresent(), false, "newestSchema is there");
                return super.wrap(client);
            }
        })) {
            pipeline.sync();
        }
    }

    private static void completionIsRecorded(Bench bench) throws Exception {
        String loadId;
        try (Pipeline pipeline = bench.pipeline("records")) {
            loadId = pipeline.run(Resource.of("items", List.of(Map.of("id", 1))))
                    .loadIds()
                    .get(0);
        }
        bench.expectValues("_dlt_loads", List.of(loadId + "|0|records"), "load_id", "status", "schema_name");
        bench.expectValues("items", List.of("1|" + loadId), "id", "_dlt_load_id");
    }

    private static void completeLoadsAreNotRepeated(Bench bench) throws Exception {
        try (Pipeline pipeline = bench.pipeline("again", Disturbance.STOPPED_AFTER_COMPLETION)) {
            pipeline.run(Resource.of("items", List.of(Map.of("id", 1))));
            throw new AssertionError("The load was not asked to complete");
        } catch (Watch.Stopped stopped) {
            // the destination knows that the load is complete, the host does not
        }
        Watch watch = new Watch(Disturbance.NONE);
        try (Pipeline pipeline = bench.pipeline("again", watch)) {
            pipeline.load();
        }
        Expect.isTrue(
                !watch.calls().contains("ingest") && !watch.calls().contains("complete"),
                "A load that is complete was done again: " + watch.calls());
        bench.expectValues("items", List.of("1"), "id");
    }
}
