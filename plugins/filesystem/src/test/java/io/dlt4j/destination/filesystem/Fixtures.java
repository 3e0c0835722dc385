package io.dlt4j.destination.filesystem;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.FailPoint;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.format.FileFormat;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.StateRow;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.Identifiers;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Values that tests of the client start from. */
final class Fixtures {

    /** Base64 of the bytes 0, 16, 131. */
    static final String HASH = "ABCD";

    static final TableSchema ITEMS = table("items");

    private Fixtures() {}

    static TableSchema table(String name) {
        return TableSchema.builder(name)
                .column(ColumnSchema.of("id", DataType.BIGINT))
                .build();
    }

    static Schema schema(TableSchema... tables) {
        Map<String, TableSchema> byName = new LinkedHashMap<>();
        Stream.of(tables).forEach(table -> byName.put(table.name(), table));
        return new FixedSchema("crm", HASH, byName);
    }

    static Context context(Path directory) {
        return new Context(directory, Optional.of("pipe"), Map.of("bucket_url", "bucket"), label -> {});
    }

    static JobFile file(Path directory, String loadId, String table, String fileId, String content) {
        try {
            Path path = Files.writeString(directory.resolve(fileId + ".jsonl"), content);
            JobKey key = new JobKey("pipe", loadId, table + "." + fileId + ".jsonl");
            return JobFile.of(key, path, FileFormat.JSONL, 1, Files.size(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LoadCompletion completion(String pipeline, String loadId) {
        return new LoadCompletion(pipeline, loadId, "crm", HASH, Instant.parse("2024-01-02T03:04:05.678901Z"));
    }

    static LoadCompletion withState(String pipeline, String loadId) {
        StoredState state = new StoredState(loadId, 3, 4, pipeline, "s" + loadId, Optional.of("h"));
        StateRow row = new StateRow(state, Instant.parse("2024-01-02T03:04:05Z"));
        return new LoadCompletion(pipeline, loadId, "crm", HASH, Instant.EPOCH, Optional.of(row));
    }

    /** The names of all files below a directory, sorted. */
    static List<String> files(Path directory) {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> directory.relativize(path).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Context(Path directory, Optional<String> pipelineName, Map<String, Object> values, FailPoint failPoint)
            implements DestinationContext {

        Context with(String key, Object value) {
            Map<String, Object> copy = new LinkedHashMap<>(values);
            copy.put(key, value);
            return new Context(directory, pipelineName, copy, failPoint);
        }

        Context with(FailPoint point) {
            return new Context(directory, pipelineName, values, point);
        }

        Context withPipeline(Optional<String> name) {
            return new Context(directory, name, values, failPoint);
        }

        @Override
        public ConfigValues config() {
            return new Values(values);
        }

        @Override
        public String destinationName() {
            return values.getOrDefault("destination_name", "filesystem").toString();
        }

        @Override
        public boolean isNamed() {
            return values.containsKey("destination_name");
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

    private record Values(Map<String, Object> values) implements ConfigValues {

        @Override
        public <T> T require(ConfigField<T> field) {
            return find(field).orElseThrow();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Optional<T> find(ConfigField<T> field) {
            return Optional.ofNullable((T) values.get(field.name())).or(field::defaultValue);
        }
    }

    record FixedSchema(String name, String versionHash, Map<String, TableSchema> tables) implements Schema {

        @Override
        public int version() {
            return 2;
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
            StringBuilder json = new StringBuilder("{\"name\":\"" + name + "\",\"tables\":{");
            String comma = "";
            for (TableSchema table : tables.values()) {
                json.append(comma).append("\"" + table.name() + "\":{\"name\":\"x\",\"columns\":{");
                comma = ",";
                String next = "";
                for (ColumnSchema column : table.columns().values()) {
                    json.append(next).append("\"" + column.name() + "\":{\"name\":\"y\",\"data_type\":\"z\"}");
                    next = ",";
                }
                json.append("}}");
            }
            return json.append("}}").toString();
        }
    }
}
