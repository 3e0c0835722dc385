package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dlt4j.destination.bigquery.server.Statement.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A load job: all of a file's rows, or none and the reasons. */
final class LoadRun {

    private static final Map<String, Set<String>> PARQUET = Map.ofEntries(
            Map.entry("STRING", Set.of("VARCHAR")),
            Map.entry("INT64", Set.of("BIGINT", "INTEGER", "SMALLINT", "TINYINT")),
            Map.entry("FLOAT64", Set.of("DOUBLE", "FLOAT")),
            Map.entry("BOOL", Set.of("BOOLEAN")),
            Map.entry("BYTES", Set.of("BLOB")),
            Map.entry("NUMERIC", Set.of("DECIMAL")),
            Map.entry("BIGNUMERIC", Set.of("DECIMAL")),
            Map.entry("TIMESTAMP", Set.of("TIMESTAMP WITH TIME ZONE")),
            Map.entry("DATETIME", Set.of("TIMESTAMP")),
            Map.entry("DATE", Set.of("DATE")),
            Map.entry("TIME", Set.of("TIME")));

    private final Warehouse warehouse;
    private final Job job;
    private final JsonNode load;
    private final TableName target;
    private final byte[] file;

    LoadRun(Warehouse warehouse, Job job, byte[] file) {
        this.warehouse = warehouse;
        this.job = job;
        this.file = file;
        this.load = job.configuration().path("load");
        JsonNode table = load.path("destinationTable");
        this.target = new TableName(
                table.path("datasetId").asText(), table.path("tableId").asText());
    }

    void run() {
        boolean autodetect = load.path("autodetect").asBoolean();
        List<Field> found = autodetect ? new Autodetect(file).fields() : Field.of(load.path("schema"));
        prepareTable(found, autodetect);
        warehouse.requireLocation(target, job.location());
        String disposition = load.path("writeDisposition").asText("WRITE_APPEND");
        try {
            warehouse.execute("BEGIN TRANSACTION");
            try {
                if (disposition.equals("WRITE_TRUNCATE")) {
                    warehouse.execute("DELETE FROM " + Warehouse.name(target));
                }
                insert();
                warehouse.execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                warehouse.execute("ROLLBACK");
                throw e;
            }
        } catch (SQLException e) {
            throw ApiError.invalid("Error while reading data, error message: " + e.getMessage());
        }
    }

    private void prepareTable(List<Field> found, boolean autodetect) {
        Optional<ObjectNode> existing = warehouse.find(target);
        if (existing.isEmpty()) {
            if (load.path("createDisposition").asText("CREATE_IF_NEEDED").equals("CREATE_NEVER")) {
                throw ApiError.notFound("Table " + warehouse.describe(target));
            }
            ObjectNode table = JsonNodeFactory.instance.objectNode();
            table.putObject("tableReference").put("tableId", target.table());
            table.set("schema", Field.schema(found));
            for (String property : List.of("timePartitioning", "rangePartitioning", "clustering")) {
                if (load.hasNonNull(property)) {
                    table.set(property, load.get(property));
                }
            }
            warehouse.insertTable(target.dataset(), table);
            return;
        }
        if (autodetect) {
            extend(found);
        }
    }

    private void extend(List<Field> found) {
        List<Field> existing = warehouse.fields(target);
        Set<String> known = existing.stream()
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<Field> more = found.stream()
                .filter(field -> !known.contains(field.name().toLowerCase(Locale.ROOT)))
                .toList();
        boolean allowed = existing.isEmpty();
        for (JsonNode option : load.path("schemaUpdateOptions")) {
            allowed |= option.asText().equals("ALLOW_FIELD_ADDITION");
        }
        if (!more.isEmpty() && !allowed) {
            throw ApiError.invalid("Provided Schema does not match Table " + warehouse.describe(target)
                    + ". Cannot add fields (field: " + more.get(0).name() + ")");
        }
        warehouse.addFields(target, more);
    }

    private void insert() throws SQLException {
        boolean ignoreUnknown = load.path("ignoreUnknownValues").asBoolean();
        List<Field> fields = warehouse.fields(target);
        String format = load.path("sourceFormat").asText();
        try {
            if (format.equals("NEWLINE_DELIMITED_JSON")) {
                JsonRows rows = new JsonRows(fields, ignoreUnknown, false);
                Path canonical = rows.read(file);
                try {
                    warehouse.execute(rows.insert(Warehouse.name(target), canonical));
                } finally {
                    Files.delete(canonical);
                }
            } else if (format.equals("PARQUET")) {
                insertParquet(fields, ignoreUnknown);
            } else {
                throw ApiError.invalid("Unsupported source format " + format);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void insertParquet(List<Field> fields, boolean ignoreUnknown) throws SQLException, IOException {
        Path parquet = Files.createTempFile("rows", ".parquet");
        try {
            Files.write(parquet, file);
            Map<String, String> columns = parquetColumns(parquet);
            List<String> names = new ArrayList<>();
            List<String> values = new ArrayList<>();
            for (Field field : fields) {
                String type = columns.remove(field.name());
                if (type == null) {
                    continue;
                }
                String kind = type.replaceAll("\\(.*", "");
                if (!PARQUET.getOrDefault(field.type(), Set.of()).contains(kind)) {
                    throw ApiError.invalid("Error while reading data, error message: Parquet column '" + field.name()
                            + "' has type " + type + " which does not match the target type " + field.type());
                }
                String name = GoogleSql.quoted(field.name());
                names.add(name);
                values.add(
                        field.type().equals("BIGNUMERIC")
                                ? "rtrim(rtrim(CAST(" + name + " AS VARCHAR), '0'), '.')"
                                : name);
            }
            if (!columns.isEmpty() && !ignoreUnknown) {
                throw ApiError.invalid("Provided Schema does not match Table " + warehouse.describe(target)
                        + ". Cannot add fields (field: "
                        + columns.keySet().iterator().next() + ")");
            }
            warehouse.execute("INSERT INTO " + Warehouse.name(target) + " (" + String.join(", ", names) + ") SELECT "
                    + String.join(", ", values) + " FROM read_parquet('" + parquet + "')");
        } finally {
            Files.delete(parquet);
        }
    }

    private Map<String, String> parquetColumns(Path parquet) throws SQLException {
        Map<String, String> columns = new HashMap<>();
        try (var statement = warehouse.connection().createStatement();
                var rows = statement.executeQuery("DESCRIBE SELECT * FROM read_parquet('" + parquet + "')")) {
            while (rows.next()) {
                columns.put(rows.getString(1), rows.getString(2));
            }
        }
        return columns;
    }
}
