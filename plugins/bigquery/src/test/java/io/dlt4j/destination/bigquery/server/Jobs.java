package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All jobs that were ever accepted, each under its id; they run one by one, after their acceptance was answered. Thread-safe. */
final class Jobs implements AutoCloseable {

    private final Warehouse warehouse;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final ExecutorService runner = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "bigquery-server-jobs");
        thread.setDaemon(true);
        return thread;
    });
    private volatile StagedFiles staged = (bucket, name) -> Optional.empty();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    Jobs(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    void staged(StagedFiles files) {
        staged = files;
    }

    /** Jobs that are accepted from now on do not end before {@link #release}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    int count() {
        return jobs.size();
    }

    /** Refuses an id that is taken. */
    Job checked(JsonNode given) {
        Job job = new Job(warehouse.project(), given, "US");
        if (jobs.containsKey(Job.key(job.location(), job.id()))) {
            throw taken(job);
        }
        return job;
    }

    private ApiError taken(Job job) {
        return ApiError.duplicate("Job " + warehouse.project() + ":" + job.location() + "." + job.id());
    }

    /** Accepts a job, with the file of a load. */
    ObjectNode accept(Job job, byte[] file) {
        if (jobs.putIfAbsent(Job.key(job.location(), job.id()), job) != null) {
            throw taken(job);
        }
        CountDownLatch held = gate;
        runner.execute(() -> run(job, file, held));
        return job.resource();
    }

    private void run(Job job, byte[] file, CountDownLatch held) {
        job.running();
        try {
            held.await();
            synchronized (warehouse) {
                if (job.configuration().has("load")) {
                    JsonNode uris = job.configuration().path("load").path("sourceUris");
                    new LoadRun(warehouse, job, uris.isEmpty() ? file : staged.of(uris)).run();
                    job.done("", Job.Result.none());
                } else {
                    QueryRun run = new QueryRun(warehouse, job);
                    String type = run.run();
                    job.done(type, run.result());
                }
            }
        } catch (JobFailure e) {
            job.failed(e.error(), e.details());
        } catch (ApiError e) {
            job.failed(e, List.of());
        } catch (InterruptedException | RuntimeException e) {
            job.failed(ApiError.of(500, "internalError", "The server of the tests failed: " + e), List.of());
        }
    }

    Job require(String id, String location) {
        Job job = jobs.get(Job.key(location, id));
        if (job == null) {
            throw ApiError.notFound("Job " + warehouse.project() + ":" + location + "." + id);
        }
        return job;
    }

    /** A page of the rows of a query. */
    ObjectNode rows(Job job, int start, int count, boolean int64Timestamps) {
        Job.Result result = job.result();
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        for (int row = start; row < Math.min(start + count, result.rows().size()); row++) {
            ObjectNode copy = result.rows().get(row).deepCopy();
            for (int column = 0; column < result.fields().size() && !int64Timestamps; column++) {
                ObjectNode cell = (ObjectNode) copy.get("f").get(column);
                if (result.fields().get(column).type().equals("TIMESTAMP") && cell.hasNonNull("v")) {
                    cell.put(
                            "v",
                            java.math.BigDecimal.valueOf(cell.get("v").asLong(), 6)
                                    .toPlainString());
                }
            }
            page.add(copy);
        }
        return Rows.page(page, start, result.rows().size());
    }

    @Override
    public void close() {
        release();
        runner.shutdown();
    }
}
