package io.dlt4j.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compares a dataset with what a case expects. */
final class GoldenComparison {

    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenComparison() {}

    /** The dataset, and how the schema describes it. */
    static void compare(JsonNode expected, GoldenDataset dataset, Schema schema, String when) throws Exception {
        compareData(expected, dataset, when);
        assertThat(described(schema)).as("schema, " + when).isEqualTo(described(expected.get("schema")));
        if (when.endsWith("run 1")) {
            assertThat(ordered(dataset.columns())).as("column order").isEqualTo(ordered(expected.get("db_columns")));
        }
    }

    /** Compares what is in the dataset, and not how the schema describes it. */
    static void compareData(JsonNode expected, GoldenDataset dataset, String when) throws Exception {
        assertThat(sets(dataset.columns())).as("columns, " + when).isEqualTo(sets(expected.get("db_columns")));
        assertThat(canonical(dataset.counts())).as("counts, " + when).isEqualTo(canonical(expected.get("counts")));
        assertThat(sets(dataset.rows())).as("rows, " + when).isEqualTo(sets(expected.get("rows")));
        assertThat(JSON.readTree(dataset.system().toString()))
                .as("system, " + when)
                .isEqualTo(expected.get("system"));
    }

    private static String ordered(JsonNode tables) {
        Map<String, String> sorted = new TreeMap<>();
        tables.properties()
                .forEach(field -> sorted.put(field.getKey(), field.getValue().toString()));
        return sorted.toString();
    }

    /** Arrays under each key as bags of canonical texts. */
    private static Map<String, List<String>> sets(JsonNode tables) {
        Map<String, List<String>> sets = new HashMap<>();
        tables.properties().forEach(field -> {
            List<String> elements = new ArrayList<>();
            field.getValue().forEach(element -> elements.add(canonical(element)));
            elements.sort(null);
            sets.put(field.getKey(), elements);
        });
        return sets;
    }

    private static String canonical(JsonNode node) {
        try {
            return JSON.writer()
                    .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(JSON.treeToValue(node, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> described(JsonNode tables) {
        Set<String> facts = new HashSet<>();
        tables.properties().forEach(table -> {
            JsonNode content = table.getValue();
            facts.add(table.getKey() + " parent " + content.path("parent").asText("null") + " disposition "
                    + content.path("write_disposition").asText("null"));
            content.get("columns")
                    .properties()
                    .forEach(column -> facts.add(table.getKey() + "." + column.getKey()
                            + " " + column.getValue().path("data_type").asText("null") + " "
                            + column.getValue().path("nullable").asBoolean(true)));
        });
        return facts;
    }

    private static Set<String> described(Schema schema) {
        Set<String> facts = new HashSet<>();
        for (TableSchema table : schema.tables().values()) {
            if (!table.name().startsWith("_dlt")) {
                facts.add(table.name() + " parent " + table.parent().orElse("null") + " disposition "
                        + table.text("write_disposition").orElse("null"));
                for (ColumnSchema column : table.columns().values()) {
                    facts.add(table.name() + "." + column.name() + " "
                            + column.dataType().map(type -> type.text()).orElse("null") + " " + column.isNullable());
                }
            }
        }
        return facts;
    }
}
