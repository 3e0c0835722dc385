package io.dlt4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.Secret;
import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a destination is named, and what it is found to be; nothing of it is there but its capability sheet. */
class DestinationTest {

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void isolate() {
        environment.put("DLT_PROJECT_DIR", directory.toString());
        environment.put("DLT_DATA_DIR", directory.resolve("data").toString());
        environment.put("HOME", directory.toString());
    }

    @Test
    @DisplayName("P-01: the name is the type's unless there is another one")
    void isNamedAfterItsType() {
        DestinationInfo duckdb = inspect(Destination.from("duckdb"));
        assertThat(duckdb.description()).isEqualTo("duckdb (dlt.destinations.duckdb)");
        assertThat(duckdb.configuredName()).isEmpty();
    }

    @Test
    @DisplayName("P-07, P-08: a name that is the type's is a name all the same")
    void keepsAnExplicitNameThatIsTheTypes() {
        assertThat(inspect(Destination.from("duckdb").named("duckdb")).configuredName())
                .contains("duckdb");
        assertThat(inspect(Destination.from("dlt.destinations.duckdb")).configuredName())
                .isEmpty();
    }

    @Test
    @DisplayName("P-09: type and name")
    void takesTypeAndName() {
        DestinationInfo one = inspect(Destination.from("bigquery").named("destination_one"));
        assertThat(one.description()).isEqualTo("destination_one (dlt.destinations.bigquery)");
        assertThat(one.type()).isEqualTo("bigquery");
    }

    @Test
    @DisplayName("P-10, P-17: a name whose type is in the configuration")
    void takesTheTypeFromTheConfiguration() throws IOException {
        Files.createDirectories(directory.resolve(".dlt"));
        Files.writeString(
                directory.resolve(".dlt/config.toml"), "[destination.pg2]\ndestination_type = \"postgres\"\n");
        assertThat(inspect(Destination.from("pg2")).description()).isEqualTo("pg2 (dlt.destinations.postgres)");
    }

    @Test
    @DisplayName("P-25: two of the same make are two destinations")
    void isEqualToNoOtherObject() {
        assertThat(Destination.from("duckdb")).isNotEqualTo(Destination.from("duckdb"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            redshift, -,       -,        redshift,  true
            -,        duckdb,  -,        duckdb,    false
            bigquery, my_dest, -,        my_dest,   false
            -,        zname,   postgres, zname,     false
            """)
    @DisplayName("P-06, P-20, P-21 and §1.7: a pipeline's destination from the configuration")
    void takesThePipelinesDestinationFromTheConfiguration(
            String type, String name, String given, String expected, boolean unknown) {
        put("DESTINATION_TYPE", type);
        put("DESTINATION_NAME", name);
        PipelineBuilder builder = pipeline("p");
        if (given != null) {
            builder.destination(given);
        }
        if (unknown) {
            assertThatThrownBy(builder::open)
                    .isInstanceOf(DltException.class)
                    .hasMessageContaining("'redshift' is not installed");
            return;
        }
        DestinationInfo found = builder.open().destination().orElseThrow();
        assertThat(found.name()).isEqualTo(expected);
        assertThat(found.configuredName()).isEqualTo(Optional.ofNullable(name));
    }

    @Test
    @DisplayName("§1.7: the pipeline's own keys")
    void takesThePipelinesOwnKeys() {
        environment.put("PIPELINES__Q4__DESTINATION_TYPE", "bigquery");
        environment.put("Q4__DESTINATION_NAME", "pp");
        assertThat(pipeline("q4").open().destination().map(DestinationInfo::description))
                .contains("pp (dlt.destinations.bigquery)");
        assertThat(pipeline("other").open().destination()).isEmpty();
    }

    @Test
    @DisplayName("P-05: an object keeps the name that it has")
    void anObjectKeepsItsName() {
        environment.put("DESTINATION_NAME", "b");
        Pipeline pipeline =
                pipeline("p").destination(Destination.from("duckdb").named("a")).open();
        assertThat(pipeline.destination().map(DestinationInfo::name)).contains("a");
    }

    @Test
    void goesToAnotherDestinationAndStaysThere() {
        Destination one = Destination.from("bigquery").named("one");
        Pipeline pipeline = pipeline("p").destination(one).open();
        assertThat(pipeline.to("postgres").destination().map(DestinationInfo::description))
                .contains("postgres (dlt.destinations.postgres)");
        assertThat(pipeline.destination().orElseThrow().capabilities().maxIdentifierLength())
                .isEqualTo(63);
        assertThat(pipeline.to(one).destination().map(DestinationInfo::name)).contains("one");
        assertThatThrownBy(() -> pipeline.to("nosuch")).isInstanceOf(DltException.class);
        assertThat(pipeline.destination().map(DestinationInfo::name)).contains("one");
    }

    @Test
    void takesTheDatasetOfThePipeline() {
        environment.put("QUACK_PIPELINE_DEVEL__DATASET_NAME", "devel_dataset");
        assertThat(pipeline("quack_pipeline_devel").open().datasetName()).isEqualTo("devel_dataset");
    }

    @Test
    void hidesItsArguments() {
        Destination secret = Destination.from("postgres")
                .named("pg")
                .credentials("postgresql://loader:hunter2@host/db")
                .with("api_key", "hunter2");
        assertThat(secret).hasToString("pg (postgres)");
        assertThat(secret.arguments().get("credentials")).hasToString("***");
        assertThat(Destination.from("postgres")
                        .credentials(Secret.of("hunter2"))
                        .arguments())
                .doesNotContainValue("hunter2");
    }

    @Test
    @DisplayName("P-19: type, name and arguments; one that nobody knows changes nothing")
    void ignoresUnknownArguments() {
        Destination one = Destination.from("duckdb").named("x1").credentials("z.db");
        assertThat(inspect(one.with("foo", 1)).description()).isEqualTo("x1 (dlt.destinations.duckdb)");
        assertThat(inspect(one.with("foo", 1)).capabilities().fileFormats())
                .isEqualTo(inspect(one).capabilities().fileFormats());
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xxx"})
    @DisplayName("P-126: a format that the destination does not load")
    void refusesOtherFormats(String format) {
        environment.put("NORMALIZE__LOADER_FILE_FORMAT", format);
        Pipeline pipeline = pipeline("p").destination("duckdb").open();
        pipeline.extract(Resource.of("items", List.of(Map.of("id", 1))));
        assertThatThrownBy(pipeline::normalize)
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(PipelineError.PIPELINE_FORMAT_UNUSABLE))
                .hasMessageContaining("'" + format + "'");
        assertThat(pipeline.pendingPackages()).hasSize(1);
    }

    @Test
    @DisplayName("P-22, P-23, P-24: arguments are fields, capabilities, both or nothing")
    void sortsArguments() {
        ConfigSpec spec = ConfigSpec.of(
                "x",
                List.of(
                        ConfigField.bool("create_indexes").withDefault(false),
                        ConfigField.integer("batch_size").withDefault(500L),
                        ConfigField.text("loader_file_format").optional(),
                        ConfigField.bool("has_case_sensitive_identifiers").withDefault(true)));
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("create_indexes", null);
        nothing.put("unknown_param", "A");
        ExplicitArguments one = ExplicitArguments.of(spec, nothing);
        assertThat(one.configuration()).containsOnlyKeys("create_indexes").containsValue(null);
        assertThat(one.capabilities()).isEmpty();
        assertThat(one.unknown()).containsExactly("unknown_param");

        assertThat(ExplicitArguments.of(spec, Map.of("create_indexes", false, "batch_size", 500))
                        .configuration())
                .isEmpty();

        ExplicitArguments both = ExplicitArguments.of(
                spec,
                Map.of(
                        "naming_convention", "direct",
                        "recommended_file_size", 4_000_000,
                        "loader_file_format", "parquet",
                        "has_case_sensitive_identifiers", false,
                        "environment", "devel"));
        assertThat(both.configuration())
                .containsOnlyKeys("loader_file_format", "has_case_sensitive_identifiers", "environment");
        assertThat(both.capabilities())
                .containsOnlyKeys("naming_convention", "recommended_file_size", "has_case_sensitive_identifiers");
        assertThat(both.unknown()).isEmpty();
    }

    @Test
    @DisplayName("P-117: capabilities given in code")
    void replacesCapabilities() {
        Capabilities postgres = inspect(Destination.from("postgres")
                        .with("max_identifier_length", 10)
                        .with("naming_convention", "direct")
                        .with("create_indexes", false))
                .capabilities();
        assertThat(postgres.maxIdentifierLength()).isEqualTo(10);
        assertThat(postgres.maxColumnIdentifierLength()).isEqualTo(63);
        assertThat(postgres.namingConvention()).contains("direct");
    }

    @Test
    void takesCapabilitiesByTheNamesOfTheReference() {
        Capabilities duckdb = inspect(Destination.from("duckdb")
                        .with("preferred_loader_file_format", "jsonl")
                        .with("casefold_identifier", "upper")
                        .with("supported_merge_strategies", List.of("upsert"))
                        .with("decimal_precision", List.of(18, 4))
                        .with("max_table_nesting", 1)
                        .with("max_parallel_load_jobs", 2))
                .capabilities();
        assertThat(duckdb.fileFormats()).containsExactly("jsonl", "parquet");
        assertThat(duckdb.caseFolding().text()).isEqualTo("upper");
        assertThat(duckdb.mergeStrategies()).containsExactly("upsert");
        assertThat(duckdb.decimalPrecision().precision()).isEqualTo(18);
        assertThat(duckdb.maxTableNesting()).hasValue(1);
        assertThat(duckdb.maxParallelJobs()).hasValue(2);
        assertThat(inspect(Destination.from("postgres").with("max_identifier_length", null))
                        .capabilities()
                        .maxIdentifierLength())
                .isEqualTo(65536);
    }

    @Test
    void refusesACapabilityThatCannotBe() {
        assertThatThrownBy(() -> inspect(Destination.from("duckdb").with("max_identifier_length", "ten")))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("`max_identifier_length` is ten");
    }

    @Test
    @DisplayName("P-118: folding ends where the naming convention tells case apart")
    void adjustsToTheNamingConvention() {
        Destination postgres = Destination.from("postgres");
        assertThat(inspect(postgres, "sql_cs_v1").keepsCase()).isTrue();
        assertThat(inspect(postgres, "snake_case").keepsCase()).isFalse();
        assertThat(inspect(postgres, "snake_case").caseFolding().text()).isEqualTo("lower");
        assertThat(inspect(Destination.from("duckdb").with("casefold_identifier", "lower"), "sql_cs_v1")
                        .caseFolding()
                        .text())
                .isEqualTo("lower");
        assertThat(inspect(postgres.with("casefold_identifier", "lower"), "sql_cs_v1")
                        .keepsCase())
                .as("what is given in code counts most")
                .isFalse();
    }

    @Test
    @DisplayName("P-119: a name that is a field and a capability is both")
    void setsACapabilityThatIsAFieldToo() {
        assertThat(inspect(Destination.from("bigquery").with("has_case_sensitive_identifiers", false))
                        .capabilities()
                        .caseSensitiveIdentifiers())
                .isFalse();
    }

    @Test
    void followsTheConfiguration() {
        environment.put("DESTINATION__BIGQUERY__HAS_CASE_SENSITIVE_IDENTIFIERS", "false");
        assertThat(inspect(Destination.from("bigquery")).capabilities().caseSensitiveIdentifiers())
                .as("only new datasets whose case sensitivity is set follow the field")
                .isTrue();
        environment.put("DESTINATION__BIGQUERY__SHOULD_SET_CASE_SENSITIVITY_ON_NEW_DATASET", "true");
        assertThat(inspect(Destination.from("bigquery")).capabilities().caseSensitiveIdentifiers())
                .isFalse();
        environment.put("DESTINATION__BIGQUERY__HAS_CASE_SENSITIVE_IDENTIFIERS", "perhaps");
        assertThat(inspect(Destination.from("bigquery")).capabilities().caseSensitiveIdentifiers())
                .as("what cannot be read is ignored until a client is opened")
                .isTrue();
    }

    @Test
    void takesTheNamingConventionOfTheDestination() {
        Pipeline pipeline = pipeline("p")
                .destination(Destination.from("postgres").with("naming_convention", "sql_cs_v1"))
                .open();
        assertThat(pipeline.setup().policy().naming("p").name()).isEqualTo("sql_cs_v1");
        assertThat(pipeline.setup().policy().naming("p").maxLength()).hasValue(63);
        assertThat(pipeline.setup().capabilities().keepsCase()).isTrue();
        environment.put("SCHEMA__NAMING", "direct");
        assertThat(pipeline("p")
                        .destination("postgres")
                        .open()
                        .setup()
                        .policy()
                        .naming("p")
                        .name())
                .isEqualTo("direct");
    }

    @ParameterizedTest
    @CsvSource({
        "'', f5wrpOiPgn1hYEVQdgWF",
        "localhost, 2ayu2BPxtvj7CVM87SgT",
        "file://, 5FASvsDboh/BHqe1m5fJ",
        "s3://bucket, jCaES6tOke814ddc41sz"
    })
    @DisplayName("§1.11: fingerprints")
    void hashesTheIdentityOfAStore(String identity, String fingerprint) {
        assertThat(Fingerprint.of(identity)).isEqualTo(fingerprint);
    }

    @Test
    void listsTheTypesOfThisProductWithoutTheirPlugins() {
        try (Destinations destinations = destinations()) {
            assertThat(destinations.types())
                    .extracting(DestinationType::type)
                    .containsExactly("bigquery", "duckdb", "filesystem", "postgres");
            assertThat(destinations.types()).noneMatch(DestinationType::isInstalled);
        }
    }

    private void put(String key, String value) {
        if (value != null) {
            environment.put(key, value);
        }
    }

    private PipelineBuilder pipeline(String name) {
        return Pipeline.named(name).environment(environment);
    }

    private Destinations destinations() {
        return Destinations.of(environment, Optional.empty(), Optional.empty());
    }

    private DestinationInfo inspect(Destination destination) {
        try (Destinations destinations = destinations()) {
            return destinations.inspect(destination);
        }
    }

    private Capabilities inspect(Destination destination, String naming) {
        try (Destinations destinations = destinations()) {
            return destinations.inspect(destination, naming).capabilities();
        }
    }
}
