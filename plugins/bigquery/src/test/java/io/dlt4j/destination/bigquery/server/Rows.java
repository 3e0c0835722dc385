package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Rows of DuckDB as answers have them. */
final class Rows {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Rows() {}

    static ObjectNode page(ArrayNode rows, int start, long total) {
        ObjectNode page =
                NODES.objectNode().put("kind", "bigquery#tableDataList").put("totalRows", String.valueOf(total));
        page.set("rows", rows);
        if (start + rows.size() < total) {
            page.put("pageToken", String.valueOf(start + rows.size()));
        }
        return page;
    }

    /** The columns of a result. */
    static List<Field> fields(ResultSetMetaData columns) throws SQLException {
        List<Field> fields = new ArrayList<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            String type = columns.getColumnTypeName(column);
            fields.add(Field.of(columns.getColumnName(column), standard(type)));
        }
        return fields;
    }

    private static String standard(String duckDbType) {
        return switch (duckDbType) {
            case "BIGINT", "INTEGER", "HUGEINT", "SMALLINT", "TINYINT" -> "INT64";
            case "DOUBLE", "FLOAT" -> "FLOAT64";
            case "BOOLEAN" -> "BOOL";
            case "BLOB" -> "BYTES";
            case "TIMESTAMP WITH TIME ZONE" -> "TIMESTAMP";
            case "TIMESTAMP" -> "DATETIME";
            case "DATE", "TIME", "JSON" -> duckDbType;
            default -> duckDbType.startsWith("DECIMAL") ? "NUMERIC" : "STRING";
        };
    }

    static ObjectNode row(ResultSet row, List<Field> fields, boolean int64Timestamps) throws SQLException {
        ObjectNode json = NODES.objectNode();
        ArrayNode cells = json.putArray("f");
        for (int column = 1; column <= fields.size(); column++) {
            Object value = row.getObject(column);
            cells.addObject()
                    .set("v", row.wasNull() || value == null ? NODES.nullNode() : cell(value, int64Timestamps));
        }
        return json;
    }

    private static JsonNode cell(Object value, boolean int64Timestamps) throws SQLException {
        if (value instanceof OffsetDateTime time) {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
            return NODES.textNode(
                    int64Timestamps
                            ? String.valueOf(micros)
                            : BigDecimal.valueOf(micros, 6).toPlainString());
        }
        if (value instanceof java.sql.Timestamp time) {
            return NODES.textNode(time.toLocalDateTime().toString());
        }
        if (value instanceof LocalDateTime time) {
            return NODES.textNode(time.toString());
        }
        if (value instanceof Blob blob) {
            return NODES.textNode(Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length())));
        }
        if (value instanceof byte[] bytes) {
            return NODES.textNode(Base64.getEncoder().encodeToString(bytes));
        }
        if (value instanceof BigDecimal decimal) {
            return NODES.textNode(
                    (decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros()).toPlainString());
        }
        return NODES.textNode(value.toString());
    }
}
