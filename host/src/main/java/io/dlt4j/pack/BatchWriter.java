package io.dlt4j.pack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes the packages of one extract, one a schema, and publishes them together. Not thread-safe.
 */
public final class BatchWriter implements AutoCloseable {

    private final WorkingDirectory work;
    private final String batchId;
    private final Path directory;
    private final Map<String, PackageWriter> packages = new LinkedHashMap<>();
    private final WriteBehind writes = new WriteBehind();
    private String lastLoadId = "";
    private boolean published;

    BatchWriter(WorkingDirectory work, String batchId, Path directory) {
        this.work = work;
        this.batchId = batchId;
        this.directory = directory;
    }

    /** The id of the batch: the load id of its first package. */
    public String batchId() {
        return batchId;
    }

    /** The package of that schema, started at the first call. */
    public PackageWriter packageOf(String schemaName) {
        return packages.computeIfAbsent(schemaName, name -> {
            String loadId = lastLoadId.isEmpty() ? batchId : LoadIds.next(java.time.Instant.now(), lastLoadId);
            lastLoadId = loadId;
            return new PackageWriter(directory.resolve(loadId), loadId, name, writes);
        });
    }

    /** Whether nothing was added to any package. */
    public boolean isEmpty() {
        return packages.values().stream().allMatch(PackageWriter::isEmpty);
    }

    /**
     * Publishes the batch with one rename. Packages without parts are left out; nothing is published if none has any.
     *
     * @param schemas stored form by schema name, for every package
     * @param before the state and schemas that the extract went on from
     * @param after those that it left, and the event number that the caches will reflect
     * @param runId the run of the command line, if any
     * @return the published packages
     */
    public List<LoadPackage> publish(
            Map<String, String> schemas, Live before, Live after, Optional<String> runId, String version) {
        List<Path> written = new ArrayList<>();
        for (PackageWriter writer : packages.values()) {
            if (!writer.isEmpty()) {
                writer.finish(batchId, schemas.getOrDefault(writer.schemaName(), ""), runId, version);
                written.add(Path.of(writer.loadId()));
            }
        }
        if (written.isEmpty()) {
            return List.of();
        }
        Document.empty().with("sequence", after.sequence()).save(directory.resolve("batch.json"));
        DurableFiles.replace(directory.resolve("state.json"), after.state().json());
        Snapshot.save(before, directory);
        DurableFiles.syncDirectory(directory);
        FailPoints.reach("extract.publish.before");
        Path target = work.root().resolve("pending").resolve(batchId);
        DurableFiles.publish(directory, target);
        published = true;
        FailPoints.reach("extract.publish.after");
        return written.stream().map(id -> LoadPackage.read(target.resolve(id))).toList();
    }

    /** Throws an unpublished batch away. */
    @Override
    public void close() {
        writes.close();
        if (!published) {
            DurableFiles.delete(directory);
        }
    }

    /** Writes the parts of one package. Not thread-safe. */
    public static final class PackageWriter {

        private final Path directory;
        private final String loadId;
        private final String schemaName;
        private final WriteBehind writes;
        private final List<Map<String, @Nullable Object>> parts = new ArrayList<>();
        private final Set<String> dropped = new TreeSet<>();
        private final Set<String> truncated = new TreeSet<>();

        PackageWriter(Path directory, String loadId, String schemaName, WriteBehind writes) {
            this.writes = writes;
            this.directory = directory;
            this.loadId = loadId;
            this.schemaName = schemaName;
            DurableFiles.createDirectory(directory.resolve("items"));
        }

        /** The package's load id. */
        public String loadId() {
            return loadId;
        }

        /** The schema's name. */
        public String schemaName() {
            return schemaName;
        }

        /** The directory, still invisible. */
        public Path directory() {
            return directory;
        }

        /** Whether nothing was added, and nothing is to be removed. */
        public boolean isEmpty() {
            return parts.isEmpty() && dropped.isEmpty() && truncated.isEmpty();
        }

        /** Has loading the package begin with dropping these tables of the destination. */
        public void drop(Collection<String> tables) {
            dropped.addAll(tables);
        }

        /** Has loading the package begin with emptying these tables of the destination. */
        public void truncate(Collection<String> tables) {
            truncated.addAll(tables);
        }

        /**
         * Writes a part and synchronises it, on a thread of this writer; its position in the package is that of the call. Blocks
         * while two parts wait to be written.
         *
         * @param written called when the part's bytes are not needed any more, on any thread
         */
        public void add(PartContent content, Runnable written) {
            String file = String.format(java.util.Locale.ROOT, "%06d.json", parts.size());
            Path path = directory.resolve("items").resolve(file);
            writes.add(() -> {
                DurableFiles.writeNew(path, content.bytes(), content.length());
                FailPoints.reach("extract.part.written");
                written.run();
            });
            Map<String, @Nullable Object> part = new LinkedHashMap<>();
            part.put("file", file);
            part.put("table", content.table());
            part.put("elements", content.elements());
            part.put("origin", content.origin());
            part.put("first_line", content.firstLine());
            part.put("bytes", (long) content.length());
            parts.add(part);
        }

        /** Keeps the row of the pipeline state that a part has too, for destinations that keep it apart from tables. */
        public void pipelineState(Map<String, Object> row) {
            Document document = Document.empty();
            row.forEach(document::with);
            document.save(directory.resolve(LoadPackage.STATE_ROW));
        }

        private void finish(String batchId, String schemaJson, Optional<String> runId, String version) {
            writes.finish();
            DurableFiles.syncDirectory(directory.resolve("items"));
            DurableFiles.replace(directory.resolve("schema.json"), schemaJson);
            Document head = Document.empty()
                    .with("format", (long) WorkingDirectory.FORMAT)
                    .with("version", version)
                    .with("load_id", loadId)
                    .with("batch_id", batchId)
                    .with("schema_name", schemaName);
            runId.ifPresent(id -> head.with("run_id", id));
            if (!dropped.isEmpty()) {
                head.with(LoadPackage.DROPPED, List.copyOf(dropped));
            }
            if (!truncated.isEmpty()) {
                head.with(LoadPackage.TRUNCATED, List.copyOf(truncated));
            }
            head.with("parts", parts).save(directory.resolve("package.json"));
        }
    }
}
