package io.dlt4j.testkit;

import static io.dlt4j.testkit.Area.CRASH;

import io.dlt4j.MergeOptions;
import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.testkit.Watch.Disturbance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nothing twice and nothing lost, whenever answers are lost and whenever the process is killed. */
final class CrashContracts {

    static final List<Contract> ALL = List.of(
            new Contract(
                    CRASH,
                    "lostAnswers",
                    "JobOutcome.commitUnknown: the job runs again, and its key decides: its effect is there once",
                    CrashContracts::lostAnswers),
            new Contract(
                    CRASH,
                    "marksItsSteps",
                    "FailPoint: a client calls reach before and after each effect that another process could see",
                    CrashContracts::marksItsSteps),
            new Contract(
                    CRASH,
                    "killedAppend",
                    "DestinationClient.ingest, complete: a load that was killed at any step goes on, and leaves the rows of an"
                            + " undisturbed one",
                    bench -> killed(bench, "append")),
            new Contract(
                    CRASH,
                    "killedReplace",
                    "DestinationClient.truncate: as for appending",
                    bench -> killed(bench, "replace")),
            new Contract(
                    CRASH, "killedMerge", "SupportsStaging.merge: as for appending", bench -> killed(bench, "merge")));

    private static final String FIRST =
            "[{\"id\":1,\"v\":\"a\",\"tags\":[\"x\"]},{\"id\":2,\"v\":\"b\",\"tags\":[\"y\",\"z\"]}]";
    private static final String SECOND = "{\"id\":2,\"v\":\"c\",\"tags\":[\"w\"]}\n{\"id\":3,\"v\":\"d\"}\n";

    private CrashContracts() {}

    private static void lostAnswers(Bench bench) throws Exception {
        List<Resource> resources = new ArrayList<>(List.of(
                Resource.ofJson("appended", "[{\"id\":1,\"tags\":[\"x\"]},{\"id\":2}]"),
                Resource.ofJson("replaced", "[{\"id\":1,\"tags\":[\"x\"]},{\"id\":2}]")
                        .writeDisposition(WriteDisposition.REPLACE)));
        if (!bench.capabilities().mergeStrategies().isEmpty()) {
            resources.add(Resource.ofJson("merged", "[{\"id\":1,\"tags\":[\"x\"]},{\"id\":2}]")
                    .merge(MergeOptions.defaultStrategy())
                    .primaryKey("id"));
        }
        try (Pipeline pipeline = bench.pipeline("silence", Disturbance.ANSWER_LOST)) {
            pipeline.run(resources.toArray(Resource[]::new));
            pipeline.run(resources.toArray(Resource[]::new));
        }
        bench.expectValues("appended", List.of("1", "1", "2", "2"), "id");
        bench.expectValues("appended__tags", List.of("x", "x"), "value");
        bench.expectValues("replaced", List.of("1", "2"), "id");
        bench.expectValues("replaced__tags", List.of("x"), "value");
        if (resources.size() > 2) {
            bench.expectValues("merged", List.of("1", "2"), "id");
        }
        Expect.equal(bench.rows("_dlt_loads").size(), 2, "The rows of _dlt_loads");
    }

    private static void marksItsSteps(Bench bench) throws Exception {
        Set<String> own = labels(bench, "append");
        own.removeIf(CrashContracts::isOfHost);
        Expect.isTrue(own.size() >= 2, "A load reached no steps but these of the client: " + own);
    }

    private static boolean isOfHost(String label) {
        return List.of("run.", "extract.", "normalize.", "live.", "load.").stream()
                .anyMatch(label::startsWith);
    }

    /** The labels of a second load, in order. */
    private static Set<String> labels(Bench bench, String disposition) throws Exception {
        Path trace = bench.scratch().resolve("trace-" + disposition);
        KilledRun run = new KilledRun(bench, "traced_" + disposition, disposition);
        run.prepare();
        run.load(SECOND, Map.of("DLT4J_FAIL_TRACE", trace.toString()));
        return new LinkedHashSet<>(Files.readAllLines(trace));
    }

    private static void killed(Bench bench, String disposition) throws Exception {
        if (disposition.equals("merge")
                && bench.capabilities().mergeStrategies().isEmpty()) {
            throw new Contract.NotApplicable("the sheet claims no merge strategy");
        }
        Set<String> labels = labels(bench, disposition);
        List<String> expected = new KilledRun(bench, "traced_" + disposition, disposition).rows();
        Expect.isTrue(expected.contains("3|d"), "An undisturbed load of another process left the rows " + expected);
        boolean all = System.getProperty("dlt4j.testkit.crash", "").equals("all");
        labels.removeIf(label -> !isKilledAt(label, all));
        if (!all && !disposition.equals("append") && labels.stream().anyMatch(label -> label.contains("after"))) {
            // before a commit there is nothing that could be made twice; appending has been killed there
            labels.removeIf(label -> !label.contains("after"));
        }
        int number = 0;
        for (String label : labels) {
            KilledRun run = new KilledRun(bench, "killed_" + disposition + "_" + ++number, disposition);
            run.prepare();
            run.kill(SECOND, label);
            run.load(SECOND, Map.of());
            Expect.equal(
                    run.rows(),
                    expected,
                    "After a load that was killed at '" + label + "' and run again, the rows are");
        }
        Expect.isTrue(number > 0, "There was no step to kill the load at");
    }

    private static boolean isKilledAt(String label, boolean all) {
        return !isOfHost(label) || label.equals("load.complete.after") || all && label.startsWith("load.");
    }

    /** A pipeline with tables of its own in the dataset, whose second load is a process. */
    private record KilledRun(Bench bench, String name, String disposition) {

        void prepare() {
            bench.load(
                    name,
                    Resource.ofJson(name, FIRST)
                            .writeDisposition(WriteDisposition.find(disposition).orElseThrow())
                            .primaryKey(disposition.equals("merge") ? new String[] {"id"} : new String[0]));
        }

        void load(String items, Map<String, String> variables) throws IOException, InterruptedException {
            HostProcess.Ended ended = start(items, variables);
            Expect.equal(ended.code(), 0, "The exit code of a load, which says " + ended.output());
        }

        void kill(String items, String label) throws IOException, InterruptedException {
            HostProcess.Ended ended = start(items, Map.of("DLT4J_FAIL_AT", label));
            Expect.equal(ended.code(), HostProcess.KILLED, "The exit code of a load that is killed at '" + label + "'");
        }

        private HostProcess.Ended start(String items, Map<String, String> variables)
                throws IOException, InterruptedException {
            // a source that was written again is another one: its items would be loaded as well
            Path source = bench.scratch().resolve(name + ".jsonl");
            if (!Files.exists(source) || !Files.readString(source).equals(items)) {
                Files.writeString(source, items);
            }
            List<String> arguments = new ArrayList<>(List.of(
                    "run",
                    name + ".jsonl",
                    "--pipeline",
                    name,
                    "--destination",
                    bench.tested().type(),
                    "--dataset",
                    bench.dataset(),
                    "--pipelines-dir",
                    bench.scratch().resolve("pipelines").toString(),
                    "--progress",
                    "none",
                    "--write-disposition",
                    disposition));
            if (disposition.equals("merge")) {
                arguments.addAll(List.of("--primary-key", "id"));
            }
            return bench.process().archived().run(variables, arguments.toArray(String[]::new));
        }

        List<String> rows() throws IOException {
            List<String> rows = new ArrayList<>(bench.values(name, "id", "v"));
            rows.addAll(bench.values(name + "__tags", "value"));
            return rows;
        }
    }
}
