package io.dlt4j.testkit;

import static io.dlt4j.testkit.Area.MERGE;

import io.dlt4j.MergeOptions;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.SupportsStaging;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.testkit.Watch.Disturbance;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows are merged, by each strategy that the destination claims and by no other. */
final class MergeContracts {

    static final List<Contract> ALL = List.of(
            new Contract(
                    MERGE,
                    "deleteInsert",
                    "MergeStrategy.DELETE_INSERT: deletes the rows with the keys of the new ones with all that is nested in"
                            + " them, then inserts the new ones; a key that is staged twice is inserted once",
                    bench -> merges(bench, MergeStrategy.DELETE_INSERT)),
            new Contract(
                    MERGE,
                    "upsert",
                    "MergeStrategy.UPSERT: updates the rows with the primary keys of the new ones, and inserts the others",
                    bench -> merges(bench, MergeStrategy.UPSERT)),
            new Contract(
                    MERGE,
                    "insertOnly",
                    "MergeStrategy.INSERT_ONLY: inserts the rows whose primary keys are not there, and changes no other",
                    bench -> merges(bench, MergeStrategy.INSERT_ONLY)),
            new Contract(
                    MERGE,
                    "scd2",
                    "MergeStrategy.SCD2, MergeJob.Validity: a row that changed or went ends at the boundary, its new version"
                            + " begins there; one that did not change stays",
                    bench -> merges(bench, MergeStrategy.SCD2)),
            new Contract(
                    MERGE,
                    "jobsRunTwiceMergeOnce",
                    "SupportsStaging.merge: once, however often it is called with the same key",
                    MergeContracts::jobsRunTwiceMergeOnce),
            new Contract(
                    MERGE,
                    "hardDelete",
                    "ColumnSchema hint hard_delete: a merged row that has it set deletes the row with its key",
                    MergeContracts::hardDelete),
            new Contract(
                    MERGE,
                    "appendsWithoutStrategies",
                    "Capabilities.mergeStrategies(): a destination that claims none gets no MergeJob; what is merged is"
                            + " appended",
                    MergeContracts::appendsWithoutStrategies));

    private static final String FIRST =
            "[{\"id\":1,\"name\":\"one\",\"tags\":[\"a\",\"b\"]},{\"id\":2,\"name\":\"two\",\"tags\":[\"c\"]}]";
    private static final String SECOND =
            "[{\"id\":2,\"name\":\"zwei\",\"tags\":[\"d\"]},{\"id\":3,\"name\":\"three\",\"tags\":[\"e\",\"f\"]}]";

    private MergeContracts() {}

    private static Resource items(String json, MergeStrategy strategy) {
        Resource resource = Resource.ofJson("items", json).merge(MergeOptions.of(strategy));
        return strategy == MergeStrategy.SCD2 ? resource : resource.primaryKey("id");
    }

    private static void merges(Bench bench, MergeStrategy strategy) throws Exception {
        List<String> claimed = bench.capabilities().mergeStrategies();
        if (claimed.isEmpty()) {
            throw new Contract.NotApplicable("the sheet claims no merge strategy: see appendsWithoutStrategies");
        }
        if (!claimed.contains(strategy.text())) {
            try (Pipeline pipeline = bench.pipeline("merges")) {
                DltException told = Expect.refusal(
                        () -> pipeline.run(items(FIRST, strategy)),
                        "Merging by " + strategy.text() + ", which is not claimed,");
                Expect.code(told, "SCHEMA_MERGE_STRATEGY_UNSUPPORTED", "Merging by " + strategy.text());
            }
            return;
        }
        Expect.isTrue(
                bench.supports(SupportsStaging.class),
                "The sheet claims " + strategy.text() + ", and the client lacks SupportsStaging");
        bench.load("merges", items(FIRST, strategy));
        bench.load("merges", items(SECOND, strategy));
        expectMerged(bench, strategy);
        if (strategy == MergeStrategy.DELETE_INSERT) {
            bench.load("merges", items("[{\"id\":3,\"name\":\"x\"},{\"id\":3,\"name\":\"y\"}]", strategy));
            Expect.equal(
                    bench.values("items", "id").stream().filter("3"::equals).count(),
                    1L,
                    "Rows with the key 3 after it was staged twice");
        }
    }

    private static void expectMerged(Bench bench, MergeStrategy strategy) throws Exception {
        switch (strategy) {
            case INSERT_ONLY -> {
                bench.expectValues("items", List.of("1|one", "2|two", "3|three"), "id", "name");
                bench.expectValues("items__tags", List.of("a", "b", "c", "e", "f"), "value");
            }
            case SCD2 -> expectVersions(bench);
            default -> {
                bench.expectValues("items", List.of("1|one", "2|zwei", "3|three"), "id", "name");
                bench.expectValues("items__tags", List.of("a", "b", "d", "e", "f"), "value");
            }
        }
    }

    /** Of the first load, all rows have ended: one was changed, one is not there any more. */
    private static void expectVersions(Bench bench) throws Exception {
        bench.expectValues("items", List.of("1|one", "2|two", "2|zwei", "3|three"), "id", "name");
        Object boundary = null;
        for (Map<String, @Nullable Object> row : bench.rows("items")) {
            String name = Values.text(row.get("name"));
            boolean isNew = name.equals("zwei") || name.equals("three");
            Expect.equal(row.get("_dlt_valid_to") == null, isNew, "Whether the version '" + name + "' is active");
            Object edge = Values.of(row.get(isNew ? "_dlt_valid_from" : "_dlt_valid_to"), DataType.TIMESTAMP);
            if (boundary != null) {
                Expect.equal(edge, boundary, "Where the version '" + name + "' begins or ends");
            }
            boundary = edge;
        }
        bench.load("merges", items(SECOND, MergeStrategy.SCD2));
        Expect.equal(bench.rows("items").size(), 4, "The rows after the same rows came again");
    }

    private static void jobsRunTwiceMergeOnce(Bench bench) throws Exception {
        List<String> claimed = bench.capabilities().mergeStrategies();
        if (claimed.isEmpty()) {
            throw new Contract.NotApplicable("the sheet claims no merge strategy: see appendsWithoutStrategies");
        }
        MergeStrategy strategy = MergeStrategy.find(claimed.get(0)).orElseThrow();
        try (Pipeline pipeline = bench.pipeline("merges", Disturbance.REPEATED)) {
            pipeline.run(items(FIRST, strategy));
            pipeline.run(items(SECOND, strategy));
        }
        expectMerged(bench, strategy);
    }

    private static void hardDelete(Bench bench) throws Exception {
        List<String> claimed = bench.capabilities().mergeStrategies();
        MergeStrategy strategy = claimed.contains("delete-insert") ? MergeStrategy.DELETE_INSERT : MergeStrategy.UPSERT;
        if (!claimed.contains(strategy.text())) {
            throw new Contract.NotApplicable("the sheet claims neither delete-insert nor upsert");
        }
        ColumnSchema gone = ColumnSchema.builder("gone")
                .dataType(DataType.BOOL)
                .property("hard_delete", true)
                .build();
        bench.load("deletes", items(FIRST, strategy).columns(gone));
        bench.load(
                "deletes",
                items("[{\"id\":1,\"gone\":true},{\"id\":3,\"name\":\"three\",\"gone\":false}]", strategy)
                        .columns(gone));
        bench.expectValues("items", List.of("2|two", "3|three"), "id", "name");
        bench.expectValues("items__tags", List.of("c"), "value");
    }

    private static void appendsWithoutStrategies(Bench bench) throws Exception {
        if (!bench.capabilities().mergeStrategies().isEmpty()) {
            return;
        }
        Watch watch = new Watch(Disturbance.NONE);
        try (Pipeline pipeline = bench.pipeline("appends", watch)) {
            pipeline.run(Resource.ofJson("items", FIRST)
                    .merge(MergeOptions.defaultStrategy())
                    .primaryKey("id"));
            pipeline.run(Resource.ofJson("items", SECOND)
                    .merge(MergeOptions.defaultStrategy())
                    .primaryKey("id"));
        }
        Expect.isTrue(!watch.calls().contains("merge"), "A client whose sheet claims no merge was asked to merge");
        bench.expectValues("items", List.of("1", "2", "2", "3"), "id");
    }
}
