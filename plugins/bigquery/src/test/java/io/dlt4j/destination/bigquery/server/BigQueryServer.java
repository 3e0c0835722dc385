package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dlt4j.destination.bigquery.server.Faults.Cut;
import io.dlt4j.destination.bigquery.server.Statement.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.duckdb.DuckDBConnection;

/** A project of BigQuery on this machine. What it is asked is remembered, and can go wrong as a test wants it. */
public final class BigQueryServer implements AutoCloseable {

    private static final int MOST_ROWS_A_PAGE = 1000;

    static {
        // else each answer waits 40 ms for the acknowledgement of its own headers
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Warehouse warehouse;
    private final Identity identity;
    private final Jobs jobs;
    private final Uploads uploads;
    private final Streaming streaming;
    private final Faults faults = new Faults();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile int rowsAPage = MOST_ROWS_A_PAGE;

    private BigQueryServer(String project) {
        warehouse = new Warehouse(project);
        identity = new Identity(project);
        jobs = new Jobs(warehouse);
        uploads = new Uploads(jobs);
        streaming = new Streaming(warehouse);
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    /** Starts a server with one project that has no datasets. */
    public static BigQueryServer start(String project) {
        return new BigQueryServer(project);
    }

    /** Where it is. */
    public String endpoint() {
        return "http://" + http.getAddress().getAddress().getHostAddress() + ":"
                + http.getAddress().getPort();
    }

    /** The project. */
    public String project() {
        return warehouse.project();
    }

    /** The text of the key file of a service account that may do everything. */
    public String keyFile() {
        return identity.keyFile(endpoint());
    }

    /** The text of the file of an OAuth client with a refresh token. */
    public String oauthFile() {
        return identity.oauthFile(endpoint());
    }

    /** The service account's address. */
    public String email() {
        return identity.email();
    }

    /** The service account's key. */
    public String privateKey() {
        return identity.privateKey();
    }

    /** An access token. */
    public String token() {
        return identity.token();
    }

    /** Load jobs that name files in Cloud Storage read them there; without this there are none. */
    public void stagedFiles(StagedFiles files) {
        jobs.staged(files);
    }

    /** What goes wrong. */
    public Faults faults() {
        return faults;
    }

    /** What was asked for, in the order of arrival. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How often that was asked for. */
    public long count(RequestKind kind) {
        return requests.stream().filter(request -> request.kind() == kind).count();
    }

    /** How many jobs were accepted. */
    public int jobCount() {
        return jobs.count();
    }

    /** Jobs that are accepted from now on do not end before {@link #releaseJobs}. */
    public void holdJobs() {
        jobs.hold();
    }

    /** Lets the jobs end that were held. */
    public void releaseJobs() {
        jobs.release();
    }

    /** Gives out results in pages of so many rows at most. */
    public void rowsAPage(int rows) {
        rowsAPage = rows;
    }

    /** Forgets which rows were streamed, as the service does after a minute or so. */
    public void forgetInsertIds() {
        streaming.forgetInsertIds();
    }

    /** The description of a table, if it exists. */
    public Optional<JsonNode> table(String dataset, String table) {
        synchronized (warehouse) {
            return warehouse.find(new TableName(dataset, table)).map(ObjectNode::deepCopy);
        }
    }

    /** The description of a dataset. */
    public JsonNode dataset(String dataset) {
        synchronized (warehouse) {
            return warehouse.dataset(dataset).deepCopy();
        }
    }

    /** The names of all datasets. */
    public Set<String> datasetNames() {
        synchronized (warehouse) {
            return warehouse.datasetIds();
        }
    }

    /** A connection to the rows, past the protocol; for reading, while no job runs. */
    public Connection connection() throws SQLException {
        return warehouse.connection().unwrap(DuckDBConnection.class).duplicate();
    }

    /** The names of a dataset's tables; none if it does not exist. */
    public List<String> tableNames(String dataset) {
        synchronized (warehouse) {
            return warehouse.datasetIds().contains(dataset)
                    ? warehouse.tables(dataset).stream()
                            .map(table ->
                                    table.path("tableReference").path("tableId").asText())
                            .toList()
                    : List.of();
        }
    }

    /** Drops a dataset with all that is in it, if it exists. */
    public void dropDataset(String dataset) {
        synchronized (warehouse) {
            if (warehouse.datasetIds().contains(dataset)) {
                warehouse.deleteDataset(dataset, true);
            }
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            Request request = Request.read(exchange);
            requests.add(request);
            Optional<Faults.Fault> fault = faults.next(request);
            if (fault.filter(planned -> planned.cut() == Cut.BEFORE).isPresent()) {
                return;
            }
            fault.flatMap(Faults.Fault::error).ifPresent(error -> {
                throw error;
            });
            Reply reply = answer(request);
            if (fault.filter(planned -> planned.cut() == Cut.AFTER).isEmpty()) {
                reply.send(exchange);
            }
        } catch (Identity.Refused e) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("error", "invalid_grant").put("error_description", "Invalid JWT Signature.");
            new Reply(400, body).send(exchange);
        } catch (ApiError e) {
            new Reply(e.status(), e.body()).send(exchange);
        } catch (RuntimeException e) {
            new Reply(
                            501,
                            ApiError.of(501, "notImplemented", "The server of the tests failed: " + e)
                                    .body())
                    .send(exchange);
        } finally {
            exchange.close();
        }
    }

    private Reply answer(Request request) {
        if (request.kind() == RequestKind.TOKEN) {
            return new Reply(200, identity.grant(request));
        }
        if (request.kind() != RequestKind.UPLOAD_CHUNK) {
            identity.check(request);
        }
        return switch (request.kind()) {
            case JOB_INSERT -> new Reply(200, jobs.accept(jobs.checked(request.json()), new byte[0]));
            case JOB_GET -> new Reply(200, job(request).resource());
            case QUERY_RESULTS -> new Reply(200, job(request).queryResponse());
            case UPLOAD_START ->
                new Reply(200, JsonNodeFactory.instance.objectNode())
                        .location(endpoint() + "/upload/bigquery/v2/sessions/" + uploads.start(request));
            case UPLOAD_CHUNK -> uploaded(uploads.chunk(request.parts().get(0), request));
            default -> {
                synchronized (warehouse) {
                    yield new Reply(200, answerOnTables(request));
                }
            }
        };
    }

    private Job job(Request request) {
        return jobs.require(request.parts().get(1), request.query().getOrDefault("location", "US"));
    }

    private static Reply uploaded(Uploads.Answer answer) {
        return answer.job()
                .map(job -> new Reply(200, job))
                .orElseGet(() -> new Reply(308, JsonNodeFactory.instance.objectNode()).range(answer.received()));
    }

    private ObjectNode answerOnTables(Request request) {
        List<String> parts = request.parts();
        String dataset = parts.size() > 1 ? parts.get(1) : "";
        TableName table = new TableName(dataset, parts.size() > 2 ? parts.get(2) : "");
        return switch (request.kind()) {
            case DATASET_GET -> warehouse.dataset(dataset);
            case DATASET_INSERT -> warehouse.insertDataset(request.json());
            case DATASET_DELETE -> {
                warehouse.deleteDataset(
                        dataset, Boolean.parseBoolean(request.query().get("deleteContents")));
                yield JsonNodeFactory.instance.objectNode();
            }
            case TABLE_LIST -> tables(dataset);
            case TABLE_GET -> warehouse.table(table);
            case TABLE_INSERT -> warehouse.insertTable(dataset, request.json());
            case TABLE_PATCH ->
                warehouse.patchTable(
                        table,
                        request.json(),
                        Optional.ofNullable(request.headers().get("if-match")));
            case TABLE_DELETE -> {
                warehouse.deleteTable(table);
                yield JsonNodeFactory.instance.objectNode();
            }
            case TABLE_DATA -> rows(table, request);
            case INSERT_ALL -> streaming.insertAll(table, request.json());
            default -> throw new IllegalStateException(request.kind().name());
        };
    }

    private ObjectNode tables(String dataset) {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#tableList");
        ArrayNode array = list.putArray("tables");
        warehouse.tables(dataset).forEach(table -> {
            ObjectNode brief = table.deepCopy();
            brief.remove("schema");
            array.add(brief);
        });
        return list;
    }

    private ObjectNode rows(TableName table, Request request) {
        int start = request.query().containsKey("pageToken")
                ? request.number("pageToken", 0)
                : request.number("startIndex", 0);
        int count = Math.min(request.number("maxResults", rowsAPage), rowsAPage);
        boolean int64 = Boolean.parseBoolean(request.query().get("formatOptions.useInt64Timestamp"));
        if (table.dataset().equals("_anon")) {
            String[] job = table.table().split("@", 2);
            return jobs.rows(jobs.require(job[0], job[1]), start, count, int64);
        }
        return warehouse.rows(table, start, count, int64);
    }

    private static final class Reply {

        private final int status;
        private final ObjectNode body;
        private Optional<String> location = Optional.empty();
        private Optional<String> range = Optional.empty();

        Reply(int status, ObjectNode body) {
            this.status = status;
            this.body = body;
        }

        Reply location(String value) {
            location = Optional.of(value);
            return this;
        }

        Reply range(int received) {
            range = received == 0 ? Optional.empty() : Optional.of("bytes=0-" + (received - 1));
            return this;
        }

        void send(HttpExchange exchange) throws IOException {
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
            location.ifPresent(value -> exchange.getResponseHeaders().set("Location", value));
            range.ifPresent(value -> exchange.getResponseHeaders().set("Range", value));
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        jobs.close();
        warehouse.close();
    }
}
