package io.dlt4j.destination.bigquery.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dlt4j.BigQuery;
import io.dlt4j.Destination;
import io.dlt4j.destination.bigquery.server.BigQueryServer;
import io.dlt4j.golden.GoldenDestination;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server, and how the datasets there differ from those in DuckDB: one type of integers, one of timestamps, big decimals of
 * another type, which the server keeps as text, and the text of JSON.
 */
final class GoldenServer implements GoldenDestination, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");

    /** What the sources of some cases use, and BigQuery has not. */
    private static final Map<String, String> UNFIT = Map.of(
            "hint-timestamp-naive", "BigQuery's timestamps are points in time: naive ones become UTC",
            "naming-duck-case", "BigQuery takes no emoji in the names of columns");

    private final String dataset;
    private final BigQueryServer server = BigQueryServer.start("golden");

    GoldenServer(String dataset) {
        this.dataset = dataset;
    }

    @Override
    public Destination empty(Path home) {
        server.dropDataset(dataset);
        server.dropDataset(dataset + "_staging");
        return BigQuery.withServiceAccount(server.keyFile()).with("api_endpoint", server.endpoint());
    }

    @Override
    public Connection connect(Path home) throws SQLException {
        return server.connection();
    }

    @Override
    public @Nullable Object value(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof Blob blob) {
            return blob.getBytes(1, (int) blob.length());
        }
        boolean json =
                value != null && row.getMetaData().getColumnTypeName(column).equals("JSON");
        return json ? canonical(value.toString()) : value;
    }

    @Override
    public Optional<String> unfit(String caseName) {
        return Optional.ofNullable(UNFIT.get(caseName));
    }

    @Override
    public JsonNode expected(JsonNode outcome) {
        ObjectNode expected = outcome.deepCopy();
        outcome.get("db_columns").properties().forEach(table -> {
            ArrayNode columns = expected.withObject("/db_columns").putArray(table.getKey());
            for (JsonNode column : table.getValue()) {
                columns.addArray()
                        .add(column.get(0))
                        .add(type(column.get(1).asText()))
                        .add(column.get(2));
            }
        });
        ObjectNode rows = expected.putObject("rows");
        outcome.get("rows")
                .properties()
                .forEach(table ->
                        rows.set(table.getKey(), trees(outcome.get("db_columns"), table.getKey(), table.getValue())));
        return expected;
    }

    private static String type(String type) {
        return switch (type) {
            case "TINYINT", "SMALLINT", "INTEGER", "HUGEINT" -> "BIGINT";
            default -> type.startsWith("TIMESTAMP") ? "TIMESTAMP WITH TIME ZONE" : isBig(type) ? "VARCHAR" : type;
        };
    }

    /** Whether a decimal has more digits before or behind the point than {@code NUMERIC}. */
    private static boolean isBig(String type) {
        Matcher decimal = DECIMAL.matcher(type);
        if (!decimal.matches()) {
            return false;
        }
        int precision = Integer.parseInt(decimal.group(1));
        int scale = Integer.parseInt(decimal.group(2));
        return scale > 9 || precision - scale > 29;
    }

    private static ArrayNode trees(JsonNode columns, String table, JsonNode given) {
        ArrayNode trees = JSON.createArrayNode();
        for (JsonNode tree : given) {
            ObjectNode mapped = trees.addObject();
            ObjectNode row = mapped.putObject("row");
            tree.get("row")
                    .properties()
                    .forEach(cell ->
                            row.set(cell.getKey(), cell(typeOf(columns.path(table), cell.getKey()), cell.getValue())));
            if (tree.has("children")) {
                ObjectNode children = mapped.putObject("children");
                tree.get("children")
                        .properties()
                        .forEach(child ->
                                children.set(child.getKey(), trees(columns, child.getKey(), child.getValue())));
            }
        }
        return trees;
    }

    private static JsonNode cell(String type, JsonNode value) {
        if (type.equals("JSON")) {
            return JSON.getNodeFactory().textNode(canonical(value.asText()));
        }
        return isBig(type) && value.has("$decimal") ? value.get("$decimal") : value;
    }

    private static String typeOf(JsonNode columns, String name) {
        for (JsonNode column : columns) {
            if (column.get(0).asText().equals(name)) {
                return column.get(1).asText();
            }
        }
        return "";
    }

    /** A document without what JSON has several texts for. */
    private static String canonical(String json) {
        try {
            return String.valueOf(plain(JSON.readTree(json)));
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
        return node.toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
