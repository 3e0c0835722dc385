package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A column of a table or of a result.
 *
 * @param type the name in standard SQL, for example {@code INT64}
 */
record Field(
        String name,
        String type,
        boolean required,
        boolean repeated,
        OptionalInt length,
        OptionalInt precision,
        OptionalInt scale) {

    static Field of(String name, String type) {
        return new Field(name, type, false, false, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    static List<Field> of(JsonNode schema) {
        List<Field> fields = new ArrayList<>();
        for (JsonNode field : schema.path("fields")) {
            fields.add(one(field));
        }
        return fields;
    }

    private static Field one(JsonNode field) {
        String mode = field.path("mode").asText("NULLABLE");
        return new Field(
                field.path("name").asText(),
                standard(field.path("type").asText()),
                mode.equals("REQUIRED"),
                mode.equals("REPEATED"),
                number(field, "maxLength"),
                number(field, "precision"),
                number(field, "scale"));
    }

    private static OptionalInt number(JsonNode field, String key) {
        return field.hasNonNull(key) ? OptionalInt.of(field.get(key).asInt()) : OptionalInt.empty();
    }

    /** Types have two names each; columns of unknown types are refused. */
    private static String standard(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "INTEGER", "INT64" -> "INT64";
            case "FLOAT", "FLOAT64" -> "FLOAT64";
            case "BOOLEAN", "BOOL" -> "BOOL";
            case "RECORD", "STRUCT" -> "STRUCT";
            case "STRING", "BYTES", "NUMERIC", "BIGNUMERIC", "TIMESTAMP", "DATETIME", "DATE", "TIME", "JSON" -> upper;
            default -> throw ApiError.invalid("Invalid value for type: " + name + " is not a valid value");
        };
    }

    /** The column of DuckDB that holds it. What DuckDB has no type for is kept as text. */
    String duckDbType() {
        if (repeated) {
            return "JSON";
        }
        return switch (type) {
            case "STRING", "BIGNUMERIC" -> "VARCHAR";
            case "INT64" -> "BIGINT";
            case "FLOAT64" -> "DOUBLE";
            case "BOOL" -> "BOOLEAN";
            case "BYTES" -> "BLOB";
            case "NUMERIC" -> "DECIMAL(" + digits() + "," + fraction() + ")";
            case "TIMESTAMP" -> "TIMESTAMP WITH TIME ZONE";
            case "DATETIME" -> "TIMESTAMP";
            case "STRUCT" -> "JSON";
            default -> type;
        };
    }

    /** All digits of a decimal. */
    int digits() {
        return precision.orElse(type.equals("NUMERIC") ? 38 : 76);
    }

    /** The digits behind the point. */
    int fraction() {
        return scale.orElse(precision.isPresent() ? 0 : type.equals("NUMERIC") ? 9 : 38);
    }

    /** As a schema has it: the older names. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
        json.put(
                "type",
                switch (type) {
                    case "INT64" -> "INTEGER";
                    case "FLOAT64" -> "FLOAT";
                    case "BOOL" -> "BOOLEAN";
                    case "STRUCT" -> "RECORD";
                    default -> type;
                });
        json.put("mode", required ? "REQUIRED" : repeated ? "REPEATED" : "NULLABLE");
        length.ifPresent(value -> json.put("maxLength", String.valueOf(value)));
        precision.ifPresent(value -> json.put("precision", String.valueOf(value)));
        scale.ifPresent(value -> json.put("scale", String.valueOf(value)));
        return json;
    }

    static ObjectNode schema(List<Field> fields) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        var array = schema.putArray("fields");
        fields.forEach(field -> array.add(field.json()));
        return schema;
    }
}
