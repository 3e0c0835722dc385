package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dlt4j.destination.bigquery.server.Statement.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Rows that are streamed: a request with a row that does not fit changes nothing. Ids are remembered until a test forgets them. */
final class Streaming {

    private final Warehouse warehouse;
    private final Set<String> insertIds = new HashSet<>();

    Streaming(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    synchronized void forgetInsertIds() {
        insertIds.clear();
    }

    synchronized ObjectNode insertAll(TableName table, JsonNode request) {
        JsonRows rows = new JsonRows(
                warehouse.fields(table), request.path("ignoreUnknownValues").asBoolean(), true);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#tableDataInsertAllResponse");
        ArrayNode errors = JsonNodeFactory.instance.arrayNode();
        Set<String> seen = new HashSet<>(insertIds);
        try {
            Path canonical = Files.createTempFile("rows", ".jsonl");
            try (JsonGenerator out = JsonRows.JSON.createGenerator(canonical.toFile(), JsonEncoding.UTF8)) {
                out.setRootValueSeparator(null);
                int index = 0;
                for (JsonNode row : request.path("rows")) {
                    String id = row.path("insertId").asText("");
                    if (id.isEmpty() || seen.add(warehouse.describe(table) + "\n" + id)) {
                        write(rows, out, row.path("json"), index, errors);
                    }
                    index++;
                }
            }
            if (errors.isEmpty()) {
                warehouse.execute(rows.insert(Warehouse.name(table), canonical));
                insertIds.addAll(seen);
            } else {
                answer.set("insertErrors", errors);
            }
            Files.delete(canonical);
        } catch (IOException | SQLException e) {
            throw ApiError.invalid(String.valueOf(e.getMessage()));
        }
        return answer;
    }

    private static void write(JsonRows rows, JsonGenerator out, JsonNode row, int index, ArrayNode errors)
            throws IOException {
        Optional<String> problem = rows.write(out, row);
        problem.ifPresent(text -> errors.addObject()
                .put("index", index)
                .putArray("errors")
                .addObject()
                .put("reason", "invalid")
                .put("location", "")
                .put("message", text));
    }
}
