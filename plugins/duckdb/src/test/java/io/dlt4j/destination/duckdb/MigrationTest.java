package io.dlt4j.destination.duckdb;

import static io.dlt4j.destination.duckdb.Fixtures.ITEMS;
import static io.dlt4j.destination.duckdb.Fixtures.query;
import static io.dlt4j.destination.duckdb.Fixtures.required;
import static io.dlt4j.destination.duckdb.Fixtures.schema;
import static io.dlt4j.destination.duckdb.Fixtures.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import io.dlt4j.api.schema.DataType;
import io.dlt4j.api.schema.Identifiers;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.support.sql.SqlClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {

    private static final String COLUMNS = "SELECT column_name || ' ' || data_type || CASE WHEN is_nullable = 'NO' THEN"
            + " ' NOT NULL' ELSE '' END FROM information_schema.columns WHERE table_schema = 'data' AND table_name = ?"
            + " ORDER BY ordinal_position";

    @TempDir
    Path directory;

    @Test
    void createsSystemTablesAndRequestedTables() {
        try (SqlClient client = open()) {
            List<TableSchema> added =
                    client.migrate(schema("h1", ITEMS, table("other", required("a", DataType.TEXT))), Set.of("items"));

            assertThat(added)
                    .extracting(TableSchema::name)
                    .containsExactly("_dlt_version", "_dlt_loads", "_dlt_pipeline_state", "items");
            assertThat(columns(client, "_dlt_version"))
                    .containsExactly(
                            "version BIGINT NOT NULL",
                            "engine_version BIGINT NOT NULL",
                            "inserted_at TIMESTAMP WITH TIME ZONE NOT NULL",
                            "schema_name VARCHAR NOT NULL",
                            "version_hash VARCHAR NOT NULL",
                            "schema VARCHAR NOT NULL");
            assertThat(columns(client, "_dlt_loads"))
                    .containsExactly(
                            "load_id VARCHAR NOT NULL",
                            "schema_name VARCHAR",
                            "status BIGINT NOT NULL",
                            "inserted_at TIMESTAMP WITH TIME ZONE NOT NULL",
                            "schema_version_hash VARCHAR");
            assertThat(columns(client, "_dlt4j_jobs"))
                    .containsExactly(
                            "pipeline_name VARCHAR NOT NULL",
                            "load_id VARCHAR NOT NULL",
                            "job_id VARCHAR NOT NULL",
                            "inserted_at TIMESTAMP WITH TIME ZONE NOT NULL");
            assertThat(columns(client, "items"))
                    .containsExactly(
                            "id BIGINT", "name VARCHAR", "_dlt_load_id VARCHAR NOT NULL", "_dlt_id VARCHAR NOT NULL");
            assertThat(columns(client, "other")).isEmpty();
        }
    }

    @Test
    void recordsTheSchemaOnce() {
        try (SqlClient client = open()) {
            client.migrate(schema("h1", ITEMS), Set.of("items"));
            List<TableSchema> again = client.migrate(schema("h1", ITEMS), Set.of("items"));

            assertThat(again).isEmpty();
            assertThat(query(
                            client,
                            "SELECT version, engine_version, schema_name, version_hash, schema FROM _dlt_version"))
                    .containsExactly(List.of(2L, 11L, "crm", "h1", "{\"name\":\"crm\",\"version_hash\":\"h1\"}"));
        }
    }

    @Test
    void addsOnlyNewColumnsAndComparesNamesWithoutCase() {
        try (SqlClient client = open()) {
            client.migrate(schema("h1", ITEMS), Set.of("items"));
            TableSchema grown = table(
                    "ITEMS",
                    ColumnSchema.of("ID", DataType.BIGINT),
                    ColumnSchema.of("price", DataType.DECIMAL),
                    ColumnSchema.builder("incomplete").build(),
                    ColumnSchema.of("when", DataType.TIMESTAMP));

            List<TableSchema> added = client.migrate(schema("h2", grown), Set.of("ITEMS"));

            assertThat(added).hasSize(1);
            assertThat(added.get(0).columns().keySet()).containsExactly("price", "when");
            assertThat(columns(client, "items"))
                    .endsWith("price DECIMAL(38,9)", "when TIMESTAMP WITH TIME ZONE")
                    .hasSize(6);
        }
    }

    @Test
    void changesNothingWhenAColumnCannotBeAdded() {
        try (SqlClient client = open()) {
            client.migrate(schema("h1", ITEMS), Set.of("items"));
            query(client, "INSERT INTO items VALUES (1, 'a', 'l', 'r')");
            TableSchema grown = ITEMS.toBuilder()
                    .column(ColumnSchema.of("fine", DataType.TEXT))
                    .column(required("needed", DataType.TEXT))
                    .build();

            assertThatThrownBy(() -> client.migrate(schema("h2", grown), Set.of("items")))
                    .isInstanceOf(DltException.class)
                    .hasMessageContaining("Adding column 'needed' to table 'items'");

            assertThat(columns(client, "items")).hasSize(4);
            assertThat(client.schemaByHash("h2")).isEmpty();
        }
    }

    @Test
    void refusesATypeThatDuckDbHasNot() {
        TableSchema wide = table(
                "wide",
                ColumnSchema.of("n", DataType.BIGINT).toBuilder()
                        .property("precision", 200L)
                        .build());
        try (SqlClient client = open()) {
            assertThatThrownBy(() -> client.migrate(schema("h1", wide), Set.of("wide")))
                    .isInstanceOf(DltException.class)
                    .hasMessageContaining("Column 'n' of table 'wide'");
            assertThat(client.datasetExists()).isFalse();
        }
    }

    @Test
    void makesTheLedgerForADatasetOfTheReference() {
        try (SqlClient client = open()) {
            client.migrate(schema("h1", ITEMS), Set.of("items"));
            query(client, "DROP TABLE _dlt4j_jobs");

            assertThat(client.migrate(schema("h1", ITEMS), Set.of("items"))).isEmpty();

            assertThat(Fixtures.count(client, "_dlt4j_jobs")).isZero();
        }
    }

    @Test
    void takesTurnsWithOtherMigrationsOfTheFile() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<List<TableSchema>>> results = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            TableSchema grown = ITEMS.toBuilder()
                    .column(ColumnSchema.of("x" + i, DataType.TEXT))
                    .build();
            Schema schema = schema("h" + i, grown);
            results.add(threads.submit(() -> {
                try (SqlClient client = open()) {
                    return client.migrate(schema, Set.of("items"));
                }
            }));
        }
        for (Future<List<TableSchema>> result : results) {
            assertThat(result.get()).isNotEmpty();
        }
        threads.shutdown();
        try (SqlClient client = open()) {
            assertThat(columns(client, "items")).hasSize(12);
            assertThat(Fixtures.count(client, "_dlt_version")).isEqualTo(8);
        }
    }

    @Test
    void putsUniqueConstraintsOnlyWhereAskedTo() {
        TableSchema unique = table(
                "u",
                required("_dlt_id", DataType.TEXT).toBuilder()
                        .property("unique", true)
                        .build());
        String constraints =
                "SELECT count(*) FROM duckdb_constraints() WHERE table_name = 'u' AND constraint_type = 'UNIQUE'";
        try (SqlClient client = open()) {
            client.migrate(schema("h1", unique), Set.of("u"));
            assertThat(query(client, constraints)).containsExactly(List.of(0L));
        }
        try (SqlClient client = Fixtures.open(
                Fixtures.context(directory).with("create_indexes", true).with("database", "other.duckdb"))) {
            client.migrate(schema("h1", unique), Set.of("u"));
            assertThat(query(client, constraints)).containsExactly(List.of(1L));
        }
    }

    @Test
    void putsSystemNamesThroughTheNamingConvention() {
        Identifiers upper = new Identifiers() {
            @Override
            public String table(String name) {
                return name.toUpperCase(Locale.ROOT);
            }

            @Override
            public String column(String name) {
                return name.toUpperCase(Locale.ROOT);
            }
        };
        try (SqlClient client = Fixtures.open(Fixtures.context(directory).with(upper))) {
            client.migrate(Fixtures.renamed(schema("h1", ITEMS), upper), Set.of("ITEMS"));

            assertThat(columns(client, "_DLT4J_JOBS")).first().isEqualTo("PIPELINE_NAME VARCHAR NOT NULL");
            assertThat(columns(client, "_DLT_LOADS")).first().isEqualTo("LOAD_ID VARCHAR NOT NULL");
            assertThat(client.schemaByHash("h1")).isPresent();
        }
    }

    private SqlClient open() {
        return Fixtures.open(Fixtures.context(directory));
    }

    private static List<Object> columns(SqlClient client, String table) {
        return query(client, COLUMNS, table).stream().map(row -> row.get(0)).toList();
    }
}
