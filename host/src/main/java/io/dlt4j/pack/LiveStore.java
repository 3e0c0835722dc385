package io.dlt4j.pack;

import io.dlt4j.schema.DltSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest state and schemas of a pipeline: caches of what published packages carry.
 *
 * <p>Each event that changes them has a number: a published batch, published job files, a restore from the destination. {@code
 * live.json} holds the number that the caches reflect; {@link #load} applies the pending packages' events beyond it, in
 * order, and nothing else, so that a crash between publication and saving is made good, and a state that a restore put
 * there is never overwritten by an older package.
 */
public final class LiveStore {

    private static final String SUFFIX = ".schema.json";

    private final WorkingDirectory work;

    LiveStore(WorkingDirectory work) {
        this.work = work;
    }

    /** The newest state and schemas; empty if the pipeline never had any. Brings the caches up to date. */
    public Optional<Live> load() {
        Live cached = cached();
        Live live = upToDate(cached);
        if (live.sequence() > cached.sequence()) {
            save(live);
        }
        return some(live);
    }

    /** As {@link #load}, for readers without the lock: changes nothing. */
    public Optional<Live> read() {
        return some(upToDate(cached()));
    }

    /** Whether the newest event is none of a pending package's: the state came from elsewhere since. */
    public boolean isNewerThanPending() {
        long cached = cached().sequence();
        return cached > 0 && eventsAfter(-1).stream().noneMatch(event -> event.sequence() >= cached);
    }

    private Live upToDate(Live cached) {
        Live live = cached;
        for (Event event : eventsAfter(cached.sequence())) {
            live = event.applyTo(live);
        }
        return live;
    }

    private static Optional<Live> some(Live live) {
        return live.sequence() == 0 ? Optional.empty() : Optional.of(live);
    }

    /** Writes the caches. */
    public void save(Live live) {
        Path schemas = DurableFiles.createDirectory(work.root().resolve("schemas"));
        for (Path file : DurableFiles.list(schemas)) {
            String name = file.getFileName().toString();
            if (name.endsWith(SUFFIX)
                    && !live.schemas().containsKey(name.substring(0, name.length() - SUFFIX.length()))) {
                DurableFiles.delete(file);
            }
        }
        live.schemas()
                .forEach((name, schema) -> DurableFiles.replace(schemas.resolve(name + SUFFIX), schema.prettyJson()));
        DurableFiles.replace(work.root().resolve("state.json"), live.state().json());
        FailPoints.reach("live.save.before");
        Document.empty().with("sequence", live.sequence()).save(work.root().resolve("live.json"));
        FailPoints.reach("live.save.after");
    }

    private Live cached() {
        Optional<Document> head = Document.find(work.root().resolve("live.json"));
        if (head.isEmpty()) {
            return Live.NONE;
        }
        PipelineState state = PipelineState.parse(DurableFiles.read(work.root().resolve("state.json")));
        Map<String, DltSchema> schemas = new TreeMap<>();
        for (Path file : DurableFiles.list(work.root().resolve("schemas"))) {
            if (file.getFileName().toString().endsWith(SUFFIX)) {
                DltSchema schema = DltSchema.parse(DurableFiles.read(file));
                schemas.put(schema.name(), schema);
            }
        }
        return new Live(state, schemas, head.get().integer("sequence"));
    }

    private List<Event> eventsAfter(long sequence) {
        List<Event> events = new ArrayList<>();
        for (LoadPackage load : work.pending()) {
            Path batch = load.directory().getParent();
            if (batch != null) {
                events.add(Event.extracted(load, batch));
            }
            if (load.stage() != LoadPackage.Stage.EXTRACTED) {
                events.add(Event.normalized(load));
            }
        }
        events.removeIf(event -> event.sequence() <= sequence);
        events.sort(Comparator.comparingLong(Event::sequence));
        return events;
    }

    private record Event(long sequence, String schema, Optional<String> state) {

        static Event extracted(LoadPackage load, Path batch) {
            return new Event(
                    Document.read(batch.resolve("batch.json")).integer("sequence"),
                    load.extractedSchema(),
                    Optional.of(DurableFiles.read(batch.resolve("state.json"))));
        }

        static Event normalized(LoadPackage load) {
            return new Event(load.normalization().integer("sequence"), load.normalizedSchema(), Optional.empty());
        }

        Live applyTo(Live live) {
            DltSchema changed = DltSchema.parse(schema);
            Live withSchema = live.withSchema(changed);
            return (state.isPresent() ? withSchema.withState(PipelineState.parse(state.get())) : withSchema)
                    .atSequence(sequence);
        }
    }
}
