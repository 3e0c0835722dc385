package io.dlt4j.testkit;

import static io.dlt4j.testkit.Area.REPLACE;

import io.dlt4j.Pipeline;
import io.dlt4j.PipelineBuilder;
import io.dlt4j.Refresh;
import io.dlt4j.Resource;
import io.dlt4j.RunOptions;
import io.dlt4j.Source;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.SupportsDrop;
import io.dlt4j.api.load.SupportsStaging;
import io.dlt4j.api.schema.ReplaceStrategy;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.testkit.Watch.Disturbance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows are replaced, by each strategy that the destination claims and by no other. */
final class ReplaceContracts {

    static final List<Contract> ALL = List.of(
            new Contract(
                    REPLACE,
                    "replacesRows",
                    "TruncateJob, ReplaceJob, Capabilities.replaceStrategies(): each claimed strategy leaves the new rows"
                            + " alone, in nested tables too; others are refused",
                    ReplaceContracts::replacesRows),
            new Contract(
                    REPLACE,
                    "replacesByNothing",
                    "TruncateJob: removes all rows, also where none follow",
                    ReplaceContracts::replacesByNothing),
            new Contract(
                    REPLACE,
                    "jobsRunTwiceReplaceOnce",
                    "DestinationClient.truncate: removes all rows once, however often it is called with the same key: not"
                            + " those that came since",
                    ReplaceContracts::jobsRunTwiceReplaceOnce),
            new Contract(
                    REPLACE,
                    "leavesOtherTablesAlone",
                    "TruncateJob.tables(): only these",
                    ReplaceContracts::leavesOtherTablesAlone),
            new Contract(
                    REPLACE,
                    "dropsTables",
                    "SupportsDrop.drop: drops tables once, and forgets their schema; without SupportsDrop a refresh that"
                            + " drops is refused",
                    ReplaceContracts::dropsTables));

    private ReplaceContracts() {}

    private static Resource items(int... ids) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (int id : ids) {
            items.add(Map.of("id", id, "tags", List.of("t" + id)));
        }
        return Resource.of("items", items).writeDisposition(WriteDisposition.REPLACE);
    }

    private static PipelineBuilder replacing(Bench bench, String strategy, Disturbance disturbance) {
        return bench.builder("replaces_" + strategy.replace('-', '_'), new Watch(disturbance))
                .dataset(bench.dataset())
                .config("destination.replace_strategy", strategy);
    }

    private static void replacesRows(Bench bench) throws Exception {
        List<String> claimed = bench.capabilities().replaceStrategies();
        for (ReplaceStrategy strategy : ReplaceStrategy.values()) {
            try (Pipeline pipeline =
                    replacing(bench, strategy.text(), Disturbance.NONE).open()) {
                if (claimed.contains(strategy.text()) || strategy == ReplaceStrategy.TRUNCATE_AND_INSERT) {
                    pipeline.run(items(1, 2, 3));
                    pipeline.run(items(3, 4));
                    bench.expectValues("items", List.of("3", "4"), "id");
                    bench.expectValues("items__tags", List.of("t3", "t4"), "value");
                    Expect.isTrue(
                            !strategy.usesStaging() || bench.supports(SupportsStaging.class),
                            "The sheet claims " + strategy.text() + ", and the client lacks SupportsStaging");
                } else {
                    DltException told = Expect.refusal(
                            () -> pipeline.run(items(1)),
                            "Replacing by " + strategy.text() + ", which is not claimed,");
                    Expect.code(told, "LOAD_REPLACE_STRATEGY_UNSUPPORTED", "Replacing by " + strategy.text());
                }
            }
        }
    }

    private static void replacesByNothing(Bench bench) throws Exception {
        bench.load("empties", items(1, 2));
        bench.load("empties", items());
        bench.expectValues("items", List.of(), "id");
        bench.expectValues("items__tags", List.of(), "value");
    }

    private static void jobsRunTwiceReplaceOnce(Bench bench) throws Exception {
        for (String strategy : strategies(bench)) {
            try (Pipeline pipeline =
                    replacing(bench, strategy, Disturbance.REPEATED).open()) {
                pipeline.run(items(1, 2, 3));
                pipeline.run(items(3, 4));
            }
            bench.expectValues("items", List.of("3", "4"), "id");
            bench.expectValues("items__tags", List.of("t3", "t4"), "value");
        }
    }

    static List<String> strategies(Bench bench) {
        List<String> claimed = bench.capabilities().replaceStrategies();
        return claimed.isEmpty() ? List.of(ReplaceStrategy.TRUNCATE_AND_INSERT.text()) : claimed;
    }

    private static void leavesOtherTablesAlone(Bench bench) throws Exception {
        bench.load("others", Resource.of("kept", List.of(Map.of("id", 1))), items(1));
        bench.load("others", items(2));
        bench.expectValues("kept", List.of("1"), "id");
        bench.expectValues("items", List.of("2"), "id");
    }

    private static void dropsTables(Bench bench) throws Exception {
        boolean claimed = bench.supports(SupportsDrop.class);
        Source source = Source.of("crm", Resource.of("items", List.of(Map.of("id", 1, "old", true))));
        Source fresh = Source.of("crm", Resource.of("items", List.of(Map.of("id", 2))));
        RunOptions refresh = RunOptions.builder().refresh(Refresh.DROP_SOURCES).build();
        try (Pipeline pipeline = bench.pipeline("drops", Disturbance.REPEATED)) {
            pipeline.run(List.of(source));
            if (claimed) {
                pipeline.run(List.of(fresh), refresh);
                bench.expectValues("items", List.of("2|"), "id", "old");
            } else {
                DltException told = Expect.refusal(
                        () -> pipeline.run(List.of(fresh), refresh), "A refresh that drops, without SupportsDrop,");
                Expect.code(told, "LOAD_DROP_UNSUPPORTED", "A refresh that drops");
            }
        }
    }
}
