package io.dlt4j.destination.duckdb.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.dlt4j.pack.NameCollision;
import io.dlt4j.pack.NameCollision.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Random items whose keys meet under one name, and the plainest way of counting what is lost by it. */
final class CollidingItems {

    private static final List<String> SCALARS =
            List.of("userName", "user_name", "UserName", "a b", "a-b", "A_B", "o__x", "id", "ID", "alone");
    private static final List<String> LISTS = List.of("tags", "Tags", "o__l", "O__L");
    private static final List<String> OBJECTS = List.of("o", "O");

    private final Map<List<String>, Tally> counted =
            new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));

    private static final class Tally {
        final Set<String> keys = new TreeSet<>();
        long rows;
    }

    /** JSON text, an item to the line. */
    static String lines(long seed, int items) {
        StringBuilder text = new StringBuilder();
        Random random = new Random(seed);
        // of few keys a row has, most rows lose nothing and go the fast way
        int rarity = 2 + random.nextInt(12);
        for (int item = 0; item < items; item++) {
            object(text, random, rarity, 2);
            text.append('\n');
        }
        return text.toString();
    }

    private static void object(StringBuilder text, Random random, int rarity, int depth) {
        List<String> fields = new ArrayList<>();
        SCALARS.stream()
                .filter(key -> random.nextInt(rarity) == 0)
                .forEach(key -> fields.add(field(key, scalar(random))));
        if (depth > 0) {
            LISTS.stream()
                    .filter(key -> random.nextInt(rarity) == 0)
                    .forEach(key -> fields.add(field(key, list(random, rarity, depth - 1))));
            OBJECTS.stream()
                    .filter(key -> random.nextInt(rarity) == 0)
                    .forEach(key -> fields.add(field(key, inner(random))));
        }
        Collections.shuffle(fields, random);
        text.append('{').append(String.join(",", fields)).append('}');
    }

    private static String field(String key, String value) {
        return "\"" + key + "\":" + value;
    }

    private static String scalar(Random random) {
        int value = random.nextInt(4);
        return value == 0 ? "null" : Integer.toString(value);
    }

    private static String inner(Random random) {
        List<String> fields = new ArrayList<>();
        List.of("x", "X").forEach(key -> fields.add(field(key, scalar(random))));
        List.of("l", "L").stream()
                .filter(key -> random.nextInt(3) == 0)
                .forEach(key -> fields.add(field(key, random.nextBoolean() ? "[1]" : "[1,2]")));
        return "{" + String.join(",", fields) + "}";
    }

    private static String list(Random random, int rarity, int depth) {
        StringBuilder text = new StringBuilder("[");
        for (int element = random.nextInt(3); element > 0; element--) {
            object(text, random, rarity, depth);
            text.append(element > 1 ? "," : "");
        }
        return text.append(']').toString();
    }

    /** Counts an item. */
    void count(String table, JsonNode item) {
        Map<String, List<Place>> columns = new LinkedHashMap<>();
        Map<List<String>, List<Place>> lists = new LinkedHashMap<>();
        Deque<Place> waiting = new ArrayDeque<>();
        waiting.push(new Place(List.of(), "", item));
        while (!waiting.isEmpty()) {
            Place place = waiting.pop();
            place.value().properties().forEach(field -> {
                Place inner = place.inner(field.getKey(), field.getValue());
                if (field.getValue().isObject()) {
                    waiting.push(inner);
                } else if (field.getValue().isArray()) {
                    lists.computeIfAbsent(inner.path(), path -> new ArrayList<>())
                            .add(inner);
                } else {
                    columns.computeIfAbsent(String.join("__", inner.path()), path -> new ArrayList<>())
                            .add(inner);
                }
            });
        }
        columns.forEach((column, places) -> lost(Kind.VALUE_LOST, table, column, places));
        countLists(table, lists);
    }

    private void countLists(String table, Map<List<String>, List<Place>> lists) {
        Map<String, List<Place>> byTable = new LinkedHashMap<>();
        Map<String, Integer> filled = new LinkedHashMap<>();
        lists.forEach((path, places) -> {
            String child = table + "__" + String.join("__", path);
            lost(Kind.LIST_LOST, table, child, places);
            JsonNode last = places.get(places.size() - 1).value();
            if (!last.isEmpty()) {
                filled.merge(child, 1, Integer::sum);
                byTable.computeIfAbsent(child, name -> new ArrayList<>()).addAll(places);
                last.forEach(element -> {
                    if (element.isObject()) {
                        count(child, element);
                    }
                });
            }
        });
        byTable.forEach((child, places) -> {
            if (filled.getOrDefault(child, 0) > 1) {
                add(Kind.LISTS_MIXED, table, child, places);
            }
        });
    }

    private record Place(List<String> path, String key, JsonNode value) {

        Place inner(String field, JsonNode inner) {
            List<String> longer = new ArrayList<>(path);
            longer.add(Flattening.normalized(field));
            return new Place(longer, key.isEmpty() ? field : key + "." + field, inner);
        }
    }

    /** A row counts if one of the values was not the last, and neither nothing nor what came after it. */
    private void lost(Kind kind, String table, String name, List<Place> places) {
        @Nullable JsonNode before = null;
        boolean lost = false;
        for (Place place : places) {
            lost |= before != null
                    && !before.isNull()
                    && !(before.isArray() && before.isEmpty())
                    && !before.equals(place.value());
            before = place.value();
        }
        if (lost) {
            add(kind, table, name, places);
        }
    }

    private void add(Kind kind, String table, String name, Collection<Place> places) {
        Tally tally = counted.computeIfAbsent(List.of(kind.name(), table, name), key -> new Tally());
        places.forEach(place -> tally.keys.add(place.key()));
        tally.rows++;
    }

    /** What should be reported of the items counted. */
    List<NameCollision> expected() {
        List<NameCollision> expected = new ArrayList<>();
        counted.forEach((place, tally) -> expected.add(new NameCollision(
                Kind.valueOf(place.get(0)), place.get(1), place.get(2), List.copyOf(tally.keys), tally.rows)));
        return expected;
    }
}
