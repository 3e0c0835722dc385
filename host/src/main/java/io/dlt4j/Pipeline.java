package io.dlt4j;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.load.PackageLoader;
import io.dlt4j.pack.Live;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.pack.WorkLock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final boolean ownsPlugins;
    private Setup setup;
    private boolean synced;
    private boolean begun;

    Pipeline(Setup setup, boolean ownsPlugins) {
        this.setup = setup;
        this.ownsPlugins = ownsPlugins;
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
     * @throws DltException if it is none, nothing knows what its type can do, or it does not load from the pipeline's stage
     */
    public Pipeline to(Destination destination) {
        boolean same = setup.destination()
                .flatMap(Target::given)
                .filter(given -> given == destination)
                .isPresent();
        if (!same) {
            TargetLookup lookup = new TargetLookup(setup.config(), setup.plugins());
            Target target = lookup.find(destination);
            Setup next = setup.withDestination(target, setup.staging().or(() -> lookup.stagingOf(target)));
            next.fileFormats();
            setup = next;
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
            if (!setup.waiting().isEmpty()) {
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
            steps().requireNothingPending();
            setup.work().clear();
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
            Steps.Ahead ahead = trace.step("extract", () -> steps().extractAhead(sources, options, live, runId));
            LoadInfo info = trace.step("load", () -> steps().finishPending(link, ahead.live()));
            return info.withDiscarded(ahead.info().discarded());
        }
    }

    /** Normalizes and loads what is pending, for a caller that holds the lock; the info is empty if nothing is. */
    LoadInfo runPending() {
        try (DestinationLink link = new DestinationLink(setup);
                TraceRecorder trace = TraceRecorder.start(setup, "run")) {
            setup.requireDestination();
            Live live = open(link, trace);
            return trace.step("load", () -> steps().finishPending(link, live));
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
            setup.recover();
            return trace.step("extract", () -> {
                try (ExtractStep step = new ExtractStep(setup, steps().stored(), Optional.empty())) {
                    ExtractStep.Result result = step.extract(sources, options, Optional.empty());
                    if (!result.packages().isEmpty()) {
                        setup.work().live().save(result.live());
                    }
                    return steps().info(result, started);
                }
            });
        }
    }

    /**
     * Normalizes the extracted packages, and those again that were normalized for other rules or another format and whose load has
     * not begun; touches no destination.
     *
     * @throws DltException {@link io.dlt4j.load.LoadError#LOAD_BEGUN} if the load of such a package has begun
     */
    public NormalizeInfo normalize() {
        try (WorkLock lock = setup.work().lock("normalize");
                TraceRecorder trace = TraceRecorder.start(setup, "normalize")) {
            setup.recover();
            CapabilityCheck.unpublishOutdated(setup);
            return trace.step("normalize", () -> steps().normalizePending(steps().stored()))
                    .info();
        }
    }

    /** Loads the normalized packages. */
    public LoadInfo load() {
        try (WorkLock lock = setup.work().lock("load");
                DestinationLink link = new DestinationLink(setup);
                TraceRecorder trace = TraceRecorder.start(setup, "load")) {
            setup.requireDestination();
            setup.recover();
            return trace.step("load", () -> new LoadStep(setup).load(link, steps().stored()));
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
            setup.recover();
            new SyncStep(setup).sync(link.client(), steps().stored());
        }
    }

    /**
     * Puts the state and the schemas that the destination has in the place of those that are here, also where these are newer.
     *
     * @throws DltException {@link PipelineError#PIPELINE_PENDING} if packages wait, {@link PipelineError#PIPELINE_NOT_FOUND} if
     *     the destination has no state of this pipeline; nothing changes then
     */
    public void restore() {
        try (WorkLock lock = setup.work().lock("sync");
                DestinationLink link = new DestinationLink(setup)) {
            setup.recover();
            requireLoaded("taking the state from the destination would leave them behind");
            new SyncStep(setup).restore(link.client(), steps().stored());
        }
    }

    /**
     * Throws the packages away that are not complete, so that what they held can be extracted again: rows that they have loaded
     * are removed from the destination, and state and schemas become what they were before.
     *
     * @return their load ids, oldest first
     * @throws DltException {@link io.dlt4j.load.LoadError#LOAD_UNDO_IMPOSSIBLE} if what they did cannot be taken back, which is
     *     so where rows have been merged or replaced; nothing is dropped then
     */
    public List<String> dropPendingPackages() {
        return dropPendingPackages(false);
    }

    /**
     * As {@link #dropPendingPackages()}, or without taking anything back.
     *
     * @param keepState leaves the destination, the state and the schemas as the packages made them: the rows that they have not
     *     loaded are lost unless the source gives them again
     */
    public List<String> dropPendingPackages(boolean keepState) {
        try (WorkLock lock = setup.work().lock("drop-pending-packages");
                DestinationLink link = new DestinationLink(setup)) {
            setup.recover();
            DropPending drop = new DropPending(setup);
            List<LoadPackage> dropped = keepState ? drop.keepState(link) : drop.takeBack(link);
            return dropped.stream().map(LoadPackage::loadId).toList();
        }
    }

    /** What {@link #drop} would drop, as far as this machine knows; changes nothing. */
    public DropInfo planDrop(DropRequest request) {
        return DropPlan.of(request, setup.work().live().read().orElseGet(() -> NewState.live(setup)))
                .info(name());
    }

    /**
     * Drops tables of resources, with their state, in a load of its own: the next run of these resources begins anew. It is
     * resumed like any other load if the process is killed.
     *
     * @throws DltException {@link PipelineError#PIPELINE_PENDING} if packages wait, {@link PipelineError#PIPELINE_NOT_FOUND} if
     *     there is no such schema, or what a load throws
     */
    public DropInfo drop(DropRequest request) {
        try (WorkLock lock = setup.work().lock("drop");
                DestinationLink link = new DestinationLink(setup);
                TraceRecorder trace = TraceRecorder.start(setup, "drop")) {
            setup.requireDestination();
            setup.recover();
            requireLoaded("they would bring tables and state back");
            Live live = open(link, trace);
            DropPlan plan = DropPlan.of(request, live);
            if (!plan.tablesWithData().isEmpty()) {
                PackageLoader.requireDrop(link.client());
            }
            if (!plan.isEmpty()) {
                try (ExtractStep step = new ExtractStep(setup, live, Optional.empty())) {
                    Live next = step.drop(plan).live();
                    trace.step("load", () -> steps().finishPending(link, next));
                }
            }
            return plan.info(name());
        }
    }

    private void requireLoaded(String why) {
        if (!setup.work().pending().isEmpty()) {
            throw new DltException(
                    PipelineError.PIPELINE_PENDING,
                    "Pipeline '" + name() + "' has packages that are not loaded yet: " + why + ".",
                    "Load them first with 'dlt4j load --pipeline " + name() + "', or drop them with 'dlt4j pipeline "
                            + name() + " drop-pending-packages'.");
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
     * <p>The tables of a destination that keeps files are views of these, through the DuckDB plugin; they show what is there now.
     *
     * @throws DltException {@link PipelineError#PIPELINE_SQL_UNSUPPORTED} if the destination has no SQL, {@link
     *     PipelineError#PIPELINE_SQL_CLIENT_UNAVAILABLE} if files are to be queried and that plugin is not installed
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
        if (ownsPlugins) {
            setup.plugins().close();
        }
    }

    Setup setup() {
        return setup;
    }

    private Live open(DestinationLink link, TraceRecorder trace) {
        setup.recover();
        if (!setup.options().restore() || synced || setup.options().mode() == Setup.Mode.DEVELOPMENT) {
            return steps().stored();
        }
        Live live = steps().synced(link, trace);
        synced = true;
        return live;
    }

    private Steps steps() {
        return new Steps(setup);
    }
}
