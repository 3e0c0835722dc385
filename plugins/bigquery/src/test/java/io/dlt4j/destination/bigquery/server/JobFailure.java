package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A job that ends with an error and details of it. */
final class JobFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ApiError error;
    private final transient List<ObjectNode> details;

    JobFailure(ApiError error, List<ObjectNode> details) {
        super(error);
        this.error = error;
        this.details = List.copyOf(details);
    }

    ApiError error() {
        return error;
    }

    List<ObjectNode> details() {
        return details;
    }
}
