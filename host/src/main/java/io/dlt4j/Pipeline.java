package io.dlt4j;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.load.PackageLoader;
import io.dlt4j.normalize.Discarded;
import io.dlt4j.normalize.Normalized;
import io.dlt4j.pack.Live;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.pack.NameCollision;
import io.dlt4j.pack.PipelineState;
import io.dlt4j.pack.WorkLock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves data from resources into a dataset of a destination, through load packages on disk: whatever is killed when, each
 * row arrives once.
 *
 * <p>A pipeline is known by its name: its working directory holds pending packages, schemas and state. Each call that works
 * there holds the directory's lock; a pipeline is used by one thread at a time. Make one with {@link #named}.
 */
public final class Pipeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    private Setup setup;
    private boolean synced;
    private boolean begun;

    Pipeline(Setup setup) {
        this.setup = setup;
    }

    /** Starts a pipeline of that name. */
    public static PipelineBuilder named(String name) {
        return new PipelineBuilder(name);
    }

    /** The name. */
    public String name() {
        return setup.name();
    }

    /** The working directory. */
    public Path workingDirectory() {
        return setup.work().root();
    }

    /** The dataset's name, before the naming convention. */
    public String datasetName() {
        return setup.dataset();
    }

    /** Where it loads to, if anybody said so. */
    public Optional<DestinationInfo> destination() {
        return setup.destination().map(target -> DestinationInfo.of(target, setup.capabilities()));
    }

    /**
     * Loads to that destination from now on. Its rules hold for what is extracted and normalized from here; a package that was
     * normalized for others is refused by {@link #load} and can be normalized again. Does nothing if it is the same object as
     * before.
     *
     * @throws DltException if it is none, or nothing knows what its type can do
     */
    public Pipeline to(Destination destination) {
        boolean same = setup.destination()
                .flatMap(Target::given)
                .filter(given -> given == destination)
                .isPresent();
        if (!same) {
            setup = setup.withDestination(new TargetLookup(setup.config(), setup.plugins()).find(destination));
            synced = false;
        }
        return this;
    }

    /** As {@link #to(Destination)}, by name or type. */
    public Pipeline to(String nameOrType) {
        return to(Destination.from(nameOrType));
    }

    /** Extracts, normalizes and loads resources into the pipeline's default schema. */
    public LoadInfo run(Resource... resources) {
        return run(List.of(Source.ofDefaultSchema(Arrays.asList(resources))));
    }

    /**
     * Extracts, normalizes and loads sources. If packages of an earlier call are pending, those are loaded and nothing is
     * extracted; the {@link LoadInfo} says so.
     */
    public LoadInfo run(List<Source> sources) {
        return run(sources, RunOptions.none());
    }

    /** As {@link #run(List)}, with options for this run. */
    public LoadInfo run(List<Source> sources, RunOptions options) {
        try (WorkLock lock = setup.work().lock("run")) {
            begin();
            if (!setup.work().pending().isEmpty()) {
                LOG.warn(
                        "pipeline '{}' has pending packages: they are loaded, the data given is not extracted", name());
                return runPending().asResumed();
            }
            return runNew(sources, options, Optional.empty());
        }
    }

    /**
     * For a caller that holds the lock and is about to extract: in development, and after it, what the working directory has
     * goes first, once.
     */
    void begin() {
        if (begun) {
            return;
        }
        begun = true;
        Setup.Mode mode = setup.options().mode();
        if (mode == Setup.Mode.AFTER_DEVELOPMENT) {
            LOG.warn("pipeline '{}' was in development mode: it starts from scratch", name());
        }
        if (mode == Setup.Mode.DEVELOPMENT || mode == Setup.Mode.AFTER_DEVELOPMENT) {
            requireNothingPending();
            setup.work().clear();
        }
    }

    /** What was extracted in development may go; anything else may be the only copy that there is. */
    private void requireNothingPending() {
        boolean inDevelopment = setup.work()
                .live()
                .read()
                .map(Live::state)
                .map(PipelineState::isDevMode)
                .orElse(false);
        if (!inDevelopment && !setup.work().pending().isEmpty()) {
            throw new DltException(
                    PipelineError.PIPELINE_PENDING,
                    "Pipeline '" + name() + "' has packages that are not loaded yet, and development mode starts from"
                            + " scratch: they would be lost.",
                    "Load them first with 'dlt4j run' or 'dlt4j load' without development mode, or give the pipeline"
                            + " another name.");
        }
    }

    /** As {@link #run(List)}, for a caller that holds the lock and has seen to pending packages. */
    LoadInfo runNew(List<Source> sources, RunOptions options, Optional<String> runId) {
        try (DestinationLink link = new DestinationLink(setup);
                TraceRecorder trace = TraceRecorder.start(setup, "run")) {
            setup.requireDestination();
            if (options.refresh().filter(Refresh::drops).isPresent()) {
                PackageLoader.requireDrop(link.client());
            }
            Live live = open(link, trace);
            link.prepare();
            Ahead ahead = trace.step("extract", () -> extractAhead(sources, options, live, runId));
            LoadInfo info = trace.step("load", () -> finishPending(link, ahead.live()));
            return info.withDiscarded(ahead.info().discarded());
        }
    }

    /** Normalizes and loads what is pending, for a caller that holds the lock; the info is empty if nothing is. */
    LoadInfo runPending() {
        try (DestinationLink link = new DestinationLink(setup);
                TraceRecorder trace = TraceRecorder.start(setup, "run")) {
            setup.requireDestination();
            Live live = open(link, trace);
            return trace.step("load", () -> finishPending(link, live));
        }
    }

    /** As {@link #run(Resource...)}, {@linkplain #to(Destination) to} that destination. */
    public LoadInfo run(Destination destination, Resource... resources) {
        return to(destination).run(resources);
    }

    /** As {@link #run(List)}, {@linkplain #to(Destination) to} that destination. */
    public LoadInfo run(Destination destination, List<Source> sources) {
        return to(destination).run(sources);
    }

    /** Extracts resources into the default schema. */
    public ExtractInfo extract(Resource... resources) {
        return extract(List.of(Source.ofDefaultSchema(Arrays.asList(resources))));
    }

    /** Extracts sources into a batch of packages; needs no destination, and touches none. */
    public ExtractInfo extract(List<Source> sources) {
        return extract(sources, RunOptions.none());
    }

    /** As {@link #extract(List)}, with options for this extract. */
    public ExtractInfo extract(List<Source> sources, RunOptions options) {
        Instant started = Instant.now();
        try (WorkLock lock = setup.work().lock("extract");
                TraceRecorder trace = TraceRecorder.start(setup, "extract")) {
            begin();
            setup.work().recover();
            return trace.step("extract", () -> {
                try (ExtractStep step = new ExtractStep(setup, stored(), Optional.empty())) {
                    ExtractStep.Result result = step.extract(sources, options, Optional.empty());
                    if (!result.packages().isEmpty()) {
                        setup.work().live().save(result.live());
                    }
                    return info(result, started);
                }
            });
        }
    }

    /** Normalizes the extracted packages; touches no destination. */
    public NormalizeInfo normalize() {
        try (WorkLock lock = setup.work().lock("normalize");
                TraceRecorder trace = TraceRecorder.start(setup, "normalize")) {
            setup.work().recover();
            return trace.step("normalize", () -> normalizePending(stored())).info();
        }
    }

    /** Loads the normalized packages. */
    public LoadInfo load() {
        try (WorkLock lock = setup.work().lock("load");
                DestinationLink link = new DestinationLink(setup);
                TraceRecorder trace = TraceRecorder.start(setup, "load")) {
            setup.requireDestination();
            setup.work().recover();
            return trace.step("load", () -> new LoadStep(setup).load(link, stored()));
        }
    }

    /** As {@link #load()}, {@linkplain #to(Destination) to} that destination. */
    public LoadInfo load(Destination destination) {
        return to(destination).load();
    }

    /** Restores state and schemas from the destination where it has newer ones. */
    public void sync() {
        try (WorkLock lock = setup.work().lock("sync");
                DestinationLink link = new DestinationLink(setup)) {
            setup.work().recover();
            new SyncStep(setup).sync(link.client(), stored());
        }
    }

    /** As {@link #sync()}, {@linkplain #to(Destination) from} that destination. */
    public void sync(Destination destination) {
        to(destination).sync();
    }

    /** The schemas by name, as the newest step left them. */
    public Map<String, Schema> schemas() {
        return new TreeMap<>(setup.work().live().read().map(Live::schemas).orElse(Map.of()));
    }

    /**
     * A connection for SQL in the dataset, which the caller closes.
     *
     * @throws DltException {@link PipelineError#PIPELINE_SQL_UNSUPPORTED} if the destination has no SQL
     */
    public SqlClient sqlClient() {
        DestinationLink link = new DestinationLink(setup);
        try {
            return new SqlClient(setup, link);
        } catch (RuntimeException | Error e) {
            link.close();
            throw e;
        }
    }

    /** The packages that are not complete, oldest first. */
    public List<LoadPackage> pendingPackages() {
        return setup.work().pending();
    }

    /** The complete packages, oldest first. */
    public List<LoadPackage> loadedPackages() {
        return setup.work().loaded();
    }

    /** Gives the plugins back, whose class loaders may go then; a pipeline that is used again opens them again. */
    @Override
    public void close() {
        setup.plugins().close();
    }

    Setup setup() {
        return setup;
    }

    private Live open(DestinationLink link, TraceRecorder trace) {
        setup.work().recover();
        Live live = stored();
        if (!setup.options().restore() || synced || setup.options().mode() == Setup.Mode.DEVELOPMENT) {
            return live;
        }
        Synced restored = trace.step("sync", () -> new Synced(new SyncStep(setup).sync(link.client(), live)));
        synced = true;
        return NewState.describe(setup, restored.live());
    }

    /** What a sync left; its text goes into the trace. */
    private record Synced(Live live) {
        @Override
        public String toString() {
            return "state version " + live.state().version();
        }
    }

    /** What an extract with a normalizer beside it left; its text goes into the trace. */
    private record Ahead(ExtractInfo info, Live live) {
        @Override
        public String toString() {
            return info.toString();
        }
    }

    /** Extracts with a normalizer beside it, and publishes what both made. */
    private Ahead extractAhead(List<Source> sources, RunOptions options, Live live, Optional<String> runId) {
        Instant started = Instant.now();
        try (Overlap overlap = new Overlap(setup);
                ExtractStep step = new ExtractStep(setup, live, Optional.of(overlap))) {
            ExtractStep.Result result = step.extract(sources, options, runId);
            Live next = result.live();
            for (LoadPackage load : result.packages()) {
                Optional<Normalized> normalized = overlap.result(load.schemaName());
                if (normalized.isPresent()) {
                    next = new NormalizeStep(setup)
                            .publish(load, normalized.get(), next)
                            .live();
                }
            }
            return new Ahead(info(result, started), next);
        }
    }

    private ExtractInfo info(ExtractStep.Result result, Instant started) {
        List<String> ids = result.packages().stream().map(LoadPackage::loadId).toList();
        return new ExtractInfo(setup.name(), ids, result.bytes(), result.discarded(), since(started));
    }

    private LoadInfo finishPending(DestinationLink link, Live live) {
        return new LoadStep(setup).load(link, normalizePending(live).live());
    }

    /** What normalizing the pending packages left. */
    private record Finished(NormalizeInfo info, Live live) implements Warned {
        @Override
        public List<String> warnings() {
            return info.warnings();
        }

        @Override
        public String toString() {
            return info.toString();
        }
    }

    private Finished normalizePending(Live before) {
        Instant started = Instant.now();
        Live live = before;
        List<String> ids = new ArrayList<>();
        Map<String, Long> rows = new TreeMap<>();
        Map<String, Set<String>> nullOnly = new TreeMap<>();
        Map<String, Discarded> discarded = Map.of();
        List<NameCollision> collisions = new ArrayList<>();
        for (LoadPackage load : setup.work().pending()) {
            if (load.stage() == LoadPackage.Stage.EXTRACTED) {
                NormalizeStep.Result result = new NormalizeStep(setup).normalize(load, live);
                live = result.live();
                ids.add(load.loadId());
                result.normalized().rows().forEach((table, count) -> rows.merge(table, count, Long::sum));
                nullOnly.putAll(result.normalized().nullOnly());
                discarded = DiscardedData.sum(discarded, result.normalized().discarded());
                collisions.addAll(result.normalized().collisions());
            }
        }
        NormalizeInfo info =
                new NormalizeInfo(setup.name(), ids, rows, nullOnly, discarded, collisions, since(started));
        return new Finished(info, live);
    }

    private Live stored() {
        return setup.work()
                .live()
                .load()
                .map(live -> NewState.describe(setup, live))
                .orElseGet(() -> NewState.live(setup));
    }

    private static Duration since(Instant started) {
        return Duration.between(started, Instant.now());
    }
}
