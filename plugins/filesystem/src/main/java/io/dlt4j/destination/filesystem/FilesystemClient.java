package io.dlt4j.destination.filesystem;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.DropJob;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.LoadStart;
import io.dlt4j.api.load.StoredSchema;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.load.SupportsDrop;
import io.dlt4j.api.load.SupportsStage;
import io.dlt4j.api.load.SupportsStateSync;
import io.dlt4j.api.load.SupportsTableFiles;
import io.dlt4j.api.load.SupportsUndo;
import io.dlt4j.api.load.TableFiles;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.load.UndoJob;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.api.storage.ObjectStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dataset, which is a folder of a bucket or of a disk. Thread-safe for jobs.
 *
 * <p>There are no transactions: a file has the same name however often its job runs, what a load decides is noted before it is
 * done, and the file in {@code _dlt_loads} comes last.
 */
final class FilesystemClient
        implements DestinationClient, SupportsStateSync, SupportsDrop, SupportsUndo, SupportsStage, SupportsTableFiles {

    private static final Logger LOG = LoggerFactory.getLogger(FilesystemClient.class);

    private final DestinationContext context;
    private final BucketUrl bucket;
    private final Placement.Settings settings;
    private final NameRules rules;
    private final long maxStateFiles;
    private final String stateTable;
    private final Set<String> systemTables;
    private final ObjectStore storage;
    private final Calls calls;
    private final VersionFiles versions;
    private final LoadFiles loads;
    private final StateFiles states;
    private volatile @Nullable CurrentLoad current;

    FilesystemClient(DestinationContext context) {
        this.context = context;
        ConfigValues config = context.config();
        this.bucket = BucketUrl.of(context, config.require(FilesystemConfig.BUCKET_URL));
        this.settings = Placement.Settings.of(
                config.require(FilesystemConfig.LAYOUT),
                config.find(FilesystemConfig.EXTRA_PLACEHOLDERS).orElse(Map.of()),
                config.find(FilesystemConfig.CURRENT_DATETIME));
        this.rules = NameRules.of(bucket, context.datasetName());
        this.maxStateFiles = config.require(FilesystemConfig.MAX_STATE_FILES);
        this.stateTable = context.identifiers().table("_dlt_pipeline_state");
        this.storage = DatasetStore.open(context, bucket);
        this.calls = new Calls(bucket.text());
        String versionTable = context.identifiers().table("_dlt_version");
        String loadTable = context.identifiers().table("_dlt_loads");
        this.systemTables = Set.of(stateTable, versionTable, loadTable);
        this.versions = new VersionFiles(storage, versionTable);
        this.loads = new LoadFiles(storage, loadTable);
        this.states = new StateFiles(storage, stateTable);
        rules.checked(settings.at(Instant.now()).example("schema", "table"));
        context.pipelineName().ifPresent(name -> rules.checked(stateTable + "/" + SystemFileName.example(name)));
        if (!settings.unused().isEmpty()) {
            LOG.info("the layout '{}' does not use the extra placeholders {}", settings.layout(), settings.unused());
        }
    }

    @Override
    public String location() {
        return bucket.text();
    }

    @Override
    public boolean isLoaded(String loadId, String schemaName) {
        return reading(() -> loads.has(loadId, schemaName));
    }

    @Override
    public Optional<StoredState> newestState(String pipelineName) {
        return reading(() -> states.newest(pipelineName, loads.ids()));
    }

    @Override
    public Optional<StoredSchema> newestSchema(String schemaName) {
        return reading(() -> versions.newest(schemaName));
    }

    @Override
    public Optional<StoredSchema> schemaByHash(String versionHash) {
        return reading(() -> versions.byHash(versionHash));
    }

    @Override
    public boolean datasetExists() {
        return reading(() -> DatasetMark.isIn(storage));
    }

    @Override
    public void begin(LoadStart start) {
        current = calls.attempt("Noting how load " + start.loadId() + " begins", () -> {
            LoadNotes notes = new LoadNotes(start.notes(), bucket.text() + "/" + context.datasetName());
            return CurrentLoad.begin(start, notes, settings);
        });
    }

    @Override
    public List<TableSchema> migrate(Schema schema, Set<String> tables) {
        CurrentLoad load = load();
        load.requireNamesForAll();
        rules.checked(stateTable + "/" + SystemFileName.example(schema.name()));
        tables.stream()
                .filter(table -> !systemTables.contains(table))
                .forEach(table -> rules.checked(load.placement().example(schema.name(), table)));
        return calls.attempt("Preparing dataset '" + context.datasetName() + "'", () -> {
            storage.discardUnfinished();
            DatasetMark mark = DatasetMark.open(storage);
            load.notes().begin(schema.name());
            current = load.with(schema, mark);
            if (versions.has(schema.versionHash())) {
                return List.of();
            }
            StoredColumns before = versions.newest(schema.name())
                    .map(stored -> StoredColumns.parse(stored.schema()))
                    .orElse(StoredColumns.NONE);
            versions.add(schema, Instant.now());
            return before.missing(schema, tables);
        });
    }

    @Override
    public JobOutcome ingest(IngestJob job) {
        if (job.isStaging()) {
            return unsupported("Loading table '" + job.table().name() + "'");
        }
        if (job.table().name().equals(stateTable)) {
            // the completion brings the state
            return JobOutcome.completed();
        }
        CurrentLoad load = load();
        return calls.job(
                "Loading " + job.files().get(0) + " into table '" + job.table().name() + "'", () -> {
                    for (JobFile file : job.files()) {
                        storage.write(rules.checked(load.name(job.table().name(), file)), file.path());
                    }
                });
    }

    @Override
    public void openStage(Schema schema) {
        CurrentLoad load = load();
        load.requireNamesForAll();
        current = calls.attempt("Preparing stage '" + context.datasetName() + "'", () -> {
            storage.discardUnfinished();
            DatasetMark mark = DatasetMark.open(storage);
            load.notes().begin(schema.name());
            return load.with(schema, mark);
        });
    }

    @Override
    public IngestJob stage(IngestJob job) {
        CurrentLoad load = load();
        return calls.attempt("Staging " + job.files().get(0), () -> {
            List<JobFile> staged = new ArrayList<>();
            for (JobFile file : job.files()) {
                String name = rules.checked(load.name(job.table().name(), file));
                storage.write(name, file.path());
                staged.add(file.stagedAt(url(name)));
            }
            return job.withFiles(staged);
        });
    }

    @Override
    public List<TableFiles> tableFiles(Schema schema, List<TableSchema> tables, Path scratch) {
        Optional<Path> folder = bucket.path().map(path -> path.resolve(context.datasetName()));
        LocalCopies copies = new LocalCopies(storage, folder, scratch);
        return reading(() -> {
            List<TableFiles> found = new ArrayList<>();
            for (TableSchema table : tables) {
                String name = table.name();
                found.add(copies.of(
                        table,
                        systemTables.contains(name)
                                ? OwnFiles.ofSystem(name)
                                : settings.files(
                                        schema.name(), name, schema.tables().keySet())));
            }
            return found;
        });
    }

    private String url(String name) {
        return bucket.path()
                .map(path -> BucketUrl.text(path.resolve(context.datasetName()).resolve(name)))
                .orElseGet(() -> bucket.url() + "/" + context.datasetName() + "/" + name);
    }

    @Override
    public JobOutcome truncate(TruncateJob job) {
        if (job.isStaging()) {
            return unsupported("Emptying " + job.tables().size() + " tables");
        }
        CurrentLoad load = load();
        return calls.job("Emptying " + job.tables().size() + " tables", () -> {
            load.truncate(job, storage, context.failPoint());
        });
    }

    @Override
    public JobOutcome complete(LoadCompletion completion) {
        return calls.job("Completing load " + completion.loadId(), () -> {
            if (completion.state().isPresent()) {
                states.add(completion.state().get(), completion.schemaVersionHash());
            }
            context.failPoint().reach("filesystem.complete.before");
            if (!loads.has(completion.loadId(), completion.schemaName())) {
                loads.add(completion);
            }
            context.failPoint().reach("filesystem.complete.after");
            if (completion.state().isPresent() && maxStateFiles > 0) {
                states.dropOld(completion.pipelineName(), maxStateFiles, loads.ids());
            }
            storage.discardUnfinished();
        });
    }

    @Override
    public JobOutcome drop(DropJob job) {
        CurrentLoad load = load();
        return calls.job("Dropping tables of schema '" + job.schemaName() + "'", () -> {
            load.drop(job, storage, versions, context.failPoint());
        });
    }

    @Override
    public Set<JobKey> committed(UndoJob job) {
        return reading(() -> unfinished().committed(job));
    }

    @Override
    public JobOutcome undo(UndoJob job) {
        return calls.job(
                "Taking load " + job.loadId() + " back", () -> unfinished().remove(job));
    }

    private Unfinished unfinished() {
        return new Unfinished(load(), storage, states, stateTable);
    }

    @Override
    public void close() {
        current = null;
        calls.attempt("Closing the connections", () -> {
            storage.close();
            return true;
        });
    }

    private <T> T reading(Calls.Reading<T> reading) {
        return calls.attempt("Reading dataset '" + context.datasetName() + "'", reading);
    }

    private CurrentLoad load() {
        CurrentLoad load = current;
        if (load == null) {
            throw new IllegalStateException("no load has begun in " + location());
        }
        return load;
    }

    private JobOutcome unsupported(String doing) {
        return JobOutcome.rejected(new DltException(
                FilesystemError.FILESYSTEM_JOB_UNSUPPORTED,
                doing + " of dataset '" + context.datasetName()
                        + "' is meant for a staging dataset, which the filesystem destination has not.",
                "Use the write disposition append or replace with truncate-and-insert."));
    }
}
