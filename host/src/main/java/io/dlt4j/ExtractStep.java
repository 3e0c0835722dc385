package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.extract.ExtractError;
import io.dlt4j.extract.Extractor;
import io.dlt4j.extract.JsonCheck;
import io.dlt4j.extract.Part;
import io.dlt4j.extract.PartListener;
import io.dlt4j.extract.PartSource;
import io.dlt4j.normalize.Discarded;
import io.dlt4j.pack.BatchWriter;
import io.dlt4j.pack.Live;
import io.dlt4j.pack.LoadIds;
import io.dlt4j.pack.LoadPackage;
import io.dlt4j.pack.PipelineState;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.HintContract;
import io.dlt4j.schema.MergeHints;
import io.dlt4j.schema.NamingConvention;
import io.dlt4j.schema.SchemaName;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Extracts sources into one batch of packages, and publishes it with the state and the schemas that follow from it. Saving them
 * in the caches is the caller's.
 */
final class ExtractStep implements AutoCloseable {

    private final Setup setup;
    private final Optional<Overlap> overlap;
    private final BatchWriter batch;
    private final Map<String, Long> bytes = new LinkedHashMap<>();
    private final Set<String> schemaNames = new TreeSet<>();
    private final Map<String, Discarded> discarded = new TreeMap<>();
    private final Live before;
    private Optional<RefreshPlan> refresh = Optional.empty();
    private Live live;

    /**
     * @param live the state and schemas to go on from
     * @param overlap normalizes parts while they are extracted, if wanted
     */
    ExtractStep(Setup setup, Live live, Optional<Overlap> overlap) {
        this.setup = setup;
        this.before = live;
        this.live = live;
        this.overlap = overlap;
        String floor = max(setup.work().newestLoadId(), LoadIds.newestRemembered(live.state()));
        this.batch = setup.work().startBatch(LoadIds.next(Instant.now(), floor));
    }

    /** What was published, and the state and schemas that it brought. */
    record Result(List<LoadPackage> packages, Live live, Map<String, Long> bytes, Map<String, Discarded> discarded) {}

    Result extract(List<Source> sources, RunOptions options, Optional<String> runId) {
        refresh = options.refresh().map(RefreshPlan::new);
        setup.progress().begin("extract", -1);
        try {
            List<Source> sorted = new ArrayList<>();
            sources.forEach(source -> sorted.add(options.appliedTo(source)));
            sorted.sort(Comparator.comparing(this::schemaName));
            sorted.forEach(source -> refresh.ifPresent(plan -> live = plan.apply(source, schemaName(source), live)));
            refresh.ifPresent(this::order);
            for (Source source : sorted) {
                prepare(source);
                for (Resource resource : source.resources()) {
                    extract(schemaName(source), resource);
                }
            }
            StateRow.add(this, refresh.filter(plan -> !plan.isEmpty()).isPresent());
            return publish(runId);
        } finally {
            setup.progress().end("extract");
        }
    }

    /** Publishes a batch that drops tables and changes the state, and has no data. */
    Result drop(DropPlan plan) {
        live = plan.applied(live);
        batch.packageOf(plan.schemaName()).drop(plan.tablesWithData());
        StateRow.add(this, true);
        return publish(Optional.empty());
    }

    private String schemaName(Source source) {
        return source.name().orElseGet(this::defaultSchemaName);
    }

    /** Has the packages say what loading them removes before. */
    private void order(RefreshPlan plan) {
        plan.dropped().forEach((schema, tables) -> batch.packageOf(schema).drop(tables));
        plan.truncated().forEach((schema, tables) -> batch.packageOf(schema).truncate(tables));
    }

    /** Brings the schema of a source to what configuration, destination and the source want of it. */
    private void prepare(Source source) {
        String schemaName = schemaName(source);
        if (schemaNames.add(schemaName)) {
            live = live.withSchema(schema(schemaName));
        }
        DltSchema known = schemaOf(schemaName);
        DltSchema schema = setup.policy().applied(source.overlaid(known));
        if (!schema.settings().contract().equals(known.settings().contract())
                || !schema.normalizerConfig().equals(known.normalizerConfig())) {
            overlap.ifPresent(beside -> beside.giveUp(schemaName));
        }
        live = live.withSchema(schema);
        if (live.state().defaultSchemaName().isEmpty()) {
            live = live.withState(live.state().withDefaultSchemaName(schemaName));
        }
    }

    private void extract(String schemaName, Resource resource) {
        if (resource.disposition() == WriteDisposition.REPLACE) {
            live = live.withState(resetState(schemaName, resource.name()));
        }
        ResourceMemory memory = ResourceMemory.of(live.state(), schemaName, resource);
        DltSchema schema = schemaOf(schemaName);
        TableSchema root = rootTable(schema, resource, resource.completeHints());
        if (resource.itemHints().isEmpty() && HintContract.discards(schema, root)) {
            discard(resource, memory, root.name());
        } else {
            extract(schemaName, resource, memory);
        }
        live = live.withState(memory.saved(live.state()));
    }

    private void extract(String schemaName, Resource resource, ResourceMemory memory) {
        Extractor extractor = extractor(schemaName);
        String origin = "resource " + resource.name();
        boolean empty;
        try {
            if (resource.isText()) {
                try (PartFeed feed = PartFeed.open(resource.content(), origin, setup)) {
                    empty = !extractParts(schemaName, resource, memory, feed, extractor);
                }
            } else {
                try (ContentItems items = new ContentItems(setup, origin, memory.context())) {
                    empty = !extractItems(schemaName, resource, memory, items, extractor);
                }
            }
        } catch (IOException e) {
            throw Extractor.unreadable(origin, e);
        }
        if (empty && resource.disposition() == WriteDisposition.REPLACE) {
            emptyTables(schemaName, resource, extractor);
        }
    }

    /** Reads what the contract keeps out of the schema, so that cursors and iterators are where they would be else. */
    private void discard(Resource resource, ResourceMemory memory, String table) {
        String origin = "resource " + resource.name();
        try (ContentItems items = new ContentItems(setup, origin, memory.context())) {
            long rows = Extractor.count(
                    resource.name(), items.singles(resource.content()).iterator(), memory.selection());
            if (rows > 0) {
                discarded.merge(table, new Discarded(rows, 0), Discarded::plus);
            }
        } catch (IOException e) {
            throw Extractor.unreadable(origin, e);
        }
    }

    /** A replaced resource starts anew; its source gets an entry in the state, as the reference makes one. */
    private PipelineState resetState(String source, String resource) {
        PipelineState state = live.state();
        if (state.sourceValue(List.of(source)).isEmpty()) {
            return state.withSourceValue(List.of(source), Map.of());
        }
        return state.withoutSourceValue(List.of(source, "resources", resource));
    }

    /** Whether there were any items. */
    private boolean extractItems(
            String schemaName, Resource resource, ResourceMemory memory, ContentItems content, Extractor extractor)
            throws IOException {
        Iterator<?> items = resource.limit().isPresent()
                ? content.singles(resource.content()).iterator()
                : content.of(resource.content());
        ItemIntake intake = new ItemIntake(resource, extractor, memory.selection(), new ItemIntake.Tables() {
            @Override
            public boolean discards(TableHints hints) {
                DltSchema schema = schemaOf(schemaName);
                return HintContract.discards(schema, rootTable(schema, resource, hints));
            }

            @Override
            public String declare(TableHints hints) {
                return ExtractStep.this.declare(schemaName, resource, hints, Map.of());
            }
        });
        intake.take(items);
        intake.counts().forEach((table, count) -> bytes.merge(table, count, Long::sum));
        intake.discarded().forEach((table, rows) -> discarded.merge(table, new Discarded(rows, 0), Discarded::plus));
        return !intake.counts().isEmpty();
    }

    /** Whether there were any parts. */
    private boolean extractParts(
            String schemaName, Resource resource, ResourceMemory memory, PartFeed feed, Extractor extractor)
            throws IOException {
        boolean found = false;
        Optional<PartSource> source;
        while (!memory.isFinished() && (source = feed.next()).isPresent()) {
            PartSource parts = memory.selected(source.get());
            Optional<Part> first = parts.next();
            if (first.isPresent()) {
                String table = declare(schemaName, resource, resource.completeHints(), parts.columnHints());
                bytes.merge(table, extractor.parts(table, first, parts), Long::sum);
                found = true;
            }
        }
        return found;
    }

    /** The tables of a replaced resource that gets no rows are emptied, if there can be any. */
    private void emptyTables(String schemaName, Resource resource, Extractor extractor) {
        for (TableSchema known : List.copyOf(schemaOf(schemaName).tables().values())) {
            if (known.hasSeenData() && !known.isNested() && known.resource().equals(Optional.of(resource.name()))) {
                TableHints hints = resource.completeHints().toBuilder()
                        .tableName(known.name())
                        .build();
                extractor.nothing(declare(schemaName, resource, hints, Map.of()), resource.name());
            }
        }
    }

    /**
     * Brings the tables of hints into the schema.
     *
     * @param types of columns as a source found them in its values; hints are preferred
     * @return the name of the root table
     */
    private String declare(String schemaName, Resource resource, TableHints hints, Map<String, String> types) {
        DltSchema schema = schemaOf(schemaName);
        requireName(hints.tableName().orElse(resource.name()), schema);
        List<TableSchema> tables = HintedTables.all(resource.name(), hints, schema, naming(schema));
        TableSchema root = tables.get(0);
        admit(schemaName, root, HintedTables.typed(root, types, schema, naming(schema)));
        tables.subList(1, tables.size()).forEach(nested -> admit(schemaName, nested, nested));
        return root.name();
    }

    private TableSchema rootTable(DltSchema schema, Resource resource, TableHints hints) {
        return schema.normalized(HintedTables.root(resource.name(), hints), naming(schema));
    }

    /** Brings a table into the schema: the hints for it, and with them what is known of its data. */
    private void admit(String schemaName, TableSchema hinted, TableSchema table) {
        HintContract.admit(
                        schemaOf(schemaName), table, hinted.columns().keySet(), ExtractError.EXTRACT_CONTRACT_VIOLATED)
                .ifPresent(admitted -> merge(schemaName, admitted));
    }

    /** Merges a table into the schema that this extract leaves, and into the one that parts are normalized against. */
    void merge(String schemaName, TableSchema partial) {
        DltSchema before = schemaOf(schemaName);
        DltSchema after = before.withTable(partial, true);
        after.table(partial.name()).ifPresent(table -> MergeHints.check(table, setup.capabilities()));
        live = live.withSchema(after);
        TableSchema known = before.tables().get(partial.name());
        if (known == null || !Optional.of(known).equals(after.table(partial.name()))) {
            overlap.ifPresent(beside -> beside.declare(schemaName, partial));
        }
    }

    Extractor extractor(String schemaName) {
        BatchWriter.PackageWriter writer = batch.packageOf(schemaName);
        PartListener listener = overlap.<PartListener>map(beside -> beside.listener(writer, schemaOf(schemaName)))
                .orElseGet(JsonCheck::new);
        return new Extractor(writer, listener, setup.progress(), setup.options().partBytes());
    }

    private Result publish(Optional<String> runId) {
        Map<String, String> stored = new HashMap<>();
        for (DltSchema schema : live.schemas().values()) {
            DltSchema saved = schema.bumped();
            live = live.withSchema(
                    schemaNames.contains(schema.name()) ? setup.schemaFolders().announced(saved) : saved);
            stored.put(schema.name(), schemaOf(schema.name()).json());
        }
        overlap.ifPresent(Overlap::finish);
        Live next = live.next();
        List<LoadPackage> packages = batch.publish(stored, before, next, runId, Product.VERSION);
        if (packages.isEmpty()) {
            return new Result(packages, live, bytes, discarded);
        }
        packages.stream()
                .map(LoadPackage::schemaName)
                .filter(schemaNames::contains)
                .forEach(name -> setup.schemaFolders().offer(schemaOf(name)));
        return new Result(packages, next, bytes, discarded);
    }

    private DltSchema schemaOf(String name) {
        return requireNonNull(live.schemas().get(name), "schema is not known");
    }

    private DltSchema schema(String name) {
        return setup.schemaFolders()
                .current(name, Optional.ofNullable(live.schemas().get(name)))
                .map(setup.policy()::applied)
                .orElseGet(() -> setup.policy().create(name));
    }

    private String defaultSchemaName() {
        return live.state().defaultSchemaName().orElseGet(() -> SchemaName.ofPipeline(setup.name()));
    }

    private void requireName(String raw, DltSchema schema) {
        NamingConvention naming = naming(schema);
        String table =
                schema.usesPathNormalization() ? naming.normalizePath(raw) : naming.normalizeTableIdentifier(raw);
        if (table.isEmpty()) {
            throw new DltException(
                    PipelineError.PIPELINE_RESOURCES_INVALID,
                    "The table name '" + raw + "' has no character that a name can have.",
                    "Give the table another name with --table or tableName.");
        }
    }

    private NamingConvention naming(DltSchema schema) {
        return schema.naming(limit());
    }

    private OptionalInt limit() {
        return OptionalInt.of(setup.capabilities().identifierLimit());
    }

    Setup setup() {
        return setup;
    }

    Live live() {
        return live;
    }

    void live(Live changed) {
        live = changed;
    }

    BatchWriter batch() {
        return batch;
    }

    private static String max(String one, String other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Throws away what was not published, once nobody writes there any more. */
    @Override
    public void close() {
        overlap.ifPresent(Overlap::close);
        batch.close();
    }
}
