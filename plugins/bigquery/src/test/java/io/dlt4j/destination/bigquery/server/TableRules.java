package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.dlt4j.destination.bigquery.server.Statement.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What BigQuery demands of tables. */
final class TableRules {

    private static final Set<String> PARTITIONED = Set.of("DATE", "TIMESTAMP", "DATETIME");
    private static final Set<String> NOT_CLUSTERED = Set.of("JSON", "FLOAT64", "BYTES", "STRUCT");

    private TableRules() {}

    static String createStatement(TableName name, List<Field> fields) {
        String columns = fields.isEmpty()
                ? "_without_schema BOOLEAN"
                : fields.stream().map(TableRules::definition).collect(Collectors.joining(", "));
        return "CREATE TABLE " + Warehouse.name(name) + " (" + columns + ")";
    }

    static String definition(Field field) {
        return GoogleSql.quoted(field.name()) + " " + field.duckDbType() + (field.required() ? " NOT NULL" : "");
    }

    static void check(JsonNode table, List<Field> fields) {
        Map<String, Field> byName = new HashMap<>();
        for (Field field : fields) {
            if (byName.put(field.name().toLowerCase(Locale.ROOT), field) != null) {
                throw ApiError.invalid("Duplicate field name: " + field.name());
            }
            if (!field.name().matches("[\\p{L}\\p{Mn}\\p{N}_\\p{Pd}&%=+:'<>#| ]{1,300}")) {
                throw ApiError.invalid("Invalid field name \"" + field.name() + "\".");
            }
        }
        requireType(byName, table.path("timePartitioning").path("field"), "partition", PARTITIONED::contains);
        requireType(byName, table.path("rangePartitioning").path("field"), "partition", "INT64"::equals);
        for (JsonNode clustered : table.path("clustering").path("fields")) {
            requireType(byName, clustered, "cluster", type -> !NOT_CLUSTERED.contains(type));
        }
        if (table.path("clustering").path("fields").size() > 4) {
            throw ApiError.invalid("Too many fields specified for clustering");
        }
    }

    private static void requireType(
            Map<String, Field> fields, JsonNode name, String purpose, java.util.function.Predicate<String> fitting) {
        if (name.isMissingNode() || name.isNull()) {
            return;
        }
        Field field = Optional.ofNullable(fields.get(name.asText().toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> ApiError.invalid(
                        "The field specified for " + purpose + "ing cannot be found in the schema: " + name.asText()));
        if (!fitting.test(field.type())) {
            throw ApiError.invalid("Cannot " + purpose + " by field " + field.name() + " of type " + field.type());
        }
    }

    /** The columns that {@code wanted} has more; nothing else may differ. */
    static List<Field> added(String table, List<Field> existing, List<Field> wanted) {
        Map<String, Field> given = new HashMap<>();
        wanted.forEach(field -> given.put(field.name().toLowerCase(Locale.ROOT), field));
        Set<String> known = new HashSet<>();
        for (Field field : existing) {
            known.add(field.name().toLowerCase(Locale.ROOT));
            Field same = given.get(field.name().toLowerCase(Locale.ROOT));
            if (same == null) {
                throw ApiError.invalid("Provided Schema does not match Table " + table + ". Field " + field.name()
                        + " is missing in new schema");
            }
            if (!same.type().equals(field.type())) {
                throw ApiError.invalid("Provided Schema does not match Table " + table + ". Field " + field.name()
                        + " has changed type from " + field.type() + " to " + same.type());
            }
        }
        List<Field> added = new ArrayList<>();
        for (Field field : wanted) {
            if (!known.contains(field.name().toLowerCase(Locale.ROOT))) {
                if (field.required() && !existing.isEmpty()) {
                    throw ApiError.invalid("Provided Schema does not match Table " + table
                            + ". Cannot add required fields to an existing schema. (field: " + field.name() + ")");
                }
                added.add(field);
            }
        }
        return added;
    }
}
