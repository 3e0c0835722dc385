package io.dlt4j.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which tables have rows of the item at hand, so that they can be taken back together. Not thread-safe. */
final class ItemRows {

    private final List<TableBuffer> touched = new ArrayList<>();
    private final List<ContractGuard> counting = new ArrayList<>();
    private final Map<String, Set<String>> nulls = new TreeMap<>();
    private final Collisions collisions = new Collisions();
    private long item;

    /** Starts the next item: the rows of the former one are kept. */
    void begin() {
        item++;
        touched.clear();
        counting.clear();
        collisions.keep();
    }

    /** To be called before a row of the item is added to a table. */
    void touch(TableBuffer table) {
        if (table.mark(item)) {
            touched.add(table);
        }
    }

    /** Takes all rows of the item back, and what was counted for it. */
    void rollback() {
        touched.forEach(TableBuffer::rollback);
        counting.forEach(ContractGuard::rollback);
        collisions.drop();
        begin();
    }

    /** Counts what the item lost to a contract. */
    void discard(ContractGuard guard, Discarded lost) {
        if (guard.count(item, lost)) {
            counting.add(guard);
        }
    }

    /** The collisions of names, of items that are kept. */
    Collisions collisions() {
        return collisions;
    }

    /** Remembers that a name came with null. */
    void metNull(TableBuffer table, String name) {
        if (table.find(name) == null) {
            nulls.computeIfAbsent(table.name, key -> new TreeSet<>()).add(name);
        }
    }

    /** The names that came with null and may never have come with anything else, by table. */
    Map<String, Set<String>> nulls() {
        return nulls;
    }
}
