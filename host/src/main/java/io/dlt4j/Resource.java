package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.extract.SourceFile;
import io.dlt4j.extract.SourceFiles;
import io.dlt4j.schema.SchemaContract;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stream of items for one root table, and how they are to be written.
 *
 * <p>Items may be maps, records, beans, Jackson trees, scalars, or lists of these, which count as pages of items. Immutable; the
 * methods that change something return copies. A resource over an iterator or a stream can be read once.
 */
public final class Resource {

    private final String name;
    private final Content content;
    private final TableHints hints;
    private final Optional<Incremental> incremental;
    private final OptionalLong limit;
    private final Optional<Function<Object, TableHints>> itemHints;

    private Resource(String name, Content content) {
        this(name, content, TableHints.none(), Optional.empty(), OptionalLong.empty(), Optional.empty());
    }

    private Resource(
            String name,
            Content content,
            TableHints hints,
            Optional<Incremental> incremental,
            OptionalLong limit,
            Optional<Function<Object, TableHints>> itemHints) {
        this.name = requireNonNull(name, "name is null");
        this.content = content;
        this.hints = hints;
        this.incremental = incremental;
        this.limit = limit;
        this.itemHints = itemHints;
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank");
        }
    }

    /** Items of a collection; read again on each run. */
    public static Resource of(String name, Iterable<?> items) {
        requireNonNull(items, "items is null");
        return from(name, items::iterator);
    }

    /** Items of an iterator; read once. */
    public static Resource of(String name, Iterator<?> items) {
        requireNonNull(items, "items is null");
        return from(name, once(name, items));
    }

    /** Items of a stream, which is closed at its end; read once. */
    public static Resource of(String name, Stream<?> items) {
        requireNonNull(items, "items is null");
        return from(name, once(name, new ClosingIterator(items)));
    }

    /** Items of an iterator that is made when extraction begins, on each run anew. */
    public static Resource from(String name, Supplier<? extends Iterator<?>> items) {
        requireNonNull(items, "items is null");
        return from(name, context -> items.get());
    }

    /**
     * Items of an iterator that is made when extraction begins, on each run anew, and that may ask what is new and remember
     * values. It is closed if it is {@link AutoCloseable}, also where reading ends early.
     */
    public static Resource from(String name, Function<ResourceContext, ? extends Iterator<?>> items) {
        return new Resource(name, new Content.Items(requireNonNull(items, "items is null")));
    }

    /** Items of a JSON text: an array of items, or values separated by white space. */
    public static Resource ofJson(String name, String json) {
        return new Resource(name, new Content.Text(requireNonNull(json, "json is null")));
    }

    /** Items of files: JSON, JSON Lines, CSV, TSV, plain, gzip or zstd. */
    public static Resource ofFiles(String name, Path... files) {
        return new Resource(
                name, new Content.Files(Arrays.stream(files).map(Path::toString).toList()));
    }

    /** Items of files given as on the command line: paths, globs, directories, {@code -}. */
    public static Resource ofFiles(String name, List<String> sources) {
        return new Resource(name, new Content.Files(List.copyOf(sources)));
    }

    /** Items of files that were found already, which are read once if the standard input is among them. */
    public static Resource ofFiles(String name, SourceFiles finder, List<SourceFile> files) {
        return new Resource(name, new Content.Found(finder, List.copyOf(files)));
    }

    /** A copy that writes to another table than the one named as the resource. */
    public Resource tableName(String table) {
        return hinted(given -> given.tableName(table));
    }

    /**
     * A copy whose items go each to the table that the function names for it; the hints hold for all of the tables.
     *
     * @param table from an item to a table's name
     */
    public Resource tableName(Function<Object, String> table) {
        requireNonNull(table, "table is null");
        Map<String, TableHints> known = new ConcurrentHashMap<>();
        return hintsFor(item -> known.computeIfAbsent(
                table.apply(item),
                found -> TableHints.builder().tableName(found).build()));
    }

    /**
     * A copy whose items each have hints of their own, in addition to those of the resource.
     *
     * @param given from an item to its hints, which must name the table
     */
    public Resource hintsFor(Function<Object, TableHints> given) {
        return new Resource(name, content, hints, incremental, limit, Optional.of(given));
    }

    /** A copy with another write disposition than {@code append}. */
    public Resource writeDisposition(WriteDisposition disposition) {
        return hinted(given -> given.writeDisposition(disposition));
    }

    /** A copy whose rows are merged into the table. */
    public Resource merge(MergeOptions options) {
        return hinted(given -> given.merge(options));
    }

    /** A copy with that primary key. */
    public Resource primaryKey(String... names) {
        return hinted(given -> given.primaryKey(names));
    }

    /** A copy with that merge key. */
    public Resource mergeKey(String... names) {
        return hinted(given -> given.mergeKey(names));
    }

    /** A copy that knows more of these columns, for example their types. */
    public Resource columns(ColumnSchema... columns) {
        return hinted(given -> Arrays.stream(columns).forEach(given::column));
    }

    /** A copy in which what is nested deeper becomes JSON. */
    public Resource maxTableNesting(int levels) {
        return hinted(given -> given.maxTableNesting(levels));
    }

    /** A copy whose table's schema changes only as the contract allows. */
    public Resource schemaContract(SchemaContract modes) {
        return hinted(given -> given.schemaContract(modes));
    }

    /** A copy with these hints in place of its own. */
    public Resource hints(TableHints given) {
        return new Resource(name, content, requireNonNull(given, "given is null"), incremental, limit, itemHints);
    }

    /** A copy with hints added to its own. */
    public Resource hints(Consumer<TableHints.Builder> change) {
        return hinted(change);
    }

    private Resource hinted(Consumer<TableHints.Builder> change) {
        TableHints.Builder builder = hints.toBuilder();
        change.accept(builder);
        return hints(builder.build());
    }

    /** A copy whose items go through {@code mapping}; an item that becomes {@code null} is left out. */
    public Resource map(Function<Object, ? extends @Nullable Object> mapping) {
        requireNonNull(mapping, "mapping is null");
        return transformed(items -> items.map(mapping));
    }

    /** A copy with those items only that {@code predicate} holds for. */
    public Resource filter(Predicate<Object> predicate) {
        requireNonNull(predicate, "predicate is null");
        return transformed(items -> items.filter(predicate));
    }

    /** A copy that loads only what is new since the last run, of the items that other steps leave. */
    public Resource incremental(Incremental cursor) {
        return new Resource(name, content, hints, Optional.of(cursor), limit, itemHints);
    }

    /** A copy with at most {@code count} items, of those that all other steps leave. */
    public Resource limit(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("count is " + count);
        }
        return new Resource(name, content, hints, incremental, OptionalLong.of(count), itemHints);
    }

    private Resource transformed(Function<Stream<Object>, Stream<?>> step) {
        return new Resource(name, new Content.Transformed(content, step), hints, incremental, limit, itemHints);
    }

    /** The name; part of the pipeline's state. */
    public String name() {
        return name;
    }

    /** What is said of the table. */
    public TableHints hints() {
        return hints;
    }

    /** The table's name before the naming convention. */
    String table() {
        return hints.tableName().orElse(name);
    }

    WriteDisposition disposition() {
        return hints.writeDisposition();
    }

    Content content() {
        return content;
    }

    /** Whether the items are text that can be extracted without making objects of them. */
    boolean isText() {
        return content.isText() && limit.isEmpty() && itemHints.isEmpty();
    }

    Optional<Incremental> incremental() {
        return incremental;
    }

    OptionalLong limit() {
        return limit;
    }

    /** What is said of the tables, by the cursor too. */
    TableHints completeHints() {
        Optional<String> field = incremental.flatMap(Incremental::field);
        return field.isEmpty()
                ? hints
                : hints.toBuilder()
                        .column(ColumnSchema.builder(field.get())
                                .property("incremental", true)
                                .build())
                        .build();
    }

    /** From an item to hints of its own, if items have any. */
    Optional<Function<Object, TableHints>> itemHints() {
        return itemHints;
    }

    private static Supplier<Iterator<?>> once(String name, Iterator<?> items) {
        AtomicBoolean read = new AtomicBoolean();
        return () -> {
            if (read.getAndSet(true)) {
                throw new DltException(
                        PipelineError.PIPELINE_SOURCE_EXHAUSTED,
                        "Resource '" + name + "' was extracted before, and its iterator or stream can be read once.",
                        "Make the resource from a collection or a supplier, or make it anew for each run.");
            }
            return items;
        };
    }

    @Override
    public String toString() {
        return "Resource[" + name + "]";
    }
}
