package io.dlt4j.normalize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects at one place of the data: at the root of a table's rows, or under a path of keys in them.
 *
 * <p>Objects at one place mostly have the same keys in the same order, so the slot after the last one found is tried first.
 */
final class Shape {

    final TableBuffer table;
    /** The normalized keys from the row to here. */
    final List<String> path;
    /** How many more structures may be taken apart. */
    final int level;

    private final Names names;
    private final String systemPrefix;
    private final List<Slot> slots = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private int expected;

    Shape(TableBuffer table, List<String> path, int level, Names names, String systemPrefix) {
        this.table = table;
        this.path = List.copyOf(path);
        this.level = level;
        this.names = names;
        this.systemPrefix = systemPrefix;
    }

    /** To be called where an object begins. */
    void begin() {
        expected = 0;
    }

    /** The slot that most likely comes next, if any. */
    @Nullable
    Slot expected() {
        return expected < slots.size() ? slots.get(expected) : null;
    }

    /** The expected slot came. */
    void advance() {
        expected++;
    }

    /** The slot of a key that was not the expected one. */
    Slot slot(String key) {
        Integer known = positions.get(key);
        int position = known == null ? add(key) : known;
        expected = position + 1;
        return slots.get(position);
    }

    private int add(String key) {
        int position = slots.size();
        slots.add(new Slot(this, key, names, systemPrefix));
        positions.put(key, position);
        return position;
    }
}
