package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A job and what became of it. Thread-safe. */
final class Job {

    /** What a query gives. */
    record Result(List<Field> fields, ArrayNode rows) {

        static Result none() {
            return new Result(List.of(), JsonNodeFactory.instance.arrayNode());
        }
    }

    private final String project;
    private final String id;
    private final String location;
    private final ObjectNode configuration;
    private String state = "PENDING";
    private Optional<ApiError> error = Optional.empty();
    private List<ObjectNode> details = List.of();
    private String statementType = "";
    private Result result = Result.none();

    Job(String project, JsonNode given, String defaultLocation) {
        JsonNode reference = given.path("jobReference");
        this.project = project;
        this.id = reference.path("jobId").asText(UUID.randomUUID().toString());
        this.location = reference.path("location").asText(defaultLocation);
        this.configuration = given.path("configuration").deepCopy();
        if (!id.matches("[A-Za-z0-9_-]{1,1024}")) {
            throw ApiError.invalid("Invalid job ID \"" + id + "\".");
        }
    }

    String id() {
        return id;
    }

    String location() {
        return location;
    }

    JsonNode configuration() {
        return configuration;
    }

    static String key(String location, String id) {
        return location.toUpperCase(java.util.Locale.ROOT) + "." + id;
    }

    synchronized void running() {
        state = "RUNNING";
    }

    synchronized void done(String type, Result rows) {
        statementType = type;
        result = rows;
        state = "DONE";
    }

    synchronized void failed(ApiError reason, List<ObjectNode> errors) {
        error = Optional.of(reason);
        details = List.copyOf(errors);
        state = "DONE";
    }

    synchronized boolean isDone() {
        return state.equals("DONE");
    }

    synchronized Optional<ApiError> error() {
        return error;
    }

    synchronized Result result() {
        return result;
    }

    private ObjectNode reference() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("projectId", project)
                .put("jobId", id)
                .put("location", location);
    }

    synchronized ObjectNode resource() {
        ObjectNode resource = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "bigquery#job")
                .put("id", project + ":" + location + "." + id);
        resource.set("jobReference", reference());
        ObjectNode described = configuration.deepCopy();
        described.put("jobType", described.has("load") ? "LOAD" : "QUERY");
        if (described.get("query") instanceof ObjectNode query) {
            query.putObject("destinationTable")
                    .put("projectId", project)
                    .put("datasetId", "_anon")
                    .put("tableId", id + "@" + location);
        }
        resource.set("configuration", described);
        ObjectNode status = resource.putObject("status").put("state", state);
        error.ifPresent(reason -> {
            status.set("errorResult", reason.proto());
            ArrayNode errors = status.putArray("errors");
            errors.add(reason.proto());
            details.forEach(errors::add);
        });
        ObjectNode statistics = resource.putObject("statistics").put("creationTime", "1");
        if (!statementType.isEmpty()) {
            statistics.putObject("query").put("statementType", statementType);
        }
        return resource;
    }

    /** The answer to who asks for the result. */
    synchronized ObjectNode queryResponse() {
        if (error.isPresent()) {
            throw error.get();
        }
        ObjectNode response = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "bigquery#getQueryResultsResponse")
                .put("jobComplete", isDone());
        response.set("jobReference", reference());
        if (isDone()) {
            response.set("schema", Field.schema(result.fields()));
            response.put("totalRows", String.valueOf(result.rows().size()));
        }
        return response;
    }
}
