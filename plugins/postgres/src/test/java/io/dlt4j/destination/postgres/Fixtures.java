package io.dlt4j.destination.postgres;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.FailPoint;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.credentials.ConnectionString;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.Identifiers;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that tests of the client start from. */
final class Fixtures {

    static final TableSchema ITEMS = table(
            "items",
            ColumnSchema.of("id", DataType.BIGINT),
            ColumnSchema.of("name", DataType.TEXT),
            required("_dlt_load_id", DataType.TEXT),
            required("_dlt_id", DataType.TEXT));

    static final Schema SCHEMA = schema("h1", ITEMS);

    private Fixtures() {}

    /** The dataset {@code data} for the pipeline {@code pipe}. */
    static DestinationContext context(Path directory, String url) {
        return new Context(directory, url);
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

    private static List<TableSchema> systemTables() {
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
                        ColumnSchema.of("schema_version_hash", DataType.TEXT)));
    }

    static TableSchema table(String name, ColumnSchema... columns) {
        return TableSchema.builder(name).columns(List.of(columns)).build();
    }

    static ColumnSchema required(String name, DataType type) {
        return ColumnSchema.builder(name).dataType(type).nullable(false).build();
    }

    private record Context(Path directory, String url) implements DestinationContext {

        @Override
        public ConfigValues config() {
            ConnectionString connection = ConnectionString.parse(url);
            Map<String, Object> query = new LinkedHashMap<>();
            connection.query().forEach((name, values) -> query.put(name, values.get(0)));
            return new Values(Map.of(
                    "username", connection.username().orElseThrow(),
                    "password", connection.password().orElseThrow(),
                    "host", connection.host().orElseThrow(),
                    "port", (long) connection.port().getAsInt(),
                    "database", connection.database().orElseThrow(),
                    "query", query));
        }

        @Override
        public String destinationName() {
            return "postgres";
        }

        @Override
        public boolean isNamed() {
            return false;
        }

        @Override
        public Optional<String> pipelineName() {
            return Optional.of("pipe");
        }

        @Override
        public String datasetName() {
            return "data";
        }

        @Override
        public String stagingDatasetName() {
            return "data_staging";
        }

        @Override
        public Path localDir() {
            return directory;
        }

        @Override
        public Path workDir() {
            return directory.resolve("work");
        }

        @Override
        public Identifiers identifiers() {
            return new Plain();
        }

        @Override
        public FailPoint failPoint() {
            return label -> {};
        }
    }

    /** Names as they are. */
    private static final class Plain implements Identifiers {
        @Override
        public String table(String name) {
            return name;
        }

        @Override
        public String column(String name) {
            return name;
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
