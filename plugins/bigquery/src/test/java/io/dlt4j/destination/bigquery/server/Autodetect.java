package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The columns that a file of JSON lines seems to have. Nested ones are records or repeated. */
record Autodetect(byte[] file) {

    List<Field> fields() {
        Map<String, Field> fields = new LinkedHashMap<>();
        try (MappingIterator<JsonNode> rows =
                JsonRows.JSON.readerFor(JsonNode.class).readValues(JsonRows.lines(file))) {
            while (rows.hasNextValue()) {
                rows.nextValue().properties().forEach(entry -> {
                    if (!entry.getValue().isNull()) {
                        fields.merge(entry.getKey(), field(entry.getKey(), entry.getValue()), Autodetect::wider);
                    }
                });
            }
        } catch (IOException e) {
            throw ApiError.invalid("Error while reading data, error message: " + e.getMessage());
        }
        return List.copyOf(fields.values());
    }

    private static Field field(String name, JsonNode value) {
        String type = type(value.isArray() && !value.isEmpty() ? value.get(0) : value);
        return new Field(
                name, type, false, value.isArray(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    private static String type(JsonNode value) {
        if (value.isObject()) {
            return "STRUCT";
        }
        if (value.isBoolean()) {
            return "BOOL";
        }
        if (value.isIntegralNumber()) {
            return "INT64";
        }
        if (value.isNumber()) {
            return "FLOAT64";
        }
        String text = value.asText();
        if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
            return "DATE";
        }
        return text.matches("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d.*") ? "TIMESTAMP" : "STRING";
    }

    private static Field wider(Field left, Field right) {
        if (left.type().equals(right.type())) {
            return left;
        }
        boolean numbers = List.of("INT64", "FLOAT64").containsAll(List.of(left.type(), right.type()));
        return Field.of(left.name(), numbers ? "FLOAT64" : "STRING");
    }
}
