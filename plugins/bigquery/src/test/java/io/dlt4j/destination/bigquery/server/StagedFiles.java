package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Cloud Storage as BigQuery sees it. */
@FunctionalInterface
public interface StagedFiles {

    /** The content of an object, if there is one of that name in that bucket. */
    Optional<byte[]> read(String bucket, String name);

    /** The file of a load job that names one instead of bringing it. */
    default byte[] of(JsonNode uris) {
        String uri = uris.path(0).asText();
        if (uris.size() != 1 || !uri.matches("gs://[^/*]+/[^*]+")) {
            throw ApiError.invalid("Source URIs that the server of the tests cannot read: " + uris);
        }
        String[] parts = uri.substring("gs://".length()).split("/", 2);
        return read(parts[0], parts[1]).orElseThrow(() -> ApiError.notFound("URI " + uri));
    }
}
