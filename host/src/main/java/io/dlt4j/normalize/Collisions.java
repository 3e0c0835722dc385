package io.dlt4j.normalize;

import io.dlt4j.pack.NameCollision;
import io.dlt4j.pack.NameCollision.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The collisions of names in the items of a part; those of an item that is taken back do not count. Not thread-safe. */
final class Collisions {

    /** Data can spell one name in any number of ways. */
    private static final int MAX_KEYS = 50;

    private final Map<Place, Tally> kept = new HashMap<>();
    private final Map<Place, Tally> pending = new HashMap<>();

    private record Place(Kind kind, String table, String name) {}

    private static final class Tally {

        final Set<String> keys = new TreeSet<>();
        long rows;

        void add(Collection<String> more, long moreRows) {
            for (String key : more) {
                if (keys.size() < MAX_KEYS) {
                    keys.add(key);
                }
            }
            rows += moreRows;
        }
    }

    /** Counts one row. */
    void add(Kind kind, String table, String name, Collection<String> keys) {
        pending.computeIfAbsent(new Place(kind, table, name), place -> new Tally())
                .add(keys, 1);
    }

    /** The item's rows stay. */
    void keep() {
        if (!pending.isEmpty()) {
            pending.forEach((place, tally) ->
                    kept.computeIfAbsent(place, key -> new Tally()).add(tally.keys, tally.rows));
            pending.clear();
        }
    }

    /** The item's rows were taken back. */
    void drop() {
        pending.clear();
    }

    /** Those of all items. */
    List<NameCollision> all() {
        keep();
        return kept.entrySet().stream()
                .map(entry -> new NameCollision(
                        entry.getKey().kind(),
                        entry.getKey().table(),
                        entry.getKey().name(),
                        List.copyOf(entry.getValue().keys),
                        entry.getValue().rows))
                .toList();
    }
}
