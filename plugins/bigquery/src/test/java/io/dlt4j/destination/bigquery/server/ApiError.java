package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer that is an error, in the form of Google's APIs. */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    private ApiError(int status, String reason, String message) {
        super(message);
        this.status = status;
        this.reason = reason;
    }

    /** An error with a status of HTTP and a reason of BigQuery, for example 404 and {@code notFound}. */
    public static ApiError of(int status, String reason, String message) {
        return new ApiError(status, reason, message);
    }

    static ApiError notFound(String what) {
        return of(404, "notFound", "Not found: " + what);
    }

    static ApiError duplicate(String what) {
        return of(409, "duplicate", "Already Exists: " + what);
    }

    static ApiError invalid(String message) {
        return of(400, "invalid", message);
    }

    static ApiError invalidQuery(String message) {
        return of(400, "invalidQuery", message);
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    /** As {@code errorResult} of a job has it. */
    ObjectNode proto() {
        return JsonNodeFactory.instance.objectNode().put("reason", reason).put("message", getMessage());
    }

    /** As the body of an answer has it. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error").put("code", status).put("message", getMessage());
        error.putArray("errors").add(proto().put("domain", "global"));
        return body;
    }
}
