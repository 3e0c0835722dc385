package io.dlt4j.destination.duckdb;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.FailPoint;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.SupportsSql;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.Identifiers;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.support.sql.Sql;
import io.dlt4j.support.sql.SqlClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Values that tests of the client start from. */
final class Fixtures {

    static final String LOAD = "1700000001.5";

    static final TableSchema ITEMS = table(
            "items",
            ColumnSchema.of("id", DataType.BIGINT),
            ColumnSchema.of("name", DataType.TEXT),
            required("_dlt_load_id", DataType.TEXT),
            required("_dlt_id", DataType.TEXT));

    private Fixtures() {}

    static Context context(Path directory) {
        return new Context(directory, Optional.of("pipe"), Map.of(), "data", new Plain(), label -> {});
    }

    static SqlClient open(DestinationContext context) {
        return new SqlClient(context, new DuckDbBackend(context));
    }

    static Schema schema(String hash, TableSchema... tables) {
        Map<String, TableSchema> all = new LinkedHashMap<>();
        for (TableSchema table : systemTables()) {
            all.put(table.name(), table);
        }
        for (TableSchema table : tables) {
            all.put(table.name(), table);
        }
        return new FixedSchema("crm", 2, hash, all);
    }

    /** The same schema under another naming convention. */
    static Schema renamed(Schema schema, Identifiers names) {
        Map<String, TableSchema> tables = new LinkedHashMap<>();
        for (TableSchema table : schema.tables().values()) {
            TableSchema.Builder renamed = TableSchema.builder(names.table(table.name()));
            table.columns()
                    .values()
                    .forEach(column -> renamed.column(column.toBuilder()
                            .property("name", names.column(column.name()))
                            .build()));
            tables.put(names.table(table.name()), renamed.build());
        }
        return new FixedSchema(schema.name(), schema.version(), schema.versionHash(), tables);
    }

    static List<TableSchema> systemTables() {
        return List.of(
                table(
                        "_dlt_version",
                        required("version", DataType.BIGINT),
                        required("engine_version", DataType.BIGINT),
                        required("inserted_at", DataType.TIMESTAMP),
                        required("schema_name", DataType.TEXT),
                        required("version_hash", DataType.TEXT),
                        required("schema", DataType.TEXT)),
                table(
                        "_dlt_loads",
                        required("load_id", DataType.TEXT),
                        ColumnSchema.of("schema_name", DataType.TEXT),
                        required("status", DataType.BIGINT),
                        required("inserted_at", DataType.TIMESTAMP),
                        ColumnSchema.of("schema_version_hash", DataType.TEXT)),
                table(
                        "_dlt_pipeline_state",
                        required("version", DataType.BIGINT),
                        required("engine_version", DataType.BIGINT),
                        required("pipeline_name", DataType.TEXT),
                        required("state", DataType.TEXT),
                        required("created_at", DataType.TIMESTAMP),
                        ColumnSchema.of("version_hash", DataType.TEXT),
                        required("_dlt_load_id", DataType.TEXT),
                        required("_dlt_id", DataType.TEXT)));
    }

    static TableSchema table(String name, ColumnSchema... columns) {
        return TableSchema.builder(name).columns(List.of(columns)).build();
    }

    static ColumnSchema required(String name, DataType type) {
        return ColumnSchema.builder(name).dataType(type).nullable(false).build();
    }

    /** The rows that {@code select} yields, in a Parquet file. */
    static JobFile parquet(Path directory, String jobId, String select) {
        Path file = directory.resolve(jobId + ".parquet");
        try (Connection connection = DuckDBConnection.newConnection("jdbc:duckdb:", false, new Properties())) {
            Sql.execute(
                    connection,
                    "COPY (" + select + ") TO " + DuckDbText.literal(file.toString()) + " (FORMAT parquet)");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return file(file, jobId, FileFormat.PARQUET);
    }

    static JobFile jsonl(Path directory, String jobId, String... lines) {
        Path file = directory.resolve(jobId + ".jsonl");
        try {
            Files.writeString(file, lines.length == 0 ? "" : String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file(file, jobId, FileFormat.JSONL);
    }

    static JobFile file(Path file, String jobId, FileFormat format) {
        try {
            return JobFile.of(new JobKey("pipe", LOAD, jobId), file, format, 1, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows of {@link #ITEMS}. */
    static String items(int from, int to) {
        return "SELECT range AS id, 'n' || range AS name, '" + LOAD + "' AS _dlt_load_id, 'r' || range AS _dlt_id"
                + " FROM range(" + from + ", " + to + ")";
    }

    static List<List<@Nullable Object>> query(SupportsSql client, String sql, @Nullable Object... parameters) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        client.query(sql, java.util.Arrays.asList(parameters), new SupportsSql.RowConsumer() {
            @Override
            public void columns(List<String> names) {}

            @Override
            public boolean row(List<@Nullable Object> values) {
                return rows.add(values);
            }
        });
        return rows;
    }

    static long count(SupportsSql client, String table) {
        return (Long) query(client, "SELECT count(*) FROM " + client.qualifiedName(table))
                .get(0)
                .get(0);
    }

    /** What another program sees in the file. */
    static void withFile(Path file, SqlAction action) {
        try (Connection connection = DuckDBConnection.newConnection("jdbc:duckdb:" + file, false, new Properties())) {
            action.run(connection);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    interface SqlAction {
        void run(Connection connection) throws SQLException;
    }

    /** Names as they are. */
    static final class Plain implements Identifiers {
        @Override
        public String table(String name) {
            return name;
        }

        @Override
        public String column(String name) {
            return name;
        }
    }

    record Context(
            Path directory,
            Optional<String> pipelineName,
            Map<String, Object> values,
            String datasetName,
            Identifiers identifiers,
            FailPoint failPoint)
            implements DestinationContext {

        Context with(FailPoint point) {
            return new Context(directory, pipelineName, values, datasetName, identifiers, point);
        }

        Context with(Identifiers names) {
            return new Context(directory, pipelineName, values, datasetName, names, failPoint);
        }

        Context withPipeline(Optional<String> name) {
            return new Context(directory, name, values, datasetName, identifiers, failPoint);
        }

        Context withDataset(String name) {
            return new Context(directory, pipelineName, values, name, identifiers, failPoint);
        }

        Context with(String key, Object value) {
            Map<String, Object> copy = new LinkedHashMap<>(values);
            copy.put(key, value);
            return new Context(directory, pipelineName, copy, datasetName, identifiers, failPoint);
        }

        @Override
        public ConfigValues config() {
            return new Values(values);
        }

        @Override
        public String destinationName() {
            return values.getOrDefault("destination_name", "duckdb").toString();
        }

        @Override
        public boolean isNamed() {
            return values.containsKey("destination_name");
        }

        @Override
        public Path localDir() {
            return directory;
        }

        @Override
        public String stagingDatasetName() {
            return datasetName + "_staging";
        }

        @Override
        public Path workDir() {
            return directory.resolve("work");
        }
    }

    /** All fields in one map, those of the credentials too. */
    record Values(Map<String, Object> values) implements ConfigValues {
        @Override
        public <T> T require(ConfigField<T> field) {
            return find(field).orElseThrow();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Optional<T> find(ConfigField<T> field) {
            if (field.kind() == ConfigField.Kind.CREDENTIALS) {
                return Optional.of((T) this);
            }
            return Optional.ofNullable((T) values.get(field.name())).or(field::defaultValue);
        }
    }

    private record FixedSchema(String name, int version, String versionHash, Map<String, TableSchema> tables)
            implements Schema {
        @Override
        public int engineVersion() {
            return 11;
        }

        @Override
        public List<TableSchema> chain(String root) {
            return List.of(tables.get(root));
        }

        @Override
        public TableSchema root(String table) {
            return tables.get(table);
        }

        @Override
        public String json() {
            return "{\"name\":\"" + name + "\",\"version_hash\":\"" + versionHash + "\"}";
        }
    }
}
