package io.dlt4j.destination.duckdb.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Items put together again from the rows that they became, by the schema: objects from the names of columns, lists from the
 * tables below, values from columns and their variants. What is documented to be lost is left out on both sides: nulls, empty
 * objects and lists, and what a value was before its column's type took it.
 */
final class Reassembly {

    /** An element of a list that left nothing but its row. */
    private static final String NOTHING = "nothing";

    private static final String SEPARATOR = "__";

    private final Schema schema;

    Reassembly(Schema schema) {
        this.schema = schema;
    }

    /** The object that a row was made of. */
    Map<String, Object> item(String table, Tree row) {
        Map<String, Object> object = new TreeMap<>();
        row.columns().forEach((column, text) -> put(object, base(table, column).split(SEPARATOR), text));
        row.children().forEach((child, rows) -> {
            assertThat(table(child).parent()).as("the parent of %s", child).contains(table);
            List<Object> elements = new ArrayList<>();
            rows.forEach(element -> elements.add(element(child, element)));
            put(object, child.substring(table.length() + SEPARATOR.length()).split(SEPARATOR), elements);
        });
        return object;
    }

    private Object element(String table, Tree row) {
        for (Map.Entry<String, String> column : row.columns().entrySet()) {
            if (base(table, column.getKey()).equals("value")) {
                assertThat(row.columns()).as("a scalar in %s", table).hasSize(1);
                assertThat(row.children()).as("below a scalar in %s", table).isEmpty();
                return column.getValue();
            }
        }
        Map<String, Object> object = item(table, row);
        if (object.containsKey("list")) {
            assertThat(object).as("a list in %s", table).hasSize(1);
            return Objects.requireNonNull(object.get("list"));
        }
        return object.isEmpty() ? NOTHING : object;
    }

    /** The column that a variant belongs to. */
    private String base(String table, String column) {
        ColumnSchema known = table(table).column(column).orElseThrow();
        return known.isSet("variant") ? column.substring(0, column.lastIndexOf(SEPARATOR + "v_")) : column;
    }

    private static void put(Map<String, Object> object, String[] path, Object value) {
        Map<String, Object> place = object;
        for (int step = 0; step < path.length - 1; step++) {
            place = asObject(place.computeIfAbsent(path[step], key -> new TreeMap<String, Object>()));
        }
        assertThat(place.put(path[path.length - 1], value))
                .as("a second value at %s", List.of(path))
                .isNull();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asObject(Object value) {
        return (Map<String, Object>) value;
    }

    /** What {@link #item} should make of the rows of {@code object}. */
    Map<String, Object> expected(String table, JsonNode object) {
        return expected(table, "", object);
    }

    private Map<String, Object> expected(String table, String prefix, JsonNode object) {
        Map<String, Object> fields = new TreeMap<>();
        object.properties().forEach(field -> {
            JsonNode value = field.getValue();
            String name = prefix + field.getKey();
            if (value.isObject()) {
                Map<String, Object> nested = expected(table, name + SEPARATOR, value);
                if (!nested.isEmpty()) {
                    fields.put(field.getKey(), nested);
                }
            } else if (value.isArray()) {
                if (!value.isEmpty()) {
                    fields.put(field.getKey(), elements(table + SEPARATOR + name, value));
                }
            } else if (!value.isNull()) {
                fields.put(field.getKey(), text(table, name, value));
            }
        });
        return fields;
    }

    private List<Object> elements(String table, JsonNode list) {
        List<Object> elements = new ArrayList<>();
        for (JsonNode element : list) {
            if (element.isNull() || element.isArray() && element.isEmpty()) {
                elements.add(NOTHING);
            } else if (element.isArray()) {
                elements.add(elements(table + SEPARATOR + "list", element));
            } else if (element.isObject()) {
                Map<String, Object> object = expected(table, "", element);
                elements.add(object.isEmpty() ? NOTHING : object);
            } else {
                elements.add(text(table, "value", element));
            }
        }
        return elements;
    }

    /** A value as its column holds it, or the variant for its type. */
    private String text(String table, String column, JsonNode value) {
        return type(table, column).fit(value).orElseGet(() -> {
            String own = ScalarType.of(value).name().toLowerCase(Locale.ROOT);
            return type(table, column + SEPARATOR + "v_" + own).fit(value).orElseThrow();
        });
    }

    private ScalarType type(String table, String column) {
        return ScalarType.valueOf(table(table)
                .column(column)
                .flatMap(ColumnSchema::dataType)
                .orElseThrow(() -> new AssertionError("no column " + column + " in " + table))
                .name());
    }

    private TableSchema table(String name) {
        TableSchema table = schema.tables().get(name);
        if (table == null) {
            throw new AssertionError("no table " + name + " in the schema");
        }
        return table;
    }
}
