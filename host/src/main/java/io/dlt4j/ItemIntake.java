package io.dlt4j;

import com.fasterxml.jackson.databind.JsonNode;
import io.dlt4j.api.error.DltException;
import io.dlt4j.extract.Extractor;
import io.dlt4j.extract.ItemWriter;
import io.dlt4j.extract.Selection;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes the Java items of one resource: each goes to the table that the resource, its own hints or a mark name. Text of
 * several tables is collected side by side, and together no larger than one part.
 */
final class ItemIntake {

    private final Resource resource;
    private final TableHints common;
    private final Extractor extractor;
    private final Selection selection;
    private final Tables tables;
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private long selected;
    private long collectedBytes;

    /** What hints mean for the schema. */
    interface Tables {

        /** Whether a contract keeps rows of the table out. */
        boolean discards(TableHints hints);

        /** Brings the tables of hints into the schema, and says how the first of them is called there. */
        String declare(TableHints hints);
    }

    ItemIntake(Resource resource, Extractor extractor, Selection selection, Tables tables) {
        this.resource = resource;
        this.common = resource.completeHints();
        this.extractor = extractor;
        this.selection = selection;
        this.tables = tables;
    }

    /** The way of items to one table. */
    private final class Lane {

        final boolean discards;
        private final ItemWriter writer;
        private final List<TableHints> undeclared = new ArrayList<>();
        private TableHints own;
        private String table;
        boolean wanted;

        Lane(TableHints own) throws IOException {
            TableHints hints = complete(own);
            this.own = own;
            this.discards = tables.discards(hints);
            this.writer = extractor.itemWriter(resource.name(), selection.cursor(), this::declared);
            this.table = hints.tableName().orElse(resource.name());
            undeclared.add(hints);
        }

        /** Hints are looked into only where they are others than before. */
        void hints(TableHints next) {
            if (next != own) {
                own = next;
                undeclared.add(complete(next));
            }
        }

        void flush() {
            if (!discards) {
                writer.flush();
            }
        }

        String declared() {
            undeclared.forEach(hints -> table = tables.declare(hints));
            undeclared.clear();
            return table;
        }

        private TableHints complete(TableHints given) {
            return given == TableHints.none() ? common : common.overlaid(given);
        }
    }

    /** Takes all items. */
    void take(Iterator<?> items) throws IOException {
        while (!selection.isComplete(selected) && items.hasNext()) {
            Object item = items.next();
            if (item != null) {
                take(item);
            }
        }
        for (Lane lane : lanes.values()) {
            lane.flush();
            if (lane.wanted && !lane.discards && lane.writer.count() == 0) {
                extractor.nothing(lane.declared(), resource.name());
            }
        }
    }

    /** The items that each table got, a page counted as one. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Lane lane : lanes.values()) {
            if (!lane.discards && (lane.wanted || lane.writer.count() > 0)) {
                counts.merge(lane.table, lane.writer.count(), Long::sum);
            }
        }
        return counts;
    }

    /** The rows that contracts kept out, by the name of the table as hints have it. */
    Map<String, Long> discarded() {
        Map<String, Long> rows = new TreeMap<>();
        lanes.values().stream()
                .filter(lane -> lane.discards && lane.writer.count() > 0)
                .forEach(lane -> rows.merge(lane.table, lane.writer.count(), Long::sum));
        return rows;
    }

    private void take(Object item) throws IOException {
        if (item instanceof Items.Marked marked) {
            Lane lane = lane(marked.hints());
            Object content = marked.item();
            if (content == null) {
                lane.wanted = true;
            } else {
                write(lane, content);
            }
        } else if (resource.itemHints().isEmpty()) {
            write(lane(TableHints.none()), item);
        } else if (isPage(item)) {
            for (Object element : (Iterable<?>) item) {
                if (element != null) {
                    take(element);
                }
            }
        } else {
            write(lane(ownHints(item)), item);
        }
    }

    private static boolean isPage(Object item) {
        return item instanceof Iterable<?> && !(item instanceof JsonNode);
    }

    private TableHints ownHints(Object item) {
        TableHints own = resource.itemHints().orElseThrow().apply(item);
        if (own.tableName().isEmpty() && resource.hints().tableName().isEmpty()) {
            throw new DltException(
                    PipelineError.PIPELINE_HINTS_INVALID,
                    "Resource '" + resource.name() + "' has hints for single items, and they name no table.",
                    "Set tableName in the hints that the function returns.");
        }
        return own;
    }

    private Lane lane(TableHints own) throws IOException {
        String key = own.tableName().orElse("");
        Lane known = lanes.get(key);
        if (known == null) {
            known = new Lane(own);
            lanes.put(key, known);
        }
        known.hints(own);
        return known;
    }

    private void write(Lane lane, Object item) throws IOException {
        if (lane.discards) {
            discard(lane, item);
        } else if (isEmptyPage(item)) {
            lane.declared();
        } else {
            int before = lane.writer.bufferedBytes();
            if (lane.writer.add(item)) {
                selected++;
            }
            collectedBytes += lane.writer.bufferedBytes() - before;
            if (collectedBytes >= extractor.partBytes()) {
                lanes.values().forEach(full -> full.flush());
                collectedBytes = 0;
            }
        }
    }

    /** Rows are read all the same, so that cursors are where they would be else. */
    private void discard(Lane lane, Object item) throws IOException {
        if (isPage(item)) {
            for (Object element : (Iterable<?>) item) {
                if (element != null) {
                    discard(lane, element);
                }
            }
        } else {
            lane.writer.add(item);
            lane.writer.forget();
        }
    }

    private static boolean isEmptyPage(Object item) {
        return item instanceof Collection<?> page && page.isEmpty()
                || item instanceof JsonNode node && node.isArray() && node.isEmpty()
                || item.getClass().isArray() && !(item instanceof byte[]) && Array.getLength(item) == 0;
    }
}
