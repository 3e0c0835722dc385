package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.load.LoadReport;
import io.dlt4j.pack.Document;
import io.dlt4j.pack.FailPoints;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.pack.WorkLock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A run that may be killed at any moment and is then simply started again, with the same arguments, until it ends: the command
 * line's {@code run}.
 *
 * <p>Before anything is read, {@code run.json} records a run id and what the run was asked to do; the batch that the run publishes
 * carries the id; the record is marked finished after the result was reported. A run that finds an unfinished record looks
 * for its batch. There is none: nothing had happened. There is one: its packages are completed, and if it had been asked
 * for the same, that was the whole run.
 */
public final class ResumableRun {

    private final Pipeline pipeline;
    private final Path record;

    /** Runs of that pipeline. */
    public ResumableRun(Pipeline pipeline) {
        this.pipeline = requireNonNull(pipeline, "pipeline is null");
        this.record = pipeline.workingDirectory().resolve("run.json");
    }

    /**
     * Runs the sources, or completes the run of the same request that was killed.
     *
     * @param request a text that is equal for equal arguments and unchanged sources
     * @param options how the run differs from what its sources say
     * @param report receives the result; the run counts as finished when it returns
     */
    public void run(String request, List<Source> sources, RunOptions options, Consumer<LoadInfo> report) {
        try (WorkLock lock = pipeline.setup().work().lock("run")) {
            pipeline.begin();
            pipeline.setup().recover();
            Optional<Document> killed = Document.find(record).filter(run -> !run.isTrue("finished"));
            List<LoadPackage> published =
                    killed.map(run -> packagesOf(run.text("run_id"))).orElse(List.of());
            if (!published.isEmpty() || !pipeline.pendingPackages().isEmpty()) {
                LoadInfo completed = pipeline.runPending();
                boolean same =
                        killed.isPresent() && killed.get().text("request").equals(request);
                if (same && !published.isEmpty()) {
                    report.accept(resumed(completed, killed.get().text("run_id")));
                    finish(killed.get());
                    return;
                }
            }
            Document run = Document.empty()
                    .with("run_id", UUID.randomUUID().toString())
                    .with("request", request)
                    .with("finished", false);
            run.save(record);
            FailPoints.reach("run.recorded");
            LoadInfo info = pipeline.runNew(sources, options, Optional.of(run.text("run_id")));
            FailPoints.reach("run.report.before");
            report.accept(info);
            FailPoints.reach("run.report.after");
            finish(run);
        }
    }

    private void finish(Document run) {
        run.with("finished", true).save(record);
    }

    private List<LoadPackage> packagesOf(String runId) {
        List<LoadPackage> found = new ArrayList<>(pipeline.pendingPackages());
        found.addAll(pipeline.loadedPackages());
        found.removeIf(load -> load.runId().filter(runId::equals).isEmpty());
        return found;
    }

    private LoadInfo resumed(LoadInfo completed, String runId) {
        List<LoadReport> reports = packagesOf(runId).stream()
                .filter(LoadPackage::isLoaded)
                .map(ResumableRun::report)
                .toList();
        return completed.resumed(
                reports.stream().map(LoadReport::location).findFirst(),
                reports,
                DiscardedData.of(
                        packagesOf(runId).stream().filter(LoadPackage::isLoaded).toList()));
    }

    private static LoadReport report(LoadPackage load) {
        Document summary = load.loadSummary();
        Map<String, Long> rows = new TreeMap<>();
        if (summary.asMap().get("rows") instanceof Map<?, ?> counts) {
            counts.forEach((table, count) -> rows.put(String.valueOf(table), ((Number) count).longValue()));
        }
        Instant finished = Instant.parse(summary.text("finished_at"));
        return new LoadReport(
                load.loadId(),
                load.schemaName(),
                summary.text("location"),
                finished,
                finished,
                rows,
                load.normalization().documents("jobs").size(),
                load.migrated(),
                load.collisions(),
                true);
    }
}
