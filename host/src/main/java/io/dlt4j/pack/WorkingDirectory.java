package io.dlt4j.pack;

import io.dlt4j.api.error.DltException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A pipeline's directory on disk.
 *
 * <pre>
 * dlt4j.json              the mark: format and product version
 * lock                    held while a process works here, names the holder
 * state.json schemas/     caches of the newest state and schemas; live.json says which event they reflect
 * run.json                what the running or killed `run` was started with
 * writing/                batches under construction; worthless after a crash
 * pending/&lt;batch&gt;/&lt;load id&gt;/   published packages, oldest first
 * loaded/&lt;batch&gt;/&lt;load id&gt;/    complete ones, without their data
 * dropping.json          which pending packages are being thrown away
 * trace.json
 * </pre>
 *
 * <p>A batch is published by one rename into {@code pending/}, its packages' job files by one rename of {@code jobs.tmp} to {@code
 * jobs}; a package is complete when its {@code loaded.json} is there. Thread-safe for reading; writers hold the {@link
 * #lock}.
 */
public final class WorkingDirectory {

    /** The version of the layout. */
    static final int FORMAT = 1;

    private static final String MARK = "dlt4j.json";
    private static final String PENDING = "pending";
    private static final String LOADED = "loaded";

    private final Path root;

    private WorkingDirectory(Path root) {
        this.root = root;
    }

    /**
     * Opens the directory, creating and marking it if it is not there or empty.
     *
     * @throws DltException {@link PackError#WORKDIR_FOREIGN} if it holds somebody else's files, {@link
     *     PackError#WORKDIR_TOO_NEW} if a newer version wrote it
     */
    public static WorkingDirectory open(Path root, String productVersion) {
        Path absolute = root.toAbsolutePath().normalize();
        Path mark = absolute.resolve(MARK);
        if (!Files.exists(mark)) {
            if (Files.isRegularFile(absolute) || !DurableFiles.list(absolute).isEmpty()) {
                throw new DltException(
                        PackError.WORKDIR_FOREIGN,
                        "The pipeline's working directory " + absolute + " holds files that are not dlt4j's.",
                        "Choose another directory with --pipelines-dir, or move these files away.");
            }
            DurableFiles.createDirectory(absolute);
            Document.empty()
                    .with("format", (long) FORMAT)
                    .with("version", productVersion)
                    .save(mark);
        }
        Document found = Document.read(mark);
        if (found.integer("format") > FORMAT) {
            throw new DltException(
                    PackError.WORKDIR_TOO_NEW,
                    "The working directory " + absolute + " has format " + found.integer("format")
                            + ", written by dlt4j "
                            + found.findText("version").orElse("of unknown version") + "; this version reads up to "
                            + FORMAT + ".",
                    "Use that version of dlt4j or a newer one.");
        }
        return new WorkingDirectory(absolute);
    }

    /** Whether {@code root} is a working directory. */
    public static boolean exists(Path root) {
        return Files.exists(root.resolve(MARK));
    }

    /** The directory. */
    public Path root() {
        return root;
    }

    /**
     * Takes the directory for this process.
     *
     * @param purpose shown to others who want it meanwhile
     * @throws DltException {@link PackError#WORKDIR_LOCKED}, naming the holder
     */
    public WorkLock lock(String purpose) {
        return WorkLock.take(root.resolve("lock"), purpose);
    }

    /** The caches of state and schemas. */
    public LiveStore live() {
        return new LiveStore(this);
    }

    /** Starts a batch of packages; invisible to everybody until it is published. */
    public BatchWriter startBatch(String firstLoadId) {
        Path directory = root.resolve("writing").resolve(firstLoadId);
        DurableFiles.delete(directory);
        return new BatchWriter(this, firstLoadId, DurableFiles.createDirectory(directory));
    }

    /** The packages that are not complete yet, in the order in which they are loaded. */
    public List<LoadPackage> pending() {
        return packagesIn(root.resolve(PENDING));
    }

    /** The complete packages, oldest first. */
    public List<LoadPackage> loaded() {
        return packagesIn(root.resolve(LOADED));
    }

    /** The greatest load id of the directory, or an empty text. */
    public String newestLoadId() {
        String newest = "";
        for (String stage : List.of(PENDING, LOADED)) {
            List<Path> batches = DurableFiles.list(root.resolve(stage));
            if (!batches.isEmpty()) {
                for (Path load : DurableFiles.list(batches.get(batches.size() - 1))) {
                    String id = load.getFileName().toString();
                    if (Files.isDirectory(load) && id.compareTo(newest) > 0) {
                        newest = id;
                    }
                }
            }
        }
        return newest;
    }

    /** Removes packages, state and schemas, for who holds the lock: nothing is left but the directory's mark. */
    public void clear() {
        // without this file the others count as absent
        DurableFiles.delete(root.resolve("live.json"));
        for (Path entry : DurableFiles.list(root)) {
            String name = entry.getFileName().toString();
            if (!name.equals(MARK) && !name.equals("lock")) {
                DurableFiles.delete(entry);
            }
        }
    }

    /**
     * Removes what a killed process left half-written, and finishes what it had decided: drops and renames. A batch that is in
     * two stages, as after a backup was played back, is where it got farthest.
     *
     * @param keepData as {@link #retire}
     */
    public void recover(boolean keepData) {
        DurableFiles.delete(root.resolve("writing"));
        new PackageDrop(this).finish();
        for (Path batch : DurableFiles.list(root.resolve(PENDING))) {
            if (Files.exists(root.resolve(LOADED).resolve(batch.getFileName()))) {
                discard(batch);
                continue;
            }
            boolean complete = true;
            for (LoadPackage load : packagesOf(batch)) {
                load.dropUnfinishedJobs();
                complete &= load.isLoaded();
            }
            if (complete) {
                retire(batch.getFileName().toString(), keepData);
            }
        }
    }

    /**
     * Whether a package was extracted in the knowledge of that load, because it happened here or was seen here before.
     *
     * @param loadId of a complete load
     */
    public boolean knew(LoadPackage load, String loadId) {
        return LoadIds.newestRemembered(stateBefore(load)).compareTo(loadId) >= 0
                || isIn(PENDING, loadId)
                || isIn(LOADED, loadId);
    }

    private PipelineState stateBefore(LoadPackage load) {
        return Snapshot.find(root.resolve(PENDING).resolve(load.batchId()))
                .map(Live::state)
                .orElseGet(() -> PipelineState.create(""));
    }

    /** A batch has the id of its first package, and later batches have greater ones; there may be thousands. */
    private boolean isIn(String stage, String loadId) {
        Optional<Path> batch = DurableFiles.list(root.resolve(stage)).stream()
                .filter(candidate -> candidate.getFileName().toString().compareTo(loadId) <= 0)
                .reduce((earlier, later) -> later);
        return batch.filter(found -> Files.isDirectory(found.resolve(loadId))).isPresent();
    }

    /** Whether {@link #drop} can bring back the state that was before the pending packages. */
    public boolean canTakeStateBack() {
        return new PackageDrop(this).canTakeStateBack();
    }

    /**
     * Throws all pending packages away: all of them or none, whatever is killed when.
     *
     * @param keepState whether state and schemas stay as the packages left them; otherwise they become what they were before
     */
    public void drop(boolean keepState) {
        new PackageDrop(this).run(keepState);
    }

    /** Makes a pending batch vanish at once, and then deletes it. */
    void discard(Path batch) {
        if (Files.exists(batch)) {
            Path gone = root.resolve("writing").resolve("dropped-" + batch.getFileName());
            DurableFiles.delete(gone);
            DurableFiles.publish(batch, gone);
            DurableFiles.delete(gone);
        }
    }

    /**
     * Moves a batch to {@code loaded/} if all its packages are complete.
     *
     * @param keepData whether items and job files stay, for whoever wants to look at them
     */
    public void retire(String batchId, boolean keepData) {
        Path batch = root.resolve(PENDING).resolve(batchId);
        if (packagesOf(batch).stream().allMatch(LoadPackage::isLoaded)) {
            if (!keepData) {
                packagesOf(batch).forEach(LoadPackage::dropData);
            }
            DurableFiles.publish(batch, root.resolve(LOADED).resolve(batchId));
        }
    }

    static List<LoadPackage> packagesIn(Path stage) {
        List<LoadPackage> found = new ArrayList<>();
        for (Path batch : DurableFiles.list(stage)) {
            found.addAll(packagesOf(batch));
        }
        found.sort(Comparator.comparing(LoadPackage::loadId));
        return List.copyOf(found);
    }

    private static List<LoadPackage> packagesOf(Path batch) {
        List<LoadPackage> found = new ArrayList<>();
        for (Path entry : DurableFiles.list(batch)) {
            if (Files.isDirectory(entry)) {
                found.add(LoadPackage.read(entry));
            }
        }
        return found;
    }
}
