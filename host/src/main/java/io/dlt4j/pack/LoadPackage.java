package io.dlt4j.pack;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.FileFormat;
import io.dlt4j.schema.DltSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A package in {@code pending/} or {@code loaded/}. A view: what it says is read from disk when asked. */
public final class LoadPackage {

    /** The stages of a package. */
    public enum Stage {
        /** Published by extract. */
        EXTRACTED,
        /** Job files are ready. */
        NORMALIZED,
        /** A job was refused for good; waits for a decision. */
        FAILED,
        /** Complete in the destination. */
        LOADED
    }

    /** The keys of the reference's package state. */
    static final String DROPPED = "dropped_tables";

    static final String TRUNCATED = "truncated_tables";

    private static final String PACKAGE = "package.json";
    private static final String NORMALIZED = "normalized.json";
    private static final String FAILED = "failed.json";
    private static final String LOADED = "loaded.json";
    private static final String BEGUN = "begun.json";
    private static final String PLACES = "places";
    private static final String MIGRATED = "migrated.json";
    private static final String TABLES = "tables";

    /** The row of the pipeline state, for destinations that keep it apart from tables. */
    static final String STATE_ROW = "state_row.json";

    private final Path directory;
    private final Document head;

    private LoadPackage(Path directory, Document head) {
        this.directory = directory;
        this.head = head;
    }

    static LoadPackage read(Path directory) {
        Document head = Document.read(directory.resolve(PACKAGE));
        if (head.integer("format") > WorkingDirectory.FORMAT) {
            throw new DltException(
                    PackError.WORKDIR_TOO_NEW,
                    "Package " + directory + " has format " + head.integer("format") + ", written by dlt4j "
                            + head.findText("version").orElse("of unknown version") + ".",
                    "Use that version of dlt4j or a newer one to load it.");
        }
        return new LoadPackage(directory, head);
    }

    /** The load id. */
    public String loadId() {
        return head.text("load_id");
    }

    /** The batch that it was published with. */
    public String batchId() {
        return head.text("batch_id");
    }

    /** The run that extracted it, if it was one of the command line. */
    public Optional<String> runId() {
        return head.findText("run_id");
    }

    /** The schema's name. */
    public String schemaName() {
        return head.text("schema_name");
    }

    /** The tables that are dropped before its rows are loaded, under the names that they have in the destination. */
    public List<String> droppedTables() {
        return head.texts(DROPPED);
    }

    /** The tables that are emptied before its rows are loaded. */
    public List<String> truncatedTables() {
        return head.texts(TRUNCATED);
    }

    /** Where it is. */
    public Path directory() {
        return directory;
    }

    /** The schema as extract left it, in stored form. */
    public String extractedSchema() {
        return DurableFiles.read(directory.resolve("schema.json"));
    }

    /** The schema that the job files have, in stored form; only of a normalized package. */
    public String normalizedSchema() {
        return DurableFiles.read(jobs().resolve("schema.json"));
    }

    /** The stage it is in. */
    public Stage stage() {
        if (isLoaded()) {
            return Stage.LOADED;
        }
        if (!Files.exists(jobs().resolve(NORMALIZED))) {
            return Stage.EXTRACTED;
        }
        return Files.exists(directory.resolve(FAILED)) ? Stage.FAILED : Stage.NORMALIZED;
    }

    /** Whether its load is complete. */
    public boolean isLoaded() {
        return Files.exists(directory.resolve(LOADED));
    }

    /** What extract stored, in order. */
    public List<PartFile> parts() {
        List<PartFile> parts = new ArrayList<>();
        for (Document part : head.documents("parts")) {
            parts.add(new PartFile(
                    directory.resolve("items").resolve(part.text("file")),
                    part.text("table"),
                    part.isTrue("elements"),
                    part.text("origin"),
                    part.integer("first_line"),
                    part.integer("bytes")));
        }
        return parts;
    }

    /** What normalize made; only of a normalized package. */
    public Document normalization() {
        return Document.read(jobs().resolve(NORMALIZED));
    }

    /** Keys of the package's data that share a name; only of a normalized package. */
    public List<NameCollision> collisions() {
        return NameCollision.of(normalization(), "collisions");
    }

    /** The job files; only of a normalized package. */
    public List<JobEntry> jobEntries() {
        List<JobEntry> entries = new ArrayList<>();
        for (Document job : normalization().documents("jobs")) {
            FileFormat format = new FileFormat(job.text("format"), (int) job.integer("format_version"));
            String fileId = job.text("file_id");
            entries.add(new JobEntry(
                    job.text("table"),
                    fileId,
                    format,
                    jobs().resolve(fileId + "." + job.findText("extension").orElse(format.name())),
                    job.integer("rows"),
                    job.integer("bytes")));
        }
        return entries;
    }

    /** Starts normalizing: an empty directory for job files, invisible until {@link #publishJobs}. */
    public Path startJobs() {
        Path fresh = directory.resolve("jobs.tmp");
        DurableFiles.delete(fresh);
        return DurableFiles.createDirectory(fresh);
    }

    /** Publishes the job files written since {@link #startJobs}, with the schema they have. */
    public void publishJobs(String schemaJson, List<JobEntry> entries, Document description) {
        Path fresh = directory.resolve("jobs.tmp");
        DurableFiles.replace(fresh.resolve("schema.json"), schemaJson);
        List<Map<String, @Nullable Object>> jobs = new ArrayList<>();
        for (JobEntry entry : entries) {
            Map<String, @Nullable Object> job = new LinkedHashMap<>();
            job.put("table", entry.table());
            job.put("file_id", entry.fileId());
            job.put("format", entry.format().name());
            job.put("format_version", (long) entry.format().version());
            job.put("extension", entry.extension());
            job.put("rows", entry.rows());
            job.put("bytes", entry.bytes());
            jobs.add(job);
        }
        description.with("jobs", jobs).save(fresh.resolve(NORMALIZED));
        DurableFiles.syncDirectory(fresh);
        FailPoints.reach("normalize.publish.before");
        DurableFiles.publish(fresh, jobs());
        FailPoints.reach("normalize.publish.after");
    }

    /**
     * Notes that loading begins, before anything is done in the destination: what is not noted here has had no effect anywhere.
     *
     * @param place the destination and the dataset
     * @return a directory for what the destination's client must remember of this load until it is complete
     */
    public Path begin(String place) {
        if (!places().contains(place)) {
            List<String> all = new ArrayList<>(places());
            all.add(place);
            Document.empty().with(PLACES, all).save(directory.resolve(BEGUN));
        }
        Path notes = DurableFiles.createDirectory(jobs().resolve("client"));
        DurableFiles.syncDirectory(jobs());
        return notes;
    }

    /** The load ids of all packages that wait in the same working directory, this one too. */
    public Set<String> waiting() {
        Path batch = directory.getParent();
        Path stage = batch == null ? null : batch.getParent();
        return stage == null
                ? Set.of(loadId())
                : WorkingDirectory.packagesIn(stage).stream()
                        .map(LoadPackage::loadId)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** The schema that the package was extracted from; empty if there was none. */
    public Optional<DltSchema> schemaBefore() {
        return Optional.ofNullable(directory.getParent())
                .flatMap(Snapshot::find)
                .map(before -> before.schemas().get(schemaName()));
    }

    /** Adds to what loading has changed in the destination's tables: their names, and those of their new columns. */
    public void noteMigrated(Map<String, List<String>> tables) {
        if (!tables.isEmpty()) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>(migrated());
            all.putAll(tables);
            Document.empty().with(TABLES, all).save(directory.resolve(MIGRATED));
        }
    }

    /** What {@link #noteMigrated} was told, in this process or an earlier one. */
    public Map<String, List<String>> migrated() {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        Object kept = Document.find(directory.resolve(MIGRATED))
                .map(document -> document.asMap().get(TABLES))
                .orElse(Map.of());
        if (kept instanceof Map<?, ?> map) {
            map.forEach((table, columns) -> tables.put(
                    String.valueOf(table),
                    ((List<?>) columns).stream().map(String::valueOf).toList()));
        }
        return tables;
    }

    /** Where loading has begun: some of its jobs may have had their effect there. */
    public List<String> places() {
        return Document.find(directory.resolve(BEGUN))
                .map(begun -> begun.texts(PLACES))
                .orElse(List.of());
    }

    /** The pipeline state that the package brings, as the values of a row of {@code _dlt_pipeline_state}, if it does. */
    public Optional<Document> pipelineState() {
        return Document.find(directory.resolve(STATE_ROW));
    }

    /**
     * Removes published job files, so that the package is normalized again: only of a package whose load has not begun, since
     * the keys of its jobs change.
     */
    public void unpublishJobs() {
        if (!places().isEmpty()) {
            throw new IllegalStateException("the load of " + loadId() + " has begun");
        }
        DurableFiles.delete(directory.resolve(FAILED));
        if (Files.exists(jobs())) {
            DurableFiles.publish(jobs(), directory.resolve("jobs.tmp"));
        }
        dropUnfinishedJobs();
    }

    /** Marks the package as refused for good. */
    public void markFailed(String jobId, String code, String message) {
        Document.empty()
                .with("job_id", jobId)
                .with("code", code)
                .with("message", message)
                .save(directory.resolve(FAILED));
    }

    /** Why it is {@link Stage#FAILED}, if it is. */
    public Optional<Document> failure() {
        return Document.find(directory.resolve(FAILED));
    }

    /** Takes the mark of {@link #markFailed} back. */
    public void clearFailure() {
        DurableFiles.delete(directory.resolve(FAILED));
    }

    /** Marks the package as complete, with what is worth keeping about its load. */
    public void markLoaded(Document summary) {
        FailPoints.reach("load.mark-loaded.before");
        summary.save(directory.resolve(LOADED));
        FailPoints.reach("load.mark-loaded.after");
    }

    /** What {@link #markLoaded} kept; only of a complete package. */
    public Document loadSummary() {
        return Document.read(directory.resolve(LOADED));
    }

    void dropUnfinishedJobs() {
        DurableFiles.delete(directory.resolve("jobs.tmp"));
    }

    /** Deletes items and job files; their descriptions stay. */
    void dropData() {
        DurableFiles.delete(directory.resolve("items"));
        DurableFiles.delete(directory.resolve("jobs.tmp"));
        for (Path file : DurableFiles.list(jobs())) {
            if (!file.getFileName().toString().endsWith(".json")) {
                DurableFiles.delete(file);
            }
        }
    }

    private Path jobs() {
        return directory.resolve("jobs");
    }
}
