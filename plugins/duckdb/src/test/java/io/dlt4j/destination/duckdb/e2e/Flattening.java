package io.dlt4j.destination.duckdb.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The rows that JSON items become, made in the plainest way from the description of the reference's normalizer: items one
 * after the other, objects flattened by a stack, each value looked at by itself. What the engine does fast it has to do
 * like this.
 */
final class Flattening {

    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^a-zA-Z\\p{Nd}_]+");
    private static final Pattern WORD = Pattern.compile("([^_])([A-Z][a-z]+)");
    private static final Pattern CAPITAL = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Pattern DIGITS_FIRST = Pattern.compile("^\\p{Nd}");

    private final String table;
    private final SortedMap<String, SortedMap<String, ScalarType>> columns = new TreeMap<>();

    /**
     * @param table the normalized name of the root table
     */
    Flattening(String table) {
        this.table = table;
    }

    /** The row of an item with all that is below it. Columns get their types from the first items that have them. */
    Tree item(JsonNode item) {
        return item.isObject() ? row(table, item) : row(table, single("value", item));
    }

    /** The columns that the rows so far have, by table, with their types; those of dlt itself are left out. */
    SortedMap<String, SortedMap<String, ScalarType>> columns() {
        return columns;
    }

    private record Nested(List<String> path, JsonNode object) {}

    private Tree row(String rowTable, JsonNode item) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        Map<List<String>, JsonNode> lists = new LinkedHashMap<>();
        Deque<Nested> waiting = new ArrayDeque<>();
        waiting.push(new Nested(List.of(), item));
        while (!waiting.isEmpty()) {
            Nested nested = waiting.pop();
            nested.object().properties().forEach(field -> {
                List<String> path = new ArrayList<>(nested.path());
                path.add(name(field.getKey()));
                if (field.getValue().isObject()) {
                    waiting.push(new Nested(path, field.getValue()));
                } else if (field.getValue().isArray()) {
                    lists.put(path, field.getValue());
                } else {
                    values.put(String.join("__", path), field.getValue());
                }
            });
        }
        Tree tree = new Tree(new TreeMap<>(), new TreeMap<>());
        columns.computeIfAbsent(rowTable, name -> new TreeMap<>());
        values.forEach((column, value) -> put(tree.columns(), rowTable, column, value));
        lists.forEach((path, list) -> list(tree, rowTable + "__" + String.join("__", path), list));
        return tree;
    }

    private void list(Tree parent, String listTable, JsonNode list) {
        for (JsonNode element : list) {
            Tree row;
            if (element.isObject()) {
                row = row(listTable, element);
            } else {
                row = row(listTable, single(element.isArray() ? "list" : "value", element));
            }
            parent.children()
                    .computeIfAbsent(listTable, name -> new ArrayList<>())
                    .add(row);
        }
    }

    private void put(Map<String, String> row, String rowTable, String column, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        Map<String, ScalarType> known = columns.get(rowTable);
        ScalarType type = known.computeIfAbsent(column, name -> ScalarType.detected(value));
        type.fit(value).ifPresentOrElse(text -> row.put(column, text), () -> {
            String variant = column + "__v_" + ScalarType.of(value).name().toLowerCase(Locale.ROOT);
            ScalarType variantType = known.computeIfAbsent(variant, name -> ScalarType.detected(value));
            row.put(variant, variantType.fit(value).orElseThrow());
        });
    }

    private static JsonNode single(String key, JsonNode value) {
        return JsonNodeFactory.instance.objectNode().set(key, value);
    }

    private final Map<String, String> names = new HashMap<>();

    private String name(String key) {
        return names.computeIfAbsent(key, Flattening::normalized);
    }

    /** A key under the convention snake_case; one with double underscores is a path. */
    static String normalized(String key) {
        List<String> parts = new ArrayList<>();
        for (String part : key.split("__")) {
            if (!part.isBlank()) {
                parts.add(snakeCase(part.strip()));
            }
        }
        return parts.isEmpty() ? "_empty" : String.join("__", parts);
    }

    private static String snakeCase(String text) {
        String name = text.replace('+', 'x')
                .replace('-', '_')
                .replace('*', 'x')
                .replace('@', 'a')
                .replace('|', 'l');
        name = NOT_IN_NAMES.matcher(name).replaceAll("_");
        name = WORD.matcher(name).replaceAll("$1_$2");
        name = CAPITAL.matcher(name).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
        name = DIGITS_FIRST.matcher(name).find() ? "_" + name : name;
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '_') {
            end--;
        }
        return (name.substring(0, end) + "x".repeat(name.length() - end)).replaceAll("__+", "_");
    }
}
