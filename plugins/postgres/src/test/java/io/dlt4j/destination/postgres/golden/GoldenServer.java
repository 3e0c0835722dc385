package io.dlt4j.destination.postgres.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dlt4j.Destination;
import io.dlt4j.Postgres;
import io.dlt4j.golden.GoldenDestination;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A server, and how the datasets there differ from those in DuckDB: types, lengths and case of names, the text of JSON. */
record GoldenServer(EmbeddedPostgres server, String dataset) implements GoldenDestination, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

    private static final Map<String, String> TYPES = Map.of(
            "VARCHAR", "character varying",
            "BIGINT", "bigint",
            "INTEGER", "integer",
            "DOUBLE", "double precision",
            "BOOLEAN", "boolean",
            "TIMESTAMP WITH TIME ZONE", "timestamp with time zone",
            "TIMESTAMP", "timestamp without time zone",
            "TIME", "time without time zone",
            "BLOB", "bytea",
            "JSON", "jsonb");

    /** Names that are too long, as the reference shortens them for PostgreSQL. */
    private static final Map<String, String> SHORTENED = Map.of(
            "this_is_a_very_long_column_name_that_goes_well_beyond_the_sixty_three_characters_limit_of_identifiers",
            "this_is_a_very_long_column_na4yh75wracters_limit_of_identifiers",
            "outer_object_with_long_name__middle_object_with_long_name__inner_field_with_a_long_name_too",
            "outer_object_with_long_name__8mdeggr_field_with_a_long_name_too",
            "this_is_a_rather_long_table_name_longer_than_any_sensible_person_would_ever_choose_to_type_in__kids",
            "this_is_a_rather_long_table_ndb4aoaever_choose_to_type_in__kids",
            "this_is_a_rather_long_table_name_longer_than_any_sensible_person_would_ever_choose_to_type_in",
            "this_is_a_rather_long_table_nzlgzjawould_ever_choose_to_type_in");

    static GoldenServer start(String dataset) throws IOException {
        return new GoldenServer(EmbeddedPostgres.builder().start(), dataset);
    }

    @Override
    public Destination empty(Path home) throws SQLException {
        try (Connection connection = connect(home);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + dataset + " CASCADE");
            statement.execute("DROP SCHEMA IF EXISTS " + dataset + "_staging CASCADE");
        }
        return Postgres.at("postgresql://postgres:postgres@localhost:" + server.getPort() + "/postgres");
    }

    @Override
    public Connection connect(Path home) throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    @Override
    public String columnsQuery(String name) {
        return "SELECT table_name, column_name, CASE data_type WHEN 'numeric' THEN"
                + " 'numeric(' || numeric_precision || ',' || numeric_scale || ')' ELSE data_type END, is_nullable"
                + " FROM information_schema.columns WHERE table_schema = '" + name
                + "' AND table_name NOT LIKE '\\_dlt%' ORDER BY table_name, ordinal_position";
    }

    @Override
    public Object value(ResultSet row, int column) throws SQLException {
        return switch (row.getMetaData().getColumnTypeName(column)) {
            case "timestamptz" -> row.getObject(column, OffsetDateTime.class);
            case "timestamp" -> row.getObject(column, LocalDateTime.class);
            case "date" -> row.getObject(column, LocalDate.class);
            case "time" -> row.getObject(column, LocalTime.class);
            case "bytea" -> row.getBytes(column);
            case "jsonb" -> row.getString(column) == null ? null : canonical(row.getString(column));
            default -> row.getObject(column);
        };
    }

    @Override
    public String name(String name) {
        return shortened(name).toLowerCase(Locale.ROOT);
    }

    private static String shortened(String name) {
        return SHORTENED.getOrDefault(name, name);
    }

    @Override
    public JsonNode expected(JsonNode outcome) {
        ObjectNode expected = outcome.deepCopy();
        expected.set("db_columns", columns(outcome.get("db_columns")));
        ObjectNode counts = expected.putObject("counts");
        outcome.get("counts").properties().forEach(table -> counts.set(name(table.getKey()), table.getValue()));
        ObjectNode rows = expected.putObject("rows");
        outcome.get("rows")
                .properties()
                .forEach(table -> rows.set(name(table.getKey()), trees(outcome, table.getKey(), table.getValue())));
        if (outcome.has("schema")) {
            expected.set("schema", schema(outcome.get("schema")));
        }
        return expected;
    }

    private JsonNode columns(JsonNode tables) {
        ObjectNode columns = JSON.createObjectNode();
        tables.properties().forEach(table -> {
            ArrayNode described = columns.putArray(name(table.getKey()));
            for (JsonNode column : table.getValue()) {
                described
                        .addArray()
                        .add(name(column.get(0).asText()))
                        .add(type(column.get(1).asText()))
                        .add(column.get(2));
            }
        });
        return columns;
    }

    private static String type(String type) {
        return type.startsWith("DECIMAL")
                ? type.replace("DECIMAL", "numeric")
                : TYPES.getOrDefault(type, type.toLowerCase(Locale.ROOT));
    }

    private ArrayNode trees(JsonNode outcome, String table, JsonNode given) {
        ArrayNode trees = JSON.createArrayNode();
        for (JsonNode tree : given) {
            ObjectNode mapped = trees.addObject();
            ObjectNode row = mapped.putObject("row");
            tree.get("row")
                    .properties()
                    .forEach(
                            cell -> row.set(name(cell.getKey()), cell(outcome, table, cell.getKey(), cell.getValue())));
            if (tree.has("children")) {
                ObjectNode children = mapped.putObject("children");
                tree.get("children")
                        .properties()
                        .forEach(child ->
                                children.set(name(child.getKey()), trees(outcome, child.getKey(), child.getValue())));
            }
        }
        return trees;
    }

    /** JSON by value; timestamps with the digits of a second that their column has, which DuckDB does not cut. */
    private static JsonNode cell(JsonNode outcome, String table, String name, JsonNode value) {
        for (JsonNode column : outcome.get("db_columns").path(table)) {
            if (column.get(0).asText().equals(name) && column.get(1).asText().equals("JSON")) {
                return JSON.getNodeFactory().textNode(canonical(value.asText()));
            }
        }
        JsonNode hints = outcome.path("schema").path(table).path("columns").path(name);
        if (hints.path("data_type").asText().equals("timestamp") && hints.has("precision")) {
            OffsetDateTime time = OffsetDateTime.parse(value.asText());
            long unit = BigDecimal.TEN.pow(9 - hints.get("precision").asInt()).longValue();
            long nanos = (time.getNano() + unit / 2) / unit * unit;
            return JSON.getNodeFactory()
                    .textNode(TIMESTAMP.format(time.withNano(0).plusNanos(nanos)) + "Z");
        }
        return value;
    }

    /** The schema has names as the naming convention has them; their case is folded in the database alone. */
    private static JsonNode schema(JsonNode tables) {
        ObjectNode schema = JSON.createObjectNode();
        tables.properties().forEach(table -> {
            ObjectNode described = table.getValue().deepCopy();
            if (described.path("parent").isTextual()) {
                described.put("parent", shortened(described.get("parent").asText()));
            }
            ObjectNode columns = described.putObject("columns");
            table.getValue()
                    .get("columns")
                    .properties()
                    .forEach(column -> columns.set(shortened(column.getKey()), column.getValue()));
            schema.set(shortened(table.getKey()), described);
        });
        return schema;
    }

    /** A document without what JSON has several texts for: keys in order, numbers as short as can be. */
    private static String canonical(String json) {
        try {
            return JSON.writeValueAsString(plain(JSON.readTree(json)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> sorted = new TreeMap<>();
            node.properties().forEach(field -> sorted.put(field.getKey(), plain(field.getValue())));
            return sorted;
        }
        if (node.isArray()) {
            return node.valueStream().map(GoldenServer::plain).toList();
        }
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue().stripTrailingZeros();
            return number.signum() == 0 ? BigDecimal.ZERO : new BigDecimal(number.toPlainString());
        }
        return node.isNull() ? "null" : node.isBoolean() ? (Object) node.booleanValue() : node.asText();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
