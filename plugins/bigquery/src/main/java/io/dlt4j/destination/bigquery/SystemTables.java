package io.dlt4j.destination.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.FieldValueList;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.LoadCompletion;
import io.dlt4j.api.load.StoredSchema;
import io.dlt4j.api.load.StoredState;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.support.sql.SqlDataset;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The statements over the reference's tables of schema versions, loads and pipeline states. */
final class SystemTables {

    static final String VERSIONS = "_dlt_version";

    private final SqlDataset dataset;
    private final BigQueryDialect dialect;
    private final Statements statements;
    private final String versions;
    private final String loads;
    private final String states;

    SystemTables(SqlDataset dataset, BigQueryDialect dialect, Statements statements) {
        this.dataset = requireNonNull(dataset, "dataset is null");
        this.dialect = requireNonNull(dialect, "dialect is null");
        this.statements = requireNonNull(statements, "statements is null");
        this.versions = dataset.systemTable(VERSIONS);
        this.loads = dataset.systemTable("_dlt_loads");
        this.states = dataset.systemTable("_dlt_pipeline_state");
    }

    boolean isLoaded(String loadId, String schemaName) {
        return first(
                        "SELECT 1 FROM " + loads + " WHERE " + equal("load_id") + " AND " + equal("schema_name")
                                + " LIMIT 1",
                        loadId,
                        schemaName)
                .isPresent();
    }

    boolean hasSchema(String hash) {
        return first("SELECT 1 FROM " + versions + " WHERE " + equal("version_hash") + " LIMIT 1", hash)
                .isPresent();
    }

    /** Records a schema unless it is recorded. */
    void insertSchema(Schema schema) {
        String sql = "INSERT INTO " + versions + " ("
                + columns("version", "engine_version", "inserted_at", "schema_name", "version_hash", "schema")
                + ") SELECT ?, ?, ?, ?, ?, ? FROM (SELECT 1) WHERE NOT EXISTS (SELECT 1 FROM " + versions + " WHERE "
                + equal("version_hash") + " AND " + equal("schema_name") + ")";
        statements.run(
                "Recording schema '" + schema.name() + "' in dataset '" + dataset.name() + "'",
                Optional.empty(),
                sql,
                List.of(
                        (long) schema.version(),
                        (long) schema.engineVersion(),
                        OffsetDateTime.now(ZoneOffset.UTC),
                        schema.name(),
                        schema.versionHash(),
                        schema.json(),
                        schema.versionHash(),
                        schema.name()));
    }

    /** The statement that forgets all versions of a schema. */
    String forgetSchema(String schemaName) {
        return "DELETE FROM " + versions + " WHERE " + dataset.systemColumn("schema_name") + " = "
                + dialect.literal(schemaName);
    }

    /** The statement that adds the row of a load unless it is there. */
    String insertLoad(LoadCompletion completion) {
        String loadId = dialect.literal(completion.loadId());
        String schemaName = dialect.literal(completion.schemaName());
        return "INSERT INTO " + loads + " ("
                + columns("load_id", "schema_name", "status", "inserted_at", "schema_version_hash") + ") SELECT "
                + loadId
                + ", " + schemaName + ", 0, " + BigQueryDialect.timestamp(completion.insertedAt()) + ", "
                + dialect.literal(completion.schemaVersionHash()) + " FROM (SELECT 1) WHERE NOT EXISTS (SELECT 1 FROM "
                + loads + " WHERE " + dataset.systemColumn("load_id") + " = " + loadId + " AND "
                + dataset.systemColumn("schema_name") + " = " + schemaName + ")";
    }

    Optional<StoredState> newestState(String pipelineName) {
        String stateLoadId = "s." + dataset.systemColumn("_dlt_load_id");
        String loadId = "l." + dataset.systemColumn("load_id");
        String sql = Stream.of("version", "engine_version", "pipeline_name", "state", "version_hash")
                        .map(column -> "s." + dataset.systemColumn(column))
                        .collect(Collectors.joining(", ", "SELECT " + loadId + ", ", ""))
                + " FROM " + states + " AS s JOIN " + loads + " AS l ON " + stateLoadId + " = " + loadId + " WHERE s."
                + equal("pipeline_name") + " AND l." + dataset.systemColumn("status") + " = 0 ORDER BY " + loadId
                + " DESC LIMIT 1";
        return first(sql, pipelineName)
                .map(row -> new StoredState(
                        row.get(0).getStringValue(),
                        row.get(1).getLongValue(),
                        row.get(2).getLongValue(),
                        row.get(3).getStringValue(),
                        row.get(4).getStringValue(),
                        row.get(5).isNull()
                                ? Optional.empty()
                                : Optional.of(row.get(5).getStringValue())));
    }

    Optional<StoredSchema> newestSchema(String schemaName) {
        String order = dataset.systemColumn("inserted_at") + " DESC, " + dataset.systemColumn("version") + " DESC";
        return readSchema(equal("schema_name") + " ORDER BY " + order, schemaName);
    }

    Optional<StoredSchema> schemaByHash(String hash) {
        return readSchema(equal("version_hash"), hash);
    }

    private Optional<StoredSchema> readSchema(String where, String parameter) {
        String sql = "SELECT " + columns("schema_name", "version", "version_hash", "schema") + " FROM " + versions
                + " WHERE " + where + " LIMIT 1";
        return first(sql, parameter)
                .map(row -> new StoredSchema(
                        row.get(0).getStringValue(),
                        row.get(1).getLongValue(),
                        row.get(2).getStringValue(),
                        row.get(3).getStringValue()));
    }

    /** The first row; empty also if the dataset or a table does not exist. */
    private Optional<FieldValueList> first(String sql, @Nullable Object... parameters) {
        String doing = "Reading the system tables of dataset '" + dataset.name() + "'";
        try {
            for (FieldValueList row : statements
                    .run(doing, Optional.empty(), sql, List.of(parameters))
                    .iterateAll()) {
                return Optional.of(row);
            }
            return Optional.empty();
        } catch (DltException e) {
            if (e.code() == BigQueryError.BIGQUERY_TABLE_MISSING) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String equal(String column) {
        return dataset.systemColumn(column) + " = ?";
    }

    private String columns(String... names) {
        return Stream.of(names).map(dataset::systemColumn).collect(Collectors.joining(", "));
    }
}
