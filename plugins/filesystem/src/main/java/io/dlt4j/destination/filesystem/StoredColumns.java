package io.dlt4j.destination.filesystem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of the tables of a stored schema: what stands for the columns in the database elsewhere. Immutable.
 *
 * @param byTable names of columns that have a type, by table
 */
record StoredColumns(Map<String, Set<String>> byTable) {

    static final StoredColumns NONE = new StoredColumns(Map.of());

    private static final JsonFactory JSON = new JsonFactory();

    /** Reads them from a schema's JSON; none if it is not that. */
    static StoredColumns parse(String schema) {
        Map<String, Set<String>> byTable = new HashMap<>();
        try (JsonParser parser = JSON.createParser(schema)) {
            if (parser.nextToken() == JsonToken.START_OBJECT && enter(parser, "tables")) {
                for (String table = parser.nextFieldName(); table != null; table = parser.nextFieldName()) {
                    parser.nextToken();
                    byTable.put(table, columns(parser));
                }
            }
        } catch (IOException e) {
            return NONE;
        }
        return new StoredColumns(byTable);
    }

    private static Set<String> columns(JsonParser parser) throws IOException {
        Set<String> columns = new HashSet<>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            if (!key.equals("columns")) {
                parser.skipChildren();
                continue;
            }
            for (String column = parser.nextFieldName(); column != null; column = parser.nextFieldName()) {
                parser.nextToken();
                if (isTyped(parser)) {
                    columns.add(column);
                }
            }
        }
        return columns;
    }

    private static boolean isTyped(JsonParser parser) throws IOException {
        boolean typed = false;
        for (String hint = parser.nextFieldName(); hint != null; hint = parser.nextFieldName()) {
            parser.nextToken();
            typed |= hint.equals("data_type");
            parser.skipChildren();
        }
        return typed;
    }

    /** Moves to the beginning of the object under that key; false if there is none. */
    private static boolean enter(JsonParser parser, String wanted) throws IOException {
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (key.equals(wanted)) {
                return value == JsonToken.START_OBJECT;
            }
            parser.skipChildren();
        }
        return false;
    }

    /** What the tables of a schema have beyond these: tables with their new columns only. */
    List<TableSchema> missing(Schema schema, Set<String> tables) {
        List<TableSchema> missing = new ArrayList<>();
        for (TableSchema table : schema.tables().values()) {
            Set<String> known = byTable.getOrDefault(table.name(), Set.of());
            List<ColumnSchema> fresh = table.columns().values().stream()
                    .filter(column -> column.isComplete() && !known.contains(column.name()))
                    .toList();
            if (tables.contains(table.name()) && !fresh.isEmpty()) {
                TableSchema.Builder builder = table.toBuilder();
                table.columns().keySet().forEach(builder::withoutColumn);
                missing.add(builder.columns(fresh).build());
            }
        }
        return missing;
    }
}
