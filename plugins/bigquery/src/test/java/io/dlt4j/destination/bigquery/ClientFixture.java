package io.dlt4j.destination.bigquery;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.FailPoint;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.LoadStart;
import io.dlt4j.api.load.SupportsSql;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.Identifiers;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.config.Config;
import io.dlt4j.config.RunContext;
import io.dlt4j.destination.bigquery.server.BigQueryServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Clients of one dataset of a server of the tests, without a pipeline around them. */
record ClientFixture(Path directory, BigQueryServer server, Map<String, String> more, FailPoint failPoint) {

    static final String LOAD = "1700000000.0000001";
    static final String DATASET = "data";

    static final TableSchema ITEMS = table(
            "items",
            ColumnSchema.of("id", DataType.BIGINT),
            ColumnSchema.of("name", DataType.TEXT),
            ColumnSchema.of("doc", DataType.JSON));

    static ClientFixture of(Path directory, BigQueryServer server) {
        return new ClientFixture(directory, server, Map.of(), label -> {});
    }

    ClientFixture with(String variable, String value) {
        Map<String, String> all = new HashMap<>(more);
        all.put("DESTINATION__BIGQUERY__" + variable, value);
        return new ClientFixture(directory, server, all, failPoint);
    }

    ClientFixture with(FailPoint point) {
        return new ClientFixture(directory, server, more, point);
    }

    /** A client that has begun the load and migrated, as a new process has. */
    BigQueryClient loading(TableSchema... tables) {
        BigQueryClient client = new BigQueryClient(context());
        client.begin(new LoadStart("pipe", LOAD, directory));
        Map<String, TableSchema> all = new LinkedHashMap<>();
        for (TableSchema table : tables) {
            all.put(table.name(), table);
        }
        client.migrate(schema(tables), Set.copyOf(all.keySet()));
        return client;
    }

    DestinationContext context() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DLT_PROJECT_DIR", directory.toString(),
                "DESTINATION__BIGQUERY__CREDENTIALS", server.keyFile(),
                "DESTINATION__BIGQUERY__API_ENDPOINT", server.endpoint()));
        environment.putAll(more);
        environment.values().removeIf(String::isEmpty);
        Config config = Config.builder(RunContext.of(environment), environment).build();
        ConfigValues values = config.resolve(new BigQuery().configSpec(), List.of("destination", "bigquery"), Map.of());
        return new Context(directory, values, failPoint);
    }

    static Schema schema(TableSchema... tables) {
        Map<String, TableSchema> all = new LinkedHashMap<>();
        for (TableSchema table : List.of(
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
                        ColumnSchema.of("schema_version_hash", DataType.TEXT)))) {
            all.put(table.name(), table);
        }
        for (TableSchema table : tables) {
            all.put(table.name(), table);
        }
        return new FixedSchema(all);
    }

    static TableSchema table(String name, ColumnSchema... columns) {
        return TableSchema.builder(name).columns(List.of(columns)).build();
    }

    static ColumnSchema required(String name, DataType type) {
        return ColumnSchema.builder(name).dataType(type).nullable(false).build();
    }

    /** A job file of these lines. */
    JobFile file(String jobId, String... lines) {
        return fileOf(LOAD, jobId, lines);
    }

    JobFile fileOf(String loadId, String jobId, String... lines) {
        Path path = directory.resolve(jobId + ".jsonl");
        try {
            Files.writeString(path, String.join("\n", lines) + "\n");
            return JobFile.of(
                    new JobKey("pipe", loadId, jobId), path, FileFormat.JSONL, lines.length, Files.size(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    IngestJob ingest(TableSchema table, String jobId, String... lines) {
        return IngestJob.into(table, List.of(file(jobId, lines)));
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

    private record Context(Path directory, ConfigValues config, FailPoint failPoint) implements DestinationContext {

        @Override
        public String destinationName() {
            return "bigquery";
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
            return DATASET;
        }

        @Override
        public String stagingDatasetName() {
            return DATASET + "_staging";
        }

        @Override
        public Path localDir() {
            return directory;
        }

        @Override
        public Path workDir() {
            return directory;
        }

        @Override
        public Identifiers identifiers() {
            return new Identifiers() {
                @Override
                public String table(String name) {
                    return name;
                }

                @Override
                public String column(String name) {
                    return name;
                }
            };
        }
    }

    private record FixedSchema(Map<String, TableSchema> tables) implements Schema {

        @Override
        public String name() {
            return "crm";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public String versionHash() {
            return "hash-of-" + tables.keySet();
        }

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
            return "{}";
        }
    }
}
