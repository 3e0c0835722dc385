package io.dlt4j.testkit;

import static io.dlt4j.testkit.Area.CONCURRENCY;

import io.dlt4j.Pipeline;
import io.dlt4j.Resource;
import io.dlt4j.api.error.DltException;
import io.dlt4j.testkit.Watch.Disturbance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several threads, several pipelines. */
final class ConcurrencyContracts {

    static final List<Contract> ALL = List.of(
            new Contract(
                    CONCURRENCY,
                    "jobsRunAtOnce",
                    "DestinationClient: ingest and truncate are called from several threads at once",
                    ConcurrencyContracts::jobsRunAtOnce),
            new Contract(
                    CONCURRENCY,
                    "pipelinesShareADataset",
                    "DestinationClient: two pipelines may load into one dataset at once. Each either succeeds or is refused"
                            + " with a DltException and succeeds when it is run again; no row is lost or doubled",
                    ConcurrencyContracts::pipelinesShareADataset));

    private static final int MOST_ATTEMPTS = 20;

    private ConcurrencyContracts() {}

    private static void jobsRunAtOnce(Bench bench) throws Exception {
        List<Resource> resources = new ArrayList<>();
        List<Map<String, Object>> items = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            items.add(Map.of("id", i, "text", "some text to fill the part", "tags", List.of(i)));
        }
        for (int i = 0; i < 4; i++) {
            resources.add(Resource.of("table_" + i, items));
        }
        Watch watch = new Watch(Disturbance.NONE);
        try (Pipeline pipeline = bench.builder("wide", watch)
                .config("extract.part_bytes", 4096L)
                .config("load.workers", 8L)
                .open()) {
            pipeline.run(resources.toArray(Resource[]::new));
        }
        for (int i = 0; i < 4; i++) {
            Expect.equal(bench.rows("table_" + i).size(), 400, "The rows of table_" + i);
            Expect.equal(bench.rows("table_" + i + "__tags").size(), 400, "The rows of table_" + i + "__tags");
        }
    }

    private static void pipelinesShareADataset(Bench bench) throws Exception {
        List<Map<String, Object>> items = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            items.add(Map.of("id", i));
        }
        bench.load("before", Resource.of("shared", List.of(Map.of("id", -1))));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (String name : List.of("one", "two")) {
                runs.add(threads.submit(() -> loadAtLast(bench, name, items)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(String.valueOf(e.getCause()), e.getCause());
        } finally {
            threads.shutdownNow();
        }
        Expect.equal(
                bench.rows("shared").size(), 101, "The rows of table 'shared', which two pipelines added 50 each to");
        Expect.equal(bench.rows("own_one").size(), 50, "The rows of table 'own_one'");
        Expect.equal(bench.rows("own_two").size(), 50, "The rows of table 'own_two'");
    }

    /** A destination that takes one at a time says so; then it is the other's turn. */
    private static void loadAtLast(Bench bench, String name, List<Map<String, Object>> items) {
        DltException last = null;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try (Pipeline pipeline = bench.pipeline(name)) {
                if (pipeline.pendingPackages().isEmpty()) {
                    pipeline.run(Resource.of("shared", items), Resource.of("own_" + name, items));
                } else {
                    pipeline.normalize();
                    pipeline.load();
                }
                return;
            } catch (DltException e) {
                last = e;
                Thread.onSpinWait();
            }
        }
        throw new AssertionError(
                "Pipeline '" + name + "' was refused " + MOST_ATTEMPTS + " times, at last with " + last, last);
    }
}
