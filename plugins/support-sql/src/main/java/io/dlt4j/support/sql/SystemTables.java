package io.dlt4j.support.sql;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.StoredSchema;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.schema.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements over the reference's tables of schema versions, loads and pipeline states. */
final class SystemTables {

    /** The documented name of the table of schemas. */
    static final String VERSIONS = "_dlt_version";

    private final SqlBackend backend;
    private final SqlDataset dataset;
    private final String versions;
    private final String loads;
    private final String states;

    SystemTables(SqlBackend backend, SqlDataset dataset) {
        this.backend = requireNonNull(backend, "backend is null");
        this.dataset = requireNonNull(dataset, "dataset is null");
        this.versions = dataset.systemTable(VERSIONS);
        this.loads = dataset.systemTable("_dlt_loads");
        this.states = dataset.systemTable("_dlt_pipeline_state");
    }

    /** Whether a schema of that hash is recorded; false if there is no table of versions. */
    boolean hasSchema(Connection connection, String hash) throws SQLException {
        return backend.catalog().hasTable(connection, dataset.name(), dataset.systemTableName(VERSIONS))
                && Sql.exists(
                        connection, "SELECT 1 FROM " + versions + " WHERE " + equals("version_hash"), List.of(hash));
    }

    void insertSchema(Connection connection, Schema schema, OffsetDateTime now) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO " + versions + " ("
                        + columns("version", "engine_version", "inserted_at", "schema_name", "version_hash", "schema")
                        + ") VALUES (?, ?, ?, ?, ?, ?)",
                List.of(
                        (long) schema.version(),
                        (long) schema.engineVersion(),
                        now,
                        schema.name(),
                        schema.versionHash(),
                        schema.json()));
    }

    /** Forgets all versions of a schema; the table may be missing. */
    void forgetSchema(Connection connection, String schemaName) throws SQLException {
        if (backend.catalog().hasTable(connection, dataset.name(), dataset.systemTableName(VERSIONS))) {
            Sql.update(
                    connection,
                    "DELETE FROM " + versions + " WHERE " + dataset.systemColumn("schema_name") + " = ?",
                    List.of(schemaName));
        }
    }

    boolean isLoaded(Connection connection, String loadId, String schemaName) throws SQLException {
        return Sql.exists(
                connection,
                "SELECT 1 FROM " + loads + " WHERE " + equals("load_id") + " AND " + equals("schema_name"),
                List.of(loadId, schemaName));
    }

    /** A query of the ids of complete loads. */
    String completeLoads() {
        return "SELECT " + dataset.systemColumn("load_id") + " FROM " + loads;
    }

    void insertLoad(Connection connection, LoadCompletion completion) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO " + loads + " ("
                        + columns("load_id", "schema_name", "status", "inserted_at", "schema_version_hash")
                        + ") VALUES (?, ?, 0, ?, ?)",
                List.of(
                        completion.loadId(),
                        completion.schemaName(),
                        completion.insertedAt().atOffset(ZoneOffset.UTC),
                        completion.schemaVersionHash()));
    }

    Optional<StoredState> newestState(Connection connection, String pipelineName) throws SQLException {
        String stateLoadId = "s." + dataset.systemColumn("_dlt_load_id");
        String loadId = "l." + dataset.systemColumn("load_id");
        String sql = Stream.of("version", "engine_version", "pipeline_name", "state", "version_hash")
                        .map(column -> "s." + dataset.systemColumn(column))
                        .collect(Collectors.joining(", ", "SELECT " + loadId + ", ", ""))
                + " FROM " + states + " s JOIN " + loads + " l ON " + stateLoadId + " = " + loadId
                + " WHERE s." + equals("pipeline_name") + " AND l." + dataset.systemColumn("status") + " = 0"
                + " ORDER BY " + backend.dialect().byCode(loadId) + " DESC LIMIT 1";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, pipelineName);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new StoredState(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        Optional.ofNullable(row.getString(6))));
            }
        }
    }

    Optional<StoredSchema> newestSchema(Connection connection, String schemaName) throws SQLException {
        String order = dataset.systemColumn("inserted_at") + " DESC, " + dataset.systemColumn("version") + " DESC";
        return readSchema(connection, equals("schema_name") + " ORDER BY " + order, schemaName);
    }

    Optional<StoredSchema> schemaByHash(Connection connection, String hash) throws SQLException {
        return readSchema(connection, equals("version_hash"), hash);
    }

    private Optional<StoredSchema> readSchema(Connection connection, String where, String parameter)
            throws SQLException {
        String sql = "SELECT " + columns("schema_name", "version", "version_hash", "schema") + " FROM " + versions
                + " WHERE " + where + " LIMIT 1";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new StoredSchema(row.getString(1), row.getLong(2), row.getString(3), row.getString(4)))
                        : Optional.empty();
            }
        }
    }

    private String equals(String column) {
        return dataset.systemColumn(column) + " = ?";
    }

    private String columns(String... names) {
        return Stream.of(names).map(dataset::systemColumn).collect(Collectors.joining(", "));
    }
}
