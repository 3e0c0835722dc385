package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dlt4j.destination.bigquery.server.Statement.TableName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Datasets and tables: what is known of them, and their rows in a database of DuckDB. One job at a time. */
final class Warehouse implements AutoCloseable {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String project;
    private final Connection connection;
    private final Map<String, Dataset> datasets = new TreeMap<>();
    private long lastTime;

    private record Dataset(ObjectNode resource, Map<String, ObjectNode> tables) {}

    Warehouse(String project) {
        this.project = project;
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
            execute("SET TimeZone = 'UTC'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection connection() {
        return connection;
    }

    String project() {
        return project;
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void change(String sql) {
        try {
            execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The name for DuckDB, in which tables whose names differ by case alone have no room beside each other. */
    static String name(TableName table) {
        return escaped(table.dataset()) + "." + escaped(table.table());
    }

    private static String escaped(String name) {
        return GoogleSql.quoted(name);
    }

    /** Times of creation are all different. */
    private String now() {
        lastTime = Math.max(lastTime + 1, System.currentTimeMillis());
        return String.valueOf(lastTime);
    }

    private Dataset requireDataset(String id) {
        Dataset dataset = datasets.get(id);
        if (dataset == null) {
            throw ApiError.notFound("Dataset " + project + ":" + id);
        }
        return dataset;
    }

    ObjectNode dataset(String id) {
        return requireDataset(id).resource();
    }

    ObjectNode insertDataset(JsonNode given) {
        String id = given.path("datasetReference").path("datasetId").asText();
        if (!id.matches("[A-Za-z0-9_]{1,1024}")) {
            throw ApiError.invalid(
                    "Invalid dataset ID \"" + id + "\". Dataset IDs must be alphanumeric (plus underscores).");
        }
        if (datasets.containsKey(id)) {
            throw ApiError.duplicate("Dataset " + project + ":" + id);
        }
        ObjectNode resource = given.deepCopy();
        resource.put("kind", "bigquery#dataset").put("id", project + ":" + id).put("creationTime", now());
        if (!resource.hasNonNull("location")) {
            resource.put("location", "US");
        }
        change("CREATE SCHEMA " + escaped(id));
        datasets.put(id, new Dataset(resource, new TreeMap<>()));
        return resource;
    }

    void deleteDataset(String id, boolean withTables) {
        Dataset dataset = requireDataset(id);
        if (!dataset.tables().isEmpty() && !withTables) {
            throw ApiError.of(400, "resourceInUse", "Dataset " + project + ":" + id + " is still in use");
        }
        change("DROP SCHEMA " + escaped(id) + " CASCADE");
        datasets.remove(id);
    }

    Set<String> datasetIds() {
        return Set.copyOf(datasets.keySet());
    }

    List<ObjectNode> tables(String dataset) {
        return List.copyOf(requireDataset(dataset).tables().values());
    }

    Optional<ObjectNode> find(TableName name) {
        return Optional.ofNullable(datasets.get(name.dataset()))
                .flatMap(dataset -> Optional.ofNullable(dataset.tables().get(name.table())));
    }

    ObjectNode table(TableName name) {
        requireDataset(name.dataset());
        return find(name).orElseThrow(() -> ApiError.notFound("Table " + describe(name)));
    }

    String describe(TableName name) {
        return project + ":" + name.dataset() + "." + name.table();
    }

    List<Field> fields(TableName name) {
        return Field.of(table(name).path("schema"));
    }

    ObjectNode insertTable(String dataset, JsonNode given) {
        TableName name = new TableName(
                dataset, given.path("tableReference").path("tableId").asText());
        Dataset home = requireDataset(dataset);
        if (home.tables().containsKey(name.table())) {
            throw ApiError.duplicate("Table " + describe(name));
        }
        List<Field> fields = Field.of(given.path("schema"));
        TableRules.check(given, fields);
        change(TableRules.createStatement(name, fields));
        ObjectNode resource = described(name, given);
        home.tables().put(name.table(), resource);
        return resource;
    }

    private ObjectNode described(TableName name, JsonNode like) {
        String time = now();
        ObjectNode resource = like.deepCopy();
        resource.put("kind", "bigquery#table")
                .put("id", describe(name))
                .put("type", "TABLE")
                .put("creationTime", time)
                .put("etag", "etag-" + time)
                .put("location", dataset(name.dataset()).path("location").asText());
        resource.putObject("tableReference")
                .put("projectId", project)
                .put("datasetId", name.dataset())
                .put("tableId", name.table());
        return resource;
    }

    /** Changes what is given of a table; columns are only ever added. */
    ObjectNode patchTable(TableName name, JsonNode given, Optional<String> expectedEtag) {
        ObjectNode resource = table(name);
        if (expectedEtag.isPresent()
                && !expectedEtag.get().equals(resource.path("etag").asText())) {
            throw ApiError.of(412, "conditionNotMet", "Precondition Failed");
        }
        if (given.hasNonNull("schema")) {
            extend(name, Field.of(given.get("schema")));
        }
        for (String property : List.of("description", "labels", "expirationTime", "friendlyName", "schema")) {
            if (given.has(property)) {
                resource.set(property, given.get(property));
            }
        }
        resource.put("etag", "etag-" + now());
        return resource;
    }

    /** Gives a table more columns, for the database and for who asks. */
    void addFields(TableName name, List<Field> more) {
        List<Field> all = new ArrayList<>(fields(name));
        all.addAll(more);
        extend(name, all);
        table(name).set("schema", Field.schema(all));
    }

    private void extend(TableName name, List<Field> fields) {
        List<Field> existing = fields(name);
        List<Field> added = TableRules.added(describe(name), existing, fields);
        if (existing.isEmpty() && !added.isEmpty()) {
            change("DROP TABLE " + name(name));
            change(TableRules.createStatement(name, added));
            return;
        }
        for (Field field : added) {
            change("ALTER TABLE " + name(name) + " ADD COLUMN " + TableRules.definition(field));
        }
    }

    /** Sets what is not said when a column is made. */
    void setColumnOptions(TableName name, String column, Map<String, String> options) {
        for (JsonNode field : table(name).path("schema").path("fields")) {
            if (field.path("name").asText().equals(column)) {
                String mode = Optional.ofNullable(options.get("rounding_mode"))
                        .filter(Set.of("ROUND_HALF_EVEN", "ROUND_HALF_AWAY_FROM_ZERO")::contains)
                        .orElseThrow(() -> ApiError.invalidQuery("Unknown option in " + options));
                ((ObjectNode) field).put("roundingMode", mode);
                return;
            }
        }
        throw ApiError.invalidQuery("Column not found: " + column);
    }

    void deleteTable(TableName name) {
        table(name);
        change("DROP TABLE " + name(name));
        requireDataset(name.dataset()).tables().remove(name.table());
    }

    /** Makes a table with the structure of another one and, if it is a clone, with its rows. */
    void copyTable(TableName made, TableName model, boolean withRows) {
        ObjectNode source = table(model);
        Dataset home = requireDataset(made.dataset());
        if (home.tables().containsKey(made.table())) {
            deleteTable(made);
        }
        change(TableRules.createStatement(made, fields(model)));
        if (withRows) {
            change("INSERT INTO " + name(made) + " SELECT * FROM " + name(model));
        }
        home.tables().put(made.table(), described(made, source));
    }

    /** A page of a table's rows. */
    ObjectNode rows(TableName name, int start, int count, boolean int64Timestamps) {
        List<Field> fields = fields(name);
        String columns =
                fields.stream().map(field -> GoogleSql.quoted(field.name())).collect(Collectors.joining(", "));
        ArrayNode rows = NODES.arrayNode();
        long total;
        try (var statement = connection.createStatement()) {
            try (var counted = statement.executeQuery("SELECT count(*) FROM " + name(name))) {
                counted.next();
                total = counted.getLong(1);
            }
            String sql =
                    "SELECT " + columns + " FROM " + name(name) + " ORDER BY rowid LIMIT " + count + " OFFSET " + start;
            try (var result = statement.executeQuery(sql)) {
                while (result.next()) {
                    rows.add(Rows.row(result, fields, int64Timestamps));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Rows.page(rows, start, total);
    }

    /** A dataset's place is where a job that uses it has to run. */
    void requireLocation(TableName name, String location) {
        Dataset dataset = datasets.get(name.dataset());
        String what = dataset == null || !sameLocation(dataset, location)
                ? "Dataset " + project + ":" + name.dataset()
                : dataset.tables().containsKey(name.table()) ? "" : "Table " + describe(name);
        if (!what.isEmpty()) {
            throw ApiError.notFound(what + " was not found in location " + location);
        }
    }

    private static boolean sameLocation(Dataset dataset, String location) {
        return dataset.resource()
                .path("location")
                .asText()
                .toUpperCase(Locale.ROOT)
                .equals(location.toUpperCase(Locale.ROOT));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
