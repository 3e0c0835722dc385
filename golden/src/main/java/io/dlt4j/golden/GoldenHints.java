package io.dlt4j.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.dlt4j.Incremental;
import io.dlt4j.MergeOptions;
import io.dlt4j.RunOptions;
import io.dlt4j.TableHints;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.api.schema.WriteDisposition;
import io.dlt4j.schema.ContractMode;
import io.dlt4j.schema.SchemaContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The hints of a case, which are written as the reference's {@code apply_hints} takes them. */
final class GoldenHints {

    private GoldenHints() {}

    static TableHints of(JsonNode hints) {
        TableHints.Builder builder = TableHints.builder();
        hints.properties().forEach(hint -> apply(builder, hint.getKey(), hint.getValue()));
        return builder.build();
    }

    /** The arguments of a run. */
    static RunOptions options(JsonNode arguments) {
        RunOptions.Builder options = RunOptions.builder();
        arguments.properties().forEach(argument -> {
            if (!argument.getKey().equals("schema_contract")) {
                throw new IllegalArgumentException("unknown argument " + argument.getKey());
            }
            options.schemaContract(contract(argument.getValue()));
        });
        return options.build();
    }

    private static void apply(TableHints.Builder hints, String name, JsonNode value) {
        switch (name) {
            case "table_name" -> hints.tableName(value.asText());
            case "write_disposition" -> applyDisposition(hints, value);
            case "primary_key" -> hints.primaryKey(names(value));
            case "merge_key" -> hints.mergeKey(names(value));
            case "columns" ->
                value.properties().forEach(column -> hints.column(column(column.getKey(), column.getValue())));
            case "max_table_nesting" -> hints.maxTableNesting(value.asInt());
            case "schema_contract" -> hints.schemaContract(contract(value));
            case "incremental" -> {} // no hint for the table, see below
            default -> throw new IllegalArgumentException("unknown hint " + name);
        }
    }

    static Optional<Incremental> incremental(JsonNode hints) {
        JsonNode given = hints.path("incremental");
        if (given.isMissingNode()) {
            return Optional.empty();
        }
        Incremental incremental = Incremental.on(given.get("cursor_path").asText());
        if (given.has("initial_value")) {
            incremental = incremental.initialValue(plain(given.get("initial_value")));
        }
        if (given.has("end_value")) {
            incremental = incremental.endValue(plain(given.get("end_value")));
        }
        return Optional.of(incremental);
    }

    private static void applyDisposition(TableHints.Builder hints, JsonNode value) {
        String disposition = value.isObject() ? value.get("disposition").asText() : value.asText();
        hints.writeDisposition(WriteDisposition.find(disposition).orElseThrow());
        if (value.has("strategy")) {
            hints.merge(MergeOptions.of(
                    MergeStrategy.find(value.get("strategy").asText()).orElseThrow()));
        }
    }

    private static String[] names(JsonNode value) {
        List<String> names = new ArrayList<>();
        (value.isArray() ? value : List.of(value)).forEach(element -> names.add(element.asText()));
        return names.toArray(String[]::new);
    }

    private static ColumnSchema column(String name, JsonNode properties) {
        ColumnSchema.Builder column = ColumnSchema.builder(name);
        properties.properties().forEach(property -> column.property(property.getKey(), plain(property.getValue())));
        return column.build();
    }

    private static Object plain(JsonNode value) {
        return value.isBoolean() ? value.asBoolean() : value.isNumber() ? (Object) value.asLong() : value.asText();
    }

    static SchemaContract contract(JsonNode value) {
        if (!value.isObject()) {
            return SchemaContract.all(ContractMode.find(value.asText()).orElseThrow());
        }
        return new SchemaContract(mode(value, "tables"), mode(value, "columns"), mode(value, "data_type"));
    }

    private static ContractMode mode(JsonNode modes, String entity) {
        return modes.has(entity) ? ContractMode.find(modes.get(entity).asText()).orElseThrow() : ContractMode.EVOLVE;
    }
}
