package io.dlt4j.destination.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;

/**
 * Speaks what Google's client speaks of the JSON API of Cloud Storage: access tokens for a signed assertion, objects with
 * generations, uploads in one request and resumable ones, listing in pages, reading, deleting. Objects are in memory.
 */
final class GcsServer {

    static final String BUCKET = "bucket";
    static final String CLIENT = "loader@project.iam.gserviceaccount.com";

    private static final int PAGE = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern OBJECT = Pattern.compile("(?:/download|/upload)?/storage/v1/b/([^/]+)/o(?:/(.+))?");

    private final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicLong generations = new AtomicLong(1);
    private final AtomicInteger busy = new AtomicInteger();
    private final KeyPair keys;
    private final HttpServer server;

    /** An object. */
    private record Stored(byte[] content, long generation) {}

    /** A resumable upload. */
    private record Upload(String name, boolean onlyNew, ByteArrayOutputStream content) {}

    GcsServer() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newFixedThreadPool(16, task -> {
            Thread thread = new Thread(task, "gcs");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> {
            try (exchange) {
                handle(exchange);
            } catch (RuntimeException | GeneralSecurityException e) {
                throw new IOException(e);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What Google gives out for a service account. */
    String keyFile() {
        try {
            return JSON.writeValueAsString(Map.of(
                    "type",
                    "service_account",
                    "project_id",
                    "project",
                    "private_key_id",
                    "1",
                    "private_key",
                    "-----BEGIN PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(keys.getPrivate().getEncoded())
                            + "\n-----END PRIVATE KEY-----\n",
                    "client_email",
                    CLIENT,
                    "token_uri",
                    url() + "/token"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses the next requests with 503. */
    void refuse(int requests) {
        busy.set(requests);
    }

    /** Makes all tokens that were given out worthless. */
    void forgetTokens() {
        tokens.clear();
    }

    void fill(String name, byte[] content) {
        objects.put(name, new Stored(content, generations.incrementAndGet()));
    }

    Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        objects.forEach((name, stored) -> contents.put(name, stored.content()));
        return contents;
    }

    private void handle(HttpExchange exchange) throws IOException, GeneralSecurityException {
        String path = exchange.getRequestURI().getRawPath();
        byte[] body = body(exchange);
        if (path.equals("/token")) {
            giveToken(exchange, parameters(new String(body, UTF_8)));
            return;
        }
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!header.startsWith("Bearer ") || !tokens.contains(header.substring("Bearer ".length()))) {
            fail(exchange, 401, "authError", "Invalid Credentials");
            return;
        }
        if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            fail(exchange, 503, "backendError", "We encountered an internal error. Please try again.");
            return;
        }
        Matcher matcher = OBJECT.matcher(path);
        if (!matcher.matches()) {
            fail(exchange, 400, "invalid", "no such method " + path);
        } else if (!matcher.group(1).equals(BUCKET)) {
            fail(exchange, 404, "notFound", "The specified bucket does not exist.");
        } else {
            String name = matcher.group(2) == null ? "" : decoded(matcher.group(2));
            Map<String, String> query = parameters(exchange.getRequestURI().getRawQuery());
            dispatch(exchange, name, query, body);
        }
    }

    private void dispatch(HttpExchange exchange, String name, Map<String, String> query, byte[] body)
            throws IOException, GeneralSecurityException {
        switch (exchange.getRequestMethod()) {
            case "POST" -> begin(exchange, query, body);
            case "PUT" -> resume(exchange, query, body);
            case "DELETE" -> {
                if (objects.remove(name) == null) {
                    fail(exchange, 404, "notFound", "No such object: " + name);
                } else {
                    send(exchange, 204, new byte[0]);
                }
            }
            default -> {
                if (name.isEmpty()) {
                    list(exchange, query);
                } else {
                    get(exchange, name, query);
                }
            }
        }
    }

    private void begin(HttpExchange exchange, Map<String, String> query, byte[] body)
            throws IOException, GeneralSecurityException {
        boolean onlyNew = "0".equals(query.get("ifGenerationMatch"));
        if ("resumable".equals(query.get("uploadType"))) {
            String id = UUID.randomUUID().toString();
            String name = query.containsKey("name")
                    ? query.get("name")
                    : JSON.readTree(body).path("name").asText();
            uploads.put(id, new Upload(name, onlyNew, new ByteArrayOutputStream()));
            exchange.getResponseHeaders()
                    .set("Location", url() + exchange.getRequestURI().getRawPath() + "?upload_id=" + id);
            send(exchange, 200, new byte[0]);
            return;
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        String boundary = "--" + type.replaceAll(".*boundary=\"?([^\";]+)\"?.*", "$1");
        List<byte[]> parts = parts(body, boundary);
        store(exchange, JSON.readTree(parts.get(0)).path("name").asText(), onlyNew, parts.get(1));
    }

    private void resume(HttpExchange exchange, Map<String, String> query, byte[] body)
            throws IOException, GeneralSecurityException {
        Upload upload = uploads.get(query.get("upload_id"));
        if (upload == null) {
            fail(exchange, 404, "notFound", "no such upload");
            return;
        }
        String range = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Range"));
        if (!range.startsWith("bytes */")) {
            upload.content().write(body);
        }
        if (!range.endsWith("/*")) {
            uploads.remove(query.get("upload_id"));
            store(exchange, upload.name(), upload.onlyNew(), upload.content().toByteArray());
            return;
        }
        if (upload.content().size() > 0) {
            exchange.getResponseHeaders()
                    .set("Range", "bytes=0-" + (upload.content().size() - 1));
        }
        send(exchange, 308, new byte[0]);
    }

    private void store(HttpExchange exchange, String name, boolean onlyNew, byte[] content)
            throws IOException, GeneralSecurityException {
        Stored fresh = new Stored(content, generations.incrementAndGet());
        Stored stored = onlyNew ? objects.putIfAbsent(name, fresh) : null;
        if (stored != null) {
            fail(exchange, 412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.");
            return;
        }
        objects.put(name, fresh);
        send(exchange, 200, JSON.writeValueAsBytes(metadata(name, fresh)));
    }

    private void list(HttpExchange exchange, Map<String, String> query) throws IOException, GeneralSecurityException {
        String prefix = query.getOrDefault("prefix", "");
        String from = query.getOrDefault("pageToken", prefix);
        Map<String, Object> page = new LinkedHashMap<>();
        List<Map<String, Object>> items = new java.util.ArrayList<>();
        for (Map.Entry<String, Stored> entry : objects.tailMap(from).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            if (items.size() == PAGE) {
                page.put("nextPageToken", entry.getKey());
                break;
            }
            items.add(Map.of("kind", "storage#object", "bucket", BUCKET, "name", entry.getKey()));
        }
        page.put("kind", "storage#objects");
        page.put("items", items);
        send(exchange, 200, JSON.writeValueAsBytes(page));
    }

    private void get(HttpExchange exchange, String name, Map<String, String> query)
            throws IOException, GeneralSecurityException {
        Stored stored = objects.get(name);
        if (stored == null) {
            fail(exchange, 404, "notFound", "No such object: " + name);
            return;
        }
        if (!"media".equals(query.get("alt"))) {
            send(exchange, 200, JSON.writeValueAsBytes(metadata(name, stored)));
            return;
        }
        exchange.getResponseHeaders().set("x-goog-generation", String.valueOf(stored.generation()));
        String range = exchange.getRequestHeaders().getFirst("Range");
        Matcher matcher = Pattern.compile("bytes=(\\d+)-(\\d*)").matcher(String.valueOf(range));
        if (!matcher.matches()) {
            send(exchange, 200, stored.content());
            return;
        }
        int begin = Integer.parseInt(matcher.group(1));
        int end = matcher.group(2).isEmpty() ? stored.content().length : Integer.parseInt(matcher.group(2)) + 1;
        end = Math.min(end, stored.content().length);
        if (begin >= end) {
            send(exchange, 416, new byte[0]);
            return;
        }
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes " + begin + "-" + (end - 1) + "/" + stored.content().length);
        send(exchange, 206, Arrays.copyOfRange(stored.content(), begin, end));
    }

    private void giveToken(HttpExchange exchange, Map<String, String> form)
            throws IOException, GeneralSecurityException {
        String[] assertion = String.valueOf(form.get("assertion")).split("\\.");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update((assertion[0] + "." + assertion[1]).getBytes(UTF_8));
        boolean genuine = signature.verify(Base64.getUrlDecoder().decode(assertion[2]));
        String issuer = JSON.readTree(Base64.getUrlDecoder().decode(assertion[1]))
                .path("iss")
                .asText();
        if (!genuine || !issuer.equals(CLIENT)) {
            send(
                    exchange,
                    400,
                    "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT Signature.\"}".getBytes(UTF_8));
            return;
        }
        String token = UUID.randomUUID().toString();
        tokens.add(token);
        send(
                exchange,
                200,
                JSON.writeValueAsBytes(Map.of("access_token", token, "expires_in", 3600, "token_type", "Bearer")));
    }

    private static Map<String, Object> metadata(String name, Stored stored) throws GeneralSecurityException {
        CRC32C crc = new CRC32C();
        crc.update(stored.content());
        byte[] checksum = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", "storage#object");
        fields.put("name", name);
        fields.put("bucket", BUCKET);
        fields.put("generation", String.valueOf(stored.generation()));
        fields.put("metageneration", "1");
        fields.put("size", String.valueOf(stored.content().length));
        fields.put("crc32c", Base64.getEncoder().encodeToString(checksum));
        fields.put(
                "md5Hash",
                Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("MD5").digest(stored.content())));
        return fields;
    }

    private static void fail(HttpExchange exchange, int status, String reason, String message) throws IOException {
        send(
                exchange,
                status,
                JSON.writeValueAsBytes(Map.of(
                        "error",
                        Map.of(
                                "code", status,
                                "message", message,
                                "errors", List.of(Map.of("domain", "global", "reason", reason, "message", message))))));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream raw = exchange.getRequestBody();
                InputStream in = zipped ? new GZIPInputStream(raw) : raw) {
            return in.readAllBytes();
        }
    }

    /** The contents of the parts of a multipart body, without their headers. */
    private static List<byte[]> parts(byte[] body, String boundary) {
        List<byte[]> parts = new java.util.ArrayList<>();
        byte[] mark = boundary.getBytes(UTF_8);
        int at = indexOf(body, mark, 0);
        while (true) {
            int next = indexOf(body, mark, at + mark.length);
            if (next < 0) {
                return parts;
            }
            int content = indexOf(body, "\r\n\r\n".getBytes(UTF_8), at) + 4;
            parts.add(Arrays.copyOfRange(body, content, next - 2));
            at = next;
        }
    }

    private static int indexOf(byte[] body, byte[] wanted, int from) {
        for (int i = from; i <= body.length - wanted.length; i++) {
            if (Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : String.valueOf(text).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return parameters;
    }

    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), UTF_8);
    }
}
