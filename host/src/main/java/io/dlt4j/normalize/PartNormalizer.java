package io.dlt4j.normalize;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.pack.DurableFiles;
import io.dlt4j.schema.DltSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns one part into job files and a schema delta: a pure task over its part, the schema and the settings, apart from random
 * ids. One instance a part; not thread-safe.
 */
final class PartNormalizer {

    /** Columns are written early when they hold this much, so that memory does not follow the part. */
    private static final long FLUSH_BYTES = 40L << 20;

    /** Beyond this a tree of an item costs more memory than there may be. */
    private static final int LARGE_ITEM = 1 << 20;

    private static final int FIRST_EXCERPT = 1000;

    private static final long CHECK_EVERY_BYTES = 1L << 20;

    private static final ByteJsonFactory JSON = ByteJsonFactory.SHARED;

    private final PartInput part;
    private final VectorPool pool;
    private final Shapes shapes;
    private final ItemRows rows = new ItemRows();
    private final TreeWalker tree;
    private final TokenWalker tokens;
    private final RootIds rootIds;
    /** Whether the fast path can do what the normalizer's configuration asks for. */
    private final boolean isFast;

    private final JobWriter writer;
    private final TableBuffer root;
    private final Shape rootShape;

    PartNormalizer(PartInput part, DltSchema schema, NormalizeSettings settings, VectorPool pool) {
        this.part = part;
        this.pool = pool;
        this.shapes = new Shapes(
                schema,
                schema.naming(java.util.OptionalInt.of(settings.capabilities().identifierLimit())),
                pool,
                part);
        this.root = shapes.root(shapes.names.table(part.table()));
        this.writer = new JobWriter(settings, settings.formats().writer(fileFormat(schema, root)));
        this.rootShape = shapes.root(root, shapes.startLevel(root));
        Propagation propagation = new Propagation(schema);
        RowSystem system = new RowSystem(shapes.names, settings.loadId(), propagation.rootIdColumn(root.name));
        RowIds ids = new RowIds();
        ContentIds contentIds = new ContentIds(ids, system.idColumn, settings.capabilities());
        this.rootIds = RootIds.of(contentIds.kind(root), ids, shapes, rootShape);
        int weiDigits = settings.weiDigits();
        ColumnInference inference = new ColumnInference(schema, shapes.names, settings.capabilities(), weiDigits);
        this.tree = new TreeWalker(shapes, system, ids, contentIds, inference, rows, weiDigits);
        this.tokens = new TokenWalker(shapes, system, ids, rootIds, inference, rows, weiDigits);
        this.isFast = propagation.isSimple(root.name, system.idColumn);
    }

    /** What the root table says holds for the tables nested in it too. */
    private static Optional<String> fileFormat(DltSchema schema, TableBuffer root) {
        return root.stored().flatMap(table -> schema.root(table.name()).text("file_format"));
    }

    /** Normalizes the part; if that fails it leaves no file. */
    PartResult normalize() throws IOException {
        try {
            return normalizeItems();
        } catch (DltException e) {
            writer.written().forEach(job -> DurableFiles.delete(job.path()));
            throw e;
        }
    }

    private PartResult normalizeItems() throws IOException {
        PartInput.Text text = part.load(pool);
        if (text.length() == 0) {
            return empty();
        }
        long itemLine = 1;
        try (ByteJsonParser parser = JSON.parser(text.bytes(), 0, text.length())) {
            long checked = 0;
            JsonToken token;
            while ((token = parser.nextToken()) != null) {
                if (token == JsonToken.END_ARRAY || token == JsonToken.START_ARRAY && isOutermost(parser)) {
                    continue;
                }
                itemLine = parser.tokenLine();
                shapes.contracts().at(itemLine);
                item(text, parser, token);
                long offset = parser.offset();
                if (offset - checked > CHECK_EVERY_BYTES) {
                    checked = offset;
                    flushIfLarge();
                }
            }
        } catch (StreamConstraintsException e) {
            throw Rejections.tooLarge(part.origin(), part.firstLine() + itemLine - 1, e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw Rejections.broken(part.origin(), brokenLine(e, itemLine), e.getOriginalMessage(), e);
        }
        return finish();
    }

    /** The elements of an outermost array are items; an array in it is one. */
    private static boolean isOutermost(JsonParser parser) {
        return parser.getParsingContext().getParent().inRoot();
    }

    /** A line of JSON Lines is broken where it starts; in a document the parser knows the place better. */
    private long brokenLine(JsonProcessingException failure, long itemLine) {
        long line = part.elements() && failure.getLocation() != null
                ? failure.getLocation().getLineNr()
                : itemLine;
        return part.firstLine() + line - 1;
    }

    private void item(PartInput.Text text, ByteJsonParser parser, JsonToken token) throws IOException {
        rows.begin();
        if (token != JsonToken.START_OBJECT || shapes.hasFilters()) {
            tree.item(root, Values.read(parser));
            return;
        }
        int start = (int) parser.tokenOffset();
        JsonStreamContext outer = parser.getParsingContext().getParent();
        boolean fast = isFast && rootIds.read(text.bytes(), start, text.length());
        if (fast && tokens.item(root, rootShape, parser)) {
            return;
        }
        rows.rollback();
        while (parser.getParsingContext() != outer) {
            parser.nextToken();
        }
        int length = (int) parser.offset() - start;
        if (!fast || length <= LARGE_ITEM || !discovered(text.bytes(), start, length)) {
            again(text.bytes(), start, length);
        }
    }

    /** Takes an item that brings something new as a tree. */
    private void again(byte[] bytes, int start, int length) throws IOException {
        try (JsonParser parser = JSON.parser(bytes, start, length)) {
            parser.nextToken();
            tree.item(root, Values.read(parser));
        }
    }

    /**
     * Discovers what a large item brings from excerpts of it, larger and larger ones, and then takes it the fast way; false if
     * that is no way for it.
     */
    private boolean discovered(byte[] bytes, int start, int length) throws IOException {
        Excerpt excerpt;
        int elements = FIRST_EXCERPT;
        do {
            excerpt = new Excerpt(elements);
            try (ByteJsonParser parser = JSON.parser(bytes, start, length)) {
                parser.nextToken();
                rows.begin();
                tree.item(root, excerpt.read(parser));
                rows.rollback();
            }
            try (ByteJsonParser parser = JSON.parser(bytes, start, length)) {
                parser.nextToken();
                rows.begin();
                if (tokens.item(root, rootShape, parser)) {
                    return true;
                }
                rows.rollback();
            }
            elements *= 10;
        } while (!excerpt.isComplete());
        return false;
    }

    private void flushIfLarge() throws IOException {
        long held = 0;
        for (TableBuffer table : shapes.tables()) {
            held += table.heapBytes();
        }
        if (held > FLUSH_BYTES) {
            flush();
        }
    }

    private void flush() throws IOException {
        for (TableBuffer table : shapes.tables()) {
            if (table.rows() > 0) {
                writer.write(table);
            }
        }
    }

    /** A part without items: the table is created or emptied, and gets the columns that every row has. */
    private PartResult empty() throws IOException {
        boolean seen = root.stored().map(TableSchema::hasSeenData).orElse(false);
        if (!seen) {
            rows.begin();
            tree.bareRow(root);
            rows.rollback();
        }
        if (root.guard == null || !root.guard.refusesRows()) {
            writer.write(root);
        }
        return finish();
    }

    private PartResult finish() throws IOException {
        flush();
        shapes.tables().forEach(TableBuffer::release);
        List<TableSchema> discovered = new ArrayList<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        for (TableBuffer table : shapes.tables()) {
            if (!table.discovered().isEmpty()) {
                discovered.add(delta(table));
            }
            if (table.totalRows() > 0 || table == root) {
                counts.put(table.name, table.totalRows());
            }
        }
        return new PartResult(
                discovered,
                writer.written(),
                counts,
                rows.nulls(),
                discarded(),
                decided(),
                rows.collisions().all());
    }

    private Map<String, Discarded> discarded() {
        Map<String, Discarded> found = new LinkedHashMap<>();
        for (TableBuffer table : shapes.tables()) {
            if (table.guard != null && !table.guard.discarded().equals(Discarded.NOTHING)) {
                found.put(table.name, table.guard.discarded());
            }
        }
        return found;
    }

    private Set<String> decided() {
        Set<String> found = new LinkedHashSet<>();
        for (TableBuffer table : shapes.tables()) {
            if (table.guard != null && table.guard.decided()) {
                found.add(table.name);
            }
        }
        return found;
    }

    private static TableSchema delta(TableBuffer table) {
        TableSchema.Builder delta = TableSchema.builder(table.name);
        table.parent().ifPresent(parent -> delta.property("parent", parent));
        return delta.columns(table.discovered()).build();
    }
}
