package io.dlt4j.destination.bigquery.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dlt4j.destination.bigquery.server.Statement.Kind;
import io.dlt4j.destination.bigquery.server.Statement.TableName;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A query job: one statement or a script. What a script has done in a transaction that it does not commit is undone. */
final class QueryRun {

    private final Warehouse warehouse;
    private final Job job;
    private final JsonNode query;
    private boolean transaction;
    private Job.Result result = Job.Result.none();
    private int parameter;

    QueryRun(Warehouse warehouse, Job job) {
        this.warehouse = warehouse;
        this.job = job;
        this.query = job.configuration().path("query");
    }

    /** Runs, and says what kind of statement it was. */
    String run() {
        if (query.path("useLegacySql").asBoolean(true)) {
            throw ApiError.invalidQuery("Legacy SQL is not supported here");
        }
        List<Statement> statements = new GoogleSql(warehouse.project())
                .statements(query.path("query").asText());
        try {
            useDefaultDataset();
            for (Statement statement : statements) {
                run(statement);
            }
        } finally {
            rollBack();
        }
        return statements.size() > 1 ? "SCRIPT" : statements.get(0).kind().name();
    }

    Job.Result result() {
        return result;
    }

    private void useDefaultDataset() {
        String dataset = query.path("defaultDataset").path("datasetId").asText("");
        try {
            warehouse.execute("USE "
                    + (warehouse.datasetIds().contains(dataset)
                            ? Warehouse.name(new TableName("", dataset)).substring(3)
                            : "main"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void rollBack() {
        try {
            if (transaction) {
                warehouse.execute("ROLLBACK");
            }
            for (String table : temporaryTables()) {
                warehouse.execute("DROP TABLE " + GoogleSql.quoted(table));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> temporaryTables() throws SQLException {
        var names = new java.util.ArrayList<String>();
        try (var statement = warehouse.connection().createStatement();
                var rows = statement.executeQuery("SELECT table_name FROM duckdb_tables() WHERE temporary")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private void run(Statement statement) {
        if (transaction && !statement.kind().isTransactional()) {
            throw ApiError.invalidQuery(
                    "Transaction control: DDL statements are not supported in a transaction, except for those creating"
                            + " or dropping temporary tables or temporary functions.");
        }
        boolean mayBeMissing =
                statement.kind() == Kind.DROP_TABLE || !statement.tables().isEmpty() && isMaking(statement);
        for (TableName table :
                mayBeMissing ? statement.tables().subList(1, statement.tables().size()) : statement.tables()) {
            warehouse.requireLocation(table, job.location());
        }
        try {
            switch (statement.kind()) {
                case BEGIN_TRANSACTION -> {
                    warehouse.execute(statement.sql());
                    transaction = true;
                }
                case COMMIT_TRANSACTION -> {
                    warehouse.execute(statement.sql());
                    transaction = false;
                }
                case DROP_TABLE -> drop(statement);
                case ALTER_COLUMN ->
                    warehouse.setColumnOptions(statement.tables().get(0), statement.sql(), statement.options());
                case CREATE_SCHEMA -> createSchema(statement);
                case CREATE_TABLE_CLONE, CREATE_TABLE_LIKE -> copy(statement);
                default -> execute(statement);
            }
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    private static boolean isMaking(Statement statement) {
        return statement.kind() == Kind.CREATE_TABLE_CLONE || statement.kind() == Kind.CREATE_TABLE_LIKE;
    }

    private void createSchema(Statement statement) {
        if (!warehouse.datasetIds().contains(statement.sql())) {
            ObjectNode dataset = JsonNodeFactory.instance.objectNode();
            dataset.putObject("datasetReference").put("datasetId", statement.sql());
            dataset.put("location", statement.options().getOrDefault("location", "US"));
            dataset.put(
                    "isCaseInsensitive",
                    "TRUE".equalsIgnoreCase(statement.options().get("is_case_insensitive")));
            warehouse.insertDataset(dataset);
        }
    }

    private void drop(Statement statement) {
        TableName table = statement.tables().get(0);
        if (warehouse.find(table).isPresent() || statement.sql().isEmpty()) {
            warehouse.deleteTable(table);
        }
    }

    private void copy(Statement statement) {
        TableName made = statement.tables().get(0);
        boolean exists = warehouse.find(made).isPresent();
        if (exists && statement.sql().isEmpty()) {
            throw ApiError.duplicate("Table " + warehouse.describe(made));
        }
        if (!exists || statement.sql().equals("OR REPLACE")) {
            warehouse.copyTable(made, statement.tables().get(1), statement.kind() == Kind.CREATE_TABLE_CLONE);
        }
    }

    private void execute(Statement statement) throws SQLException {
        try (PreparedStatement prepared = warehouse.connection().prepareStatement(statement.sql())) {
            int count = prepared.getParameterMetaData().getParameterCount();
            for (int index = 1; index <= count; index++) {
                prepared.setObject(
                        index, parameter(query.path("queryParameters").path(parameter++)));
            }
            if (prepared.execute() && statement.kind() == Kind.SELECT) {
                try (ResultSet rows = prepared.getResultSet()) {
                    read(rows);
                }
            }
        }
    }

    private static Object parameter(JsonNode given) {
        if (given.isMissingNode()) {
            throw ApiError.invalidQuery("Query parameter not found");
        }
        JsonNode value = given.path("parameterValue").path("value");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String text = value.asText();
        return switch (given.path("parameterType").path("type").asText().toUpperCase(Locale.ROOT)) {
            case "INT64", "INTEGER" -> Long.parseLong(text);
            case "FLOAT64", "FLOAT" -> Double.parseDouble(text);
            case "BOOL", "BOOLEAN" -> Boolean.parseBoolean(text);
            case "NUMERIC" -> new BigDecimal(text);
            case "BYTES" -> Base64.getDecoder().decode(text);
            case "DATE" -> LocalDate.parse(text);
            case "TIME" -> LocalTime.parse(text);
            case "TIMESTAMP" ->
                OffsetDateTime.parse(
                        text.replace(" ", "T").replaceFirst("T([+-])", "$1").replaceAll("([+-]\\d\\d)$", "$1:00"));
            default -> text;
        };
    }

    private void read(ResultSet rows) throws SQLException {
        List<Field> fields = Rows.fields(rows.getMetaData());
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        while (rows.next()) {
            all.add(Rows.row(rows, fields, true));
        }
        result = new Job.Result(fields, all);
    }

    private static ApiError translated(SQLException failure) {
        String message = Optional.ofNullable(failure.getMessage()).orElse("");
        if (message.contains("NOT NULL constraint failed")) {
            return ApiError.invalidQuery("Required field cannot be null: " + message);
        }
        if (message.contains("more than one source row")) {
            return ApiError.invalidQuery("UPDATE/MERGE must match at most one source row for each target row");
        }
        if (message.startsWith("Binder Error") && message.contains("column")) {
            return ApiError.invalidQuery("Unrecognized name: " + message);
        }
        return ApiError.invalidQuery(message);
    }
}
