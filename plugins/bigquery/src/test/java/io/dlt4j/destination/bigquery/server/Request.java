package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request that was read whole.
 *
 * @param kind what it asks for
 * @param parts what the path names: project, dataset, table or job
 * @param query the parameters of the path
 * @param headers by lower-case name
 * @param body without the compression of the transport
 */
public record Request(
        RequestKind kind, List<String> parts, Map<String, String> query, Map<String, String> headers, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Request read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        if ("gzip".equals(headers.get("content-encoding"))) {
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        String method =
                Optional.ofNullable(headers.get("x-http-method-override")).orElse(exchange.getRequestMethod());
        String path = exchange.getRequestURI().getPath();
        for (RequestKind kind : RequestKind.values()) {
            Optional<Matcher> match = kind.match(method, path);
            if (match.isPresent()) {
                List<String> parts = new ArrayList<>();
                for (int group = 1; group <= match.get().groupCount(); group++) {
                    parts.add(match.get().group(group));
                }
                return new Request(
                        kind, parts, parameters(exchange.getRequestURI().getRawQuery()), headers, body);
            }
        }
        throw ApiError.notFound(method + " " + path);
    }

    private static Map<String, String> parameters(@Nullable String rawQuery) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : rawQuery == null ? new String[0] : rawQuery.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    /** The body as JSON. */
    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw ApiError.invalid("Parse error: " + e.getMessage());
        }
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    int number(String parameter, int absent) {
        String value = query.get(parameter);
        return value == null ? absent : Integer.parseInt(value);
    }
}
