package io.dlt4j.destination.bigquery.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request asks for. */
public enum RequestKind {
    /** An access token. */
    TOKEN("POST", "/token"),
    /** A dataset's description. */
    DATASET_GET("GET", "/bigquery/v2/projects/([^/]+)/datasets/([^/]+)"),
    /** A new dataset. */
    DATASET_INSERT("POST", "/bigquery/v2/projects/([^/]+)/datasets"),
    /** A dataset to drop. */
    DATASET_DELETE("DELETE", "/bigquery/v2/projects/([^/]+)/datasets/([^/]+)"),
    /** The tables of a dataset. */
    TABLE_LIST("GET", "/bigquery/v2/projects/([^/]+)/datasets/([^/]+)/tables"),
    /** A table's description. */
    TABLE_GET("GET", "/bigquery/v2/projects/([^/]+)/datasets/([^/]+)/tables/([^/]+)"),
    /** A new table. */
    TABLE_INSERT("POST", "/bigquery/v2/projects/([^/]+)/datasets/([^/]+)/tables"),
    /** A change of a table. */
    TABLE_PATCH("PATCH", "/bigquery/v2/projects/([^/]+)/datasets/([^/]+)/tables/([^/]+)"),
    /** A table to drop. */
    TABLE_DELETE("DELETE", "/bigquery/v2/projects/([^/]+)/datasets/([^/]+)/tables/([^/]+)"),
    /** The rows of a table or of a result. */
    TABLE_DATA("GET", "/bigquery/v2/projects/([^/]+)/datasets/([^/]+)/tables/([^/]+)/data"),
    /** Rows to stream. */
    INSERT_ALL("POST", "/bigquery/v2/projects/([^/]+)/datasets/([^/]+)/tables/([^/]+)/insertAll"),
    /** A job without a file. */
    JOB_INSERT("POST", "/bigquery/v2/projects/([^/]+)/jobs"),
    /** A job's state. */
    JOB_GET("GET", "/bigquery/v2/projects/([^/]+)/jobs/([^/]+)"),
    /** A load job whose file follows. */
    UPLOAD_START("POST", "/upload/bigquery/v2/projects/([^/]+)/jobs"),
    /** A piece of a file. */
    UPLOAD_CHUNK("PUT", "/upload/bigquery/v2/sessions/([^/]+)"),
    /** Whether a query is done, and its schema. */
    QUERY_RESULTS("GET", "/bigquery/v2/projects/([^/]+)/queries/([^/]+)");

    private final String method;
    private final Pattern path;

    RequestKind(String method, String path) {
        this.method = method;
        this.path = Pattern.compile(path);
    }

    /** What tells the resource from others of its kind: project, dataset, table or job; empty for another kind. */
    Optional<Matcher> match(String requestMethod, String requestPath) {
        Matcher matcher = path.matcher(requestPath);
        return method.equals(requestMethod) && matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }
}
