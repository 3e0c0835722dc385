package com.example.acme;

import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.StateRow;
import io.dlt4j.api.load.StoredSchema;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** What the dataset says of itself: schemas, columns, states, and which loads are complete. */
final class AcmeNotes {

    static final String LOADS = "_dlt_loads";
    private static final String VERSIONS = "_dlt_version";
    private static final String STATES = "_acme_states";
    private static final String COLUMNS = "_acme_columns";

    private final AcmeFolder folder;

    AcmeNotes(AcmeFolder folder) {
        this.folder = folder;
    }

    boolean isLoaded(String loadId, String schemaName) {
        return folder.has(LOADS, loadId + "." + schemaName);
    }

    /** Adds the file that says that a load is complete. */
    void complete(LoadCompletion completion) throws IOException {
        Properties row = new Properties();
        row.setProperty("load_id", completion.loadId());
        row.setProperty("schema_name", completion.schemaName());
        row.setProperty("status", "0");
        row.setProperty("inserted_at", completion.insertedAt().toString());
        row.setProperty("schema_version_hash", completion.schemaVersionHash());
        folder.put(LOADS, completion.loadId() + "." + completion.schemaName(), row);
    }

    boolean hasVersion(String hash) {
        return folder.has(VERSIONS, hash);
    }

    void addVersion(Schema schema) throws IOException {
        Properties row = new Properties();
        row.setProperty("schema_name", schema.name());
        row.setProperty("version", Integer.toString(schema.version()));
        row.setProperty("version_hash", schema.versionHash());
        row.setProperty("inserted_at", Instant.now().toString());
        row.setProperty("schema", schema.json());
        folder.put(VERSIONS, schema.versionHash(), row);
    }

    /** The newest schema, by time of insertion, whose property has that value. */
    Optional<StoredSchema> newestSchema(String property, String value) throws IOException {
        Optional<Properties> newest = Optional.empty();
        for (Path file : folder.files(VERSIONS)) {
            Properties row = AcmeFolder.read(file);
            boolean isNewer = newest.map(other -> insertedAt(other).isBefore(insertedAt(row))).orElse(true);
            if (value.equals(row.getProperty(property)) && isNewer) {
                newest = Optional.of(row);
            }
        }
        return newest.map(row -> new StoredSchema(
                row.getProperty("schema_name"),
                Long.parseLong(row.getProperty("version")),
                row.getProperty("version_hash"),
                row.getProperty("schema")));
    }

    private static Instant insertedAt(Properties row) {
        return Instant.parse(row.getProperty("inserted_at"));
    }

    void addState(StateRow state) throws IOException {
        StoredState stored = state.state();
        Properties row = new Properties();
        row.setProperty("load_id", stored.loadId());
        row.setProperty("version", Long.toString(stored.version()));
        row.setProperty("engine_version", Long.toString(stored.engineVersion()));
        row.setProperty("pipeline_name", stored.pipelineName());
        row.setProperty("state", stored.state());
        stored.versionHash().ifPresent(hash -> row.setProperty("version_hash", hash));
        folder.put(STATES, stored.pipelineName() + "." + stored.loadId(), row);
    }

    /** The state of the newest load that is complete. Load ids are numbers. */
    Optional<StoredState> newestState(String pipelineName) throws IOException {
        Set<String> complete = new HashSet<>();
        for (Path file : folder.files(LOADS)) {
            complete.add(AcmeFolder.read(file).getProperty("load_id"));
        }
        Optional<Properties> newest = Optional.empty();
        for (Path file : folder.files(STATES)) {
            Properties row = AcmeFolder.read(file);
            boolean counts = pipelineName.equals(row.getProperty("pipeline_name"))
                    && complete.contains(row.getProperty("load_id"));
            if (counts && newest.map(other -> loadId(other).compareTo(loadId(row)) < 0).orElse(true)) {
                newest = Optional.of(row);
            }
        }
        return newest.map(row -> new StoredState(
                row.getProperty("load_id"),
                Long.parseLong(row.getProperty("version")),
                Long.parseLong(row.getProperty("engine_version")),
                pipelineName,
                row.getProperty("state"),
                Optional.ofNullable(row.getProperty("version_hash"))));
    }

    private static BigDecimal loadId(Properties row) {
        return new BigDecimal(row.getProperty("load_id"));
    }

    /** Notes the columns of tables; the result is what was not known before. */
    List<TableSchema> addColumns(Schema schema, Set<String> tables) throws IOException {
        List<TableSchema> added = new ArrayList<>();
        for (String name : tables) {
            List<ColumnSchema> columns = new ArrayList<>();
            for (ColumnSchema column : schema.tables().get(name).columns().values()) {
                if (column.isComplete() && !folder.has(COLUMNS, name + "." + column.name())) {
                    folder.put(COLUMNS, name + "." + column.name(), new byte[0]);
                    columns.add(column);
                }
            }
            if (!columns.isEmpty()) {
                added.add(TableSchema.builder(name).columns(columns).build());
            }
        }
        return added;
    }
}
