package io.dlt4j.testkit.memory;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.FailPoint;
import io.dlt4j.api.config.Secret;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.MergeJob;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.load.SupportsSql;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.api.schema.WriteDisposition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A client that does something other than it should in one of its methods. */
final class DefectiveClient {

    private final MemoryClient client;
    private final DestinationContext context;
    private final String defect;
    private final AtomicInteger active = new AtomicInteger();
    private final Set<JobKey> merged = new HashSet<>();
    private final List<TruncateJob> deferred = new ArrayList<>();

    private DefectiveClient(DestinationContext context, String defect) {
        this.context = context;
        this.defect = defect;
        this.client = new MemoryClient(defect.equals("crash/marksItsSteps") ? silent(context) : context);
    }

    static DestinationClient of(DestinationContext context, String defect) {
        DefectiveClient defective = new DefectiveClient(context, defect);
        List<Class<?>> types = new ArrayList<>(List.of(MemoryClient.class.getInterfaces()));
        if (defect.equals("errors/answersSql")) {
            types.add(SupportsSql.class);
        }
        return (DestinationClient) Proxy.newProxyInstance(
                DefectiveClient.class.getClassLoader(),
                types.toArray(Class<?>[]::new),
                (proxy, method, arguments) -> defective.call(method, arguments));
    }

    private static DestinationContext silent(DestinationContext context) {
        return (DestinationContext) Proxy.newProxyInstance(
                DefectiveClient.class.getClassLoader(),
                new Class<?>[] {DestinationContext.class},
                (proxy, method, arguments) -> method.getName().equals("failPoint")
                        ? (FailPoint) label -> {}
                        : method.invoke(context, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "ingest" -> ingest((IngestJob) arguments[0]);
            case "truncate" -> truncate((TruncateJob) arguments[0]);
            case "merge" -> merge((MergeJob) arguments[0]);
            default -> other(method, arguments);
        };
    }

    private Object other(Method method, Object[] arguments) throws Throwable {
        switch (defect + " " + method.getName()) {
            case "config/secretsAreNotTold location":
                return "memory://"
                        + context.config()
                                .find(DefectiveMemory.TOKEN)
                                .map(Secret::reveal)
                                .orElse("");
            case "schema/reportsWhatWasMigrated migrate":
                method.invoke(client, arguments);
                return List.of();
            case "replace/dropsTables drop":
            case "state/completionIsRecorded complete":
                return JobOutcome.completed();
            case "state/restoresStateAndSchema newestState":
                return Optional.empty();
            case "state/incompleteLoadsDoNotCount newestState":
                return anyState(row -> arguments[0].equals(row.get("pipeline_name")));
            case "state/pipelinesAreToldApart newestState":
                return anyState(row -> true);
            case "state/readingCreatesNothing datasetExists":
                return true;
            case "state/completeLoadsAreNotRepeated isLoaded":
                return false;
            case "errors/answersSql qualifiedName":
                return arguments[0];
            case "errors/answersSql query":
                ((SupportsSql.RowConsumer) arguments[2]).columns(List.of("name"));
                return null;
            case "isolation/needsNoContextClassLoader migrate":
                requireContextClassLoader();
                break;
            default:
                break;
        }
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** A library that works on threads which know nothing of plugins. */
    private static void requireContextClassLoader() throws InterruptedException {
        AtomicInteger found = new AtomicInteger();
        Thread thread = new Thread(() -> {
            if (Thread.currentThread().getContextClassLoader().getResource("META-INF/defect") != null) {
                found.incrementAndGet();
            }
        });
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.start();
        thread.join();
        if (found.get() == 0) {
            throw new IllegalStateException("the library does not find its provider");
        }
    }

    private Optional<StoredState> anyState(java.util.function.Predicate<Map<String, Object>> condition)
            throws IOException {
        Path journal = context.localDir().resolve(context.config().require(Memory.JOURNAL));
        return MemoryStore.read(journal).rows(context.datasetName(), "_dlt_pipeline_state").stream()
                .filter(condition)
                .reduce((earlier, later) -> later)
                .map(row -> new StoredState(
                        String.valueOf(row.get("_dlt_load_id")),
                        Long.parseLong(String.valueOf(row.get("version"))),
                        Long.parseLong(String.valueOf(row.get("engine_version"))),
                        String.valueOf(row.get("pipeline_name")),
                        String.valueOf(row.get("state")),
                        Optional.of(String.valueOf(row.get("version_hash")))));
    }

    private JobOutcome ingest(IngestJob job) {
        String table = job.table().name();
        boolean user = !table.startsWith("_dlt");
        switch (defect) {
            case "schema/keepsValuesOfAllTypes":
                return client.ingest(edited(job, text -> text.replace(".123456", ".123000")));
            case "schema/keepsDifficultText":
                return client.ingest(edited(job, text -> text.replace("\\n", " ")));
            case "schema/addsColumns":
                return client.ingest(edited(job, text -> text.replaceAll("\"price\":[0-9.]+,?", "")));
            case "schema/nestsTables":
                return job.table().isNested() ? JobOutcome.completed() : client.ingest(job);
            case "schema/takesAnyName":
                return table.equals("order") ? JobOutcome.completed() : client.ingest(job);
            case "append/addsToWhatIsThere":
                JobKey key = job.files().get(0).key();
                if (user) {
                    JobKey emptied = new JobKey(key.pipelineName(), key.loadId(), "defect." + table);
                    client.truncate(TruncateJob.of(emptied, List.of(job.table())));
                }
                return client.ingest(job);
            case "append/jobsRunTwiceAddOnce":
            case "crash/lostAnswers":
            case "crash/killedAppend":
                return client.ingest(user ? forgetful(job) : job);
            case "append/addsManyFiles":
                return client.ingest(IngestJob.into(job.table(), job.files().subList(0, 1)));
            case "append/addsToSeveralTables":
                return table.equals("table_7") ? JobOutcome.completed() : client.ingest(job);
            case "replace/replacesByNothing":
                deferred.removeIf(truncation -> client.truncate(truncation) != null);
                return client.ingest(job);
            case "merge/appendsWithoutStrategies":
                boolean isMerge = job.table().writeDisposition().equals(Optional.of(WriteDisposition.MERGE));
                return isMerge ? JobOutcome.completed() : client.ingest(job);
            case "errors/brokenFilesAreRejected":
                client.ingest(job);
                return JobOutcome.completed();
            case "concurrency/jobsRunAtOnce":
                return alone(job);
            default:
                return client.ingest(job);
        }
    }

    private JobOutcome alone(IngestJob job) {
        try {
            return active.incrementAndGet() > 1 ? JobOutcome.completed() : client.ingest(job);
        } finally {
            active.decrementAndGet();
        }
    }

    /** Each call has another key. */
    private static IngestJob forgetful(IngestJob job) {
        List<JobFile> files = job.files().stream()
                .map(file -> JobFile.of(
                        new JobKey(file.key().pipelineName(), file.key().loadId(), "x" + System.nanoTime()),
                        file.path(),
                        file.format(),
                        file.rows(),
                        file.bytes()))
                .toList();
        return IngestJob.into(job.table(), files);
    }

    private static IngestJob edited(IngestJob job, UnaryOperator<String> edit) {
        try {
            List<JobFile> files = new ArrayList<>();
            for (JobFile file : job.files()) {
                Path copy = Files.createTempFile("defect", ".jsonl");
                Files.writeString(copy, edit.apply(Files.readString(file.path())));
                copy.toFile().deleteOnExit();
                files.add(JobFile.of(file.key(), copy, file.format(), file.rows(), file.bytes()));
            }
            return IngestJob.into(job.table(), files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JobOutcome truncate(TruncateJob job) {
        switch (defect) {
            case "replace/replacesRows":
                return JobOutcome.completed();
            case "replace/replacesByNothing":
                deferred.add(job);
                return JobOutcome.completed();
            case "replace/jobsRunTwiceReplaceOnce":
            case "crash/killedReplace":
                JobKey key = new JobKey(job.key().pipelineName(), job.key().loadId(), "x" + System.nanoTime());
                return job.isStaging() ? client.truncate(job) : client.truncate(TruncateJob.of(key, job.tables()));
            case "replace/leavesOtherTablesAlone":
                List<TableSchema> tables = new ArrayList<>(job.tables());
                tables.add(TableSchema.builder("kept").build());
                return client.truncate(TruncateJob.of(job.key(), tables));
            default:
                return client.truncate(job);
        }
    }

    private JobOutcome merge(MergeJob job) {
        switch (defect) {
            case "merge/deleteInsert":
                return JobOutcome.completed();
            case "merge/upsert":
                return client.merge(by(job, MergeStrategy.INSERT_ONLY));
            case "merge/insertOnly":
                return client.merge(by(job, MergeStrategy.UPSERT));
            case "merge/scd2":
                return client.merge(by(job, MergeStrategy.DELETE_INSERT));
            case "merge/jobsRunTwiceMergeOnce":
            case "crash/killedMerge":
                return damage(job);
            case "merge/hardDelete":
                return client.merge(withoutHint(job));
            default:
                return client.merge(job);
        }
    }

    private static MergeJob by(MergeJob job, MergeStrategy strategy) {
        return new MergeJob(job.key(), job.chain(), strategy, job.emptied(), Optional.empty());
    }

    /** What was merged before is merged into nothing. */
    private JobOutcome damage(MergeJob job) {
        boolean again = !merged.add(job.key()) || hasMerged(job.key());
        if (again) {
            JobKey key = new JobKey(job.key().pipelineName(), job.key().loadId(), "x" + System.nanoTime());
            return client.truncate(TruncateJob.of(key, List.of(job.root())));
        }
        return client.merge(job);
    }

    private boolean hasMerged(JobKey key) {
        try {
            Path journal = context.localDir().resolve(context.config().require(Memory.JOURNAL));
            return MemoryStore.read(journal).rows(context.datasetName(), "_dlt4j_jobs").stream()
                    .anyMatch(row -> key.jobId().equals(row.get("job_id"))
                            && key.loadId().equals(row.get("load_id")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MergeJob withoutHint(MergeJob job) {
        List<TableSchema> chain = new ArrayList<>(job.chain());
        TableSchema root = chain.get(0);
        List<ColumnSchema> columns = root.columns().values().stream()
                .map(column -> column.toBuilder().without("hard_delete").build())
                .toList();
        chain.set(0, root.toBuilder().columns(columns).build());
        return new MergeJob(job.key(), chain, job.strategy(), job.emptied(), job.validity());
    }
}
