package io.dlt4j.pack;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Keys of the data that the naming convention made one name, and what that did to rows.
 *
 * @param kind what was done
 * @param table the table whose rows have the keys
 * @param name the column, or the child table, that the keys share
 * @param keys as they stand in the data, from the row down, with points between them; sorted
 * @param rows in how many rows of {@code table} it was done
 */
public record NameCollision(Kind kind, String table, String name, List<String> keys, long rows) {

    /** What a collision does. */
    public enum Kind {
        /** The last of several values stayed in the column. */
        VALUE_LOST,
        /** The last of several lists was kept in the child table. */
        LIST_LOST,
        /** Several lists of a row went into one child table: elements of equal index have equal ids. */
        LISTS_MIXED,
        /** The lists went into a child table of another table, so that their elements do not find their parents there. */
        PARENTS_MIXED
    }

    /** Checks the parts, sorts the keys. */
    public NameCollision {
        requireNonNull(kind, "kind is null");
        requireNonNull(table, "table is null");
        requireNonNull(name, "name is null");
        keys = List.copyOf(new TreeSet<>(keys));
    }

    /** The same with those of the same name in one, in the order of tables and names. */
    public static List<NameCollision> merged(Collection<NameCollision> collisions) {
        Map<List<String>, NameCollision> merged =
                new TreeMap<>((a, b) -> String.join("\0", a).compareTo(String.join("\0", b)));
        for (NameCollision collision : collisions) {
            List<String> place = List.of(collision.table, collision.name, collision.kind.name());
            merged.merge(place, collision, NameCollision::plus);
        }
        return List.copyOf(merged.values());
    }

    private NameCollision plus(NameCollision other) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(other.keys);
        return new NameCollision(kind, table, name, all, rows + other.rows);
    }

    /** The fields, as documents keep them. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", kind.name());
        fields.put("table", table);
        fields.put("name", name);
        fields.put("keys", keys);
        fields.put("rows", rows);
        return fields;
    }

    /** The collisions in the list under {@code key} of a document; none if there is no such list. */
    public static List<NameCollision> of(Document document, String key) {
        return document.documents(key).stream()
                .map(fields -> new NameCollision(
                        Kind.valueOf(fields.text("kind")),
                        fields.text("table"),
                        fields.text("name"),
                        fields.texts("keys"),
                        fields.integer("rows")))
                .toList();
    }

    /** One or two sentences for people. */
    public String sentence() {
        String named = keys.stream().map(key -> "'" + key + "'").collect(Collectors.joining(", "));
        String counted = rows == 1 ? "1 row" : rows + " rows";
        return switch (kind) {
            case VALUE_LOST ->
                "Keys " + named + " of table " + table + " are one column, " + name + ": in " + counted
                        + " only the last value was kept.";
            case LIST_LOST ->
                "Keys " + named + " of table " + table + " are one child table, " + name + ": in " + counted
                        + " only the last list was kept.";
            case LISTS_MIXED ->
                "Keys " + named + " of table " + table + " are one child table, " + name + ": in " + counted
                        + " the elements of several lists were mixed, and those of equal index have equal ids.";
            case PARENTS_MIXED ->
                "The lists under " + named + " of table " + table + " went into " + name
                        + ", the child table of another table, for " + counted
                        + ": their elements do not find their parents there.";
        };
    }
}
