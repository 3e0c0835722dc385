package io.dlt4j.load;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.LoadStart;
import io.dlt4j.api.load.StateRow;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.load.SupportsStaging;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.pack.Document;
import io.dlt4j.pack.FailPoints;
import io.dlt4j.pack.JobEntry;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.pack.Progress;
import io.dlt4j.schema.DltSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Loads one package through one client.
 *
 * <p>The order makes every step repeatable: first ask whether the load is complete in the destination, then migrate, then
 * empty, then ingest, then merge or replace from what was staged, then complete, each effect under a key of its own; only then
 * mark the package here.
 */
public final class PackageLoader {

    private final DestinationClient client;
    private final LoadSettings settings;
    private final Progress progress;
    private final Optional<Stage> stage;

    /** Loads through {@code client}, which stays the caller's. */
    public PackageLoader(DestinationClient client, LoadSettings settings, Progress progress) {
        this(client, settings, progress, Optional.empty());
    }

    /** As {@link #PackageLoader(DestinationClient, LoadSettings, Progress)}, from a stage if there is one. */
    public PackageLoader(DestinationClient client, LoadSettings settings, Progress progress, Optional<Stage> stage) {
        this.client = client;
        this.settings = settings;
        this.progress = progress;
        this.stage = stage;
    }

    /**
     * Looks whether a client can do what packages of a refresh that drops tables want.
     *
     * @throws DltException {@link LoadError#LOAD_DROP_UNSUPPORTED} if it cannot
     */
    public static void requireDrop(DestinationClient client) {
        RefreshJobs.require(client);
    }

    /**
     * Loads the package, or what is missing of it.
     *
     * @throws DltException {@link LoadError#LOAD_PACKAGE_FAILED} if a job was refused, also in an earlier attempt
     */
    public LoadReport load(LoadPackage load) {
        Optional<Document> failure = load.failure();
        if (failure.isPresent()) {
            throw failed(load, failure.get().text("job_id"), failure.get().text("message"), null);
        }
        Instant started = Instant.now();
        DltSchema schema = DltSchema.parse(load.normalizedSchema());
        FailPoints.reach("load.start");
        boolean complete = client.isLoaded(load.loadId(), schema.name());
        if (!complete) {
            loadMissing(load, schema);
        }
        Map<String, Long> rows = new TreeMap<>();
        List<JobEntry> entries = load.jobEntries();
        entries.forEach(entry -> rows.merge(entry.table(), entry.rows(), Long::sum));
        LoadReport report = new LoadReport(
                load.loadId(),
                schema.name(),
                client.location(),
                started,
                Instant.now(),
                rows,
                entries.size(),
                load.migrated(),
                load.collisions(),
                complete);
        load.markLoaded(summary(report));
        return report;
    }

    /** What the package itself brought to its schema: the tables with rows, each with its new columns only. */
    private static List<TableSchema> brought(LoadPackage load, DltSchema schema, Set<String> tables) {
        Map<String, TableSchema> before =
                load.schemaBefore().map(DltSchema::tables).orElse(Map.of());
        List<TableSchema> brought = new ArrayList<>();
        for (String name : tables) {
            TableSchema table = schema.table(name).orElseThrow();
            TableSchema.Builder fresh = table.toBuilder();
            Optional.ofNullable(before.get(name))
                    .filter(TableSchema::hasSeenData)
                    .ifPresent(known -> known.columns().keySet().forEach(fresh::withoutColumn));
            if (!fresh.build().columns().isEmpty()) {
                brought.add(fresh.build());
            }
        }
        return brought;
    }

    /** What dropping the package takes in the destination. */
    public PackageUndo undo(LoadPackage load) {
        return new PackageUndo(client, settings, load);
    }

    private LoadStart begin(LoadPackage load) {
        LoadStart start = PackageUndo.start(client, settings, load);
        client.begin(start);
        return start;
    }

    private void openStage(LoadStart start, LoadPackage load, DltSchema schema, PackagePlan plan, JobRunner runner) {
        stage.flatMap(opened -> opened.open(start, schema, plan.ingests()))
                .ifPresent(emptying -> run(
                        load,
                        runner,
                        List.of(new JobRunner.Task(
                                emptying.key().jobId(),
                                () -> stage.orElseThrow().client().truncate(emptying))),
                        () -> {}));
    }

    private void loadMissing(LoadPackage load, DltSchema schema) {
        PackagePlan plan = PackagePlan.of(load, schema, settings);
        RefreshJobs refresh = new RefreshJobs(client, load, schema, settings.pipelineName());
        progress.begin("load", plan.jobs());
        try (JobRunner runner = new JobRunner(settings.slots(), settings.maxRetries())) {
            boolean resumed = !load.places().isEmpty();
            LoadStart start = begin(load);
            run(load, runner, refresh.drops(), () -> {});
            FailPoints.reach("load.migrate.before");
            List<TableSchema> added = client.migrate(schema, refresh.with(plan.tables()));
            // a process that died between the migration and this note took its answer along
            boolean lost = resumed && added.isEmpty() && load.migrated().isEmpty();
            load.noteMigrated(names(lost ? brought(load, schema, plan.tables()) : added));
            Optional<SupportsStaging> staging = staging(plan);
            staging.ifPresent(stager -> stager.migrateStaging(schema, plan.stagingTables()));
            FailPoints.reach("load.migrate.after");
            if (client.isLoaded(load.loadId(), schema.name())) {
                // another machine had the package too, and was done before this one became the owner
                return;
            }
            run(load, runner, refresh.truncations(), () -> {});
            Runnable oneMore = () -> progress.advance("load", "jobs", 1);
            run(load, runner, truncations(plan), oneMore);
            FailPoints.reach("load.truncate.after");
            openStage(start, load, schema, plan, runner);
            run(load, runner, ingests(plan), oneMore);
            if (staging.isPresent()) {
                FailPoints.reach("load.staged.after");
                run(load, runner, fromStaging(plan, staging.get()), oneMore);
            }
            FailPoints.reach("load.complete.before");
            run(load, runner, List.of(completion(load, schema)), () -> {});
            FailPoints.reach("load.complete.after");
        } finally {
            progress.end("load");
        }
    }

    private List<JobRunner.Task> truncations(PackagePlan plan) {
        return plan.truncations().stream()
                .map(job -> new JobRunner.Task(job.key().jobId(), () -> client.truncate(job)))
                .toList();
    }

    private List<JobRunner.Task> ingests(PackagePlan plan) {
        return plan.ingests().stream()
                .map(job -> {
                    String id = job.files().get(0).key().jobId();
                    String lane = settings.tableSequential() ? job.table().name() : id;
                    return new JobRunner.Task(lane, id, () -> client.ingest(staged(job)));
                })
                .toList();
    }

    /** A job whose files are where the destination loads them from. */
    private IngestJob staged(IngestJob job) {
        return stage.map(opened -> opened.put(job)).orElse(job);
    }

    /** The client as one that stages, if the plan wants that. */
    private Optional<SupportsStaging> staging(PackagePlan plan) {
        if (plan.stagingTables().isEmpty()) {
            return Optional.empty();
        }
        if (client instanceof SupportsStaging stager) {
            return Optional.of(stager);
        }
        throw new DltException(
                LoadError.LOAD_CLIENT_DEFECT,
                "The client of " + client.location() + " has no staging dataset, which its capabilities promise.",
                "This is a defect of the destination plugin: please report it.");
    }

    private static List<JobRunner.Task> fromStaging(PackagePlan plan, SupportsStaging stager) {
        List<JobRunner.Task> tasks = new ArrayList<>();
        plan.merges().forEach(job -> tasks.add(new JobRunner.Task(job.key().jobId(), () -> stager.merge(job))));
        plan.replaces().forEach(job -> tasks.add(new JobRunner.Task(job.key().jobId(), () -> stager.replace(job))));
        return tasks;
    }

    private JobRunner.Task completion(LoadPackage load, DltSchema schema) {
        LoadCompletion completion = new LoadCompletion(
                settings.pipelineName(),
                load.loadId(),
                schema.name(),
                schema.versionHash(),
                Instant.now(),
                load.pipelineState().map(row -> stateRow(load.loadId(), row)));
        return new JobRunner.Task("completion", () -> client.complete(completion));
    }

    private static StateRow stateRow(String loadId, Document row) {
        StoredState state = new StoredState(
                loadId,
                row.integer("version"),
                row.integer("engine_version"),
                row.text("pipeline_name"),
                row.text("state"),
                row.findText("version_hash"));
        return new StateRow(state, Instant.parse(row.text("created_at")));
    }

    private void run(LoadPackage load, JobRunner runner, List<JobRunner.Task> tasks, Runnable done) {
        Optional<JobRunner.Failure> failure = runner.run(tasks, done);
        if (failure.isEmpty()) {
            return;
        }
        DltException reason = failure.get().reason();
        if (failure.get().refused()) {
            load.markFailed(failure.get().jobId(), reason.code().name(), reason.render());
            throw failed(load, failure.get().jobId(), reason.render(), reason);
        }
        throw new DltException(
                LoadError.LOAD_RETRIES_EXHAUSTED,
                "Job " + failure.get().jobId() + " of package " + load.loadId() + " did not succeed in "
                        + settings.maxRetries() + " tries. Last reason: " + reason.render(),
                "Mend the cause, then run the same command again: it goes on where it stopped.",
                reason);
    }

    private DltException failed(
            LoadPackage load, String jobId, String message, @org.jspecify.annotations.Nullable Throwable cause) {
        return new DltException(
                LoadError.LOAD_PACKAGE_FAILED,
                "Package " + load.loadId() + " cannot be loaded: job " + jobId + " was refused. " + message,
                "Mend the cause and give the package another try with 'dlt4j pipeline " + settings.pipelineName()
                        + " retry-failed': what it had loaded before is not loaded again. Or give it up with 'dlt4j"
                        + " pipeline " + settings.pipelineName()
                        + " drop-pending-packages', which takes back what it has loaded, and the state. Or set"
                        + " load.skip_failed_packages=true: later packages are loaded past it, out of order, and it"
                        + " stays for repair.",
                cause);
    }

    private static Map<String, List<String>> names(List<TableSchema> tables) {
        Map<String, List<String>> names = new TreeMap<>();
        for (TableSchema table : tables) {
            names.put(
                    table.name(),
                    table.columns().values().stream().map(ColumnSchema::name).toList());
        }
        return names;
    }

    private static Document summary(LoadReport report) {
        Map<String, Object> rows = new LinkedHashMap<>(report.rows());
        Map<String, Object> migrated = new LinkedHashMap<>();
        report.migrated().forEach((table, columns) -> migrated.put(table, new ArrayList<Object>(columns)));
        return Document.empty()
                .with("location", report.location())
                .with("finished_at", report.finishedAt().toString())
                .with("rows", rows)
                .with("schema_update", migrated);
    }
}
