package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.Destination;
import io.dlt4j.DestinationInfo;
import io.dlt4j.Destinations;
import io.dlt4j.LoadInfo;
import io.dlt4j.Pipeline;
import io.dlt4j.PipelineBuilder;
import io.dlt4j.Resource;
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

/** Several destinations in one program, and what load infos, states and traces call them. */
class NamedDestinationsIT {

    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void isolate() {
        environment.put("DLT_PROJECT_DIR", home.toString());
        environment.put("DLT_DATA_DIR", home.resolve("data").toString());
    }

    @Test
    void onePipelineLoadsToSeveralDestinationsOfOneType() {
        Destination europe = io.dlt4j.DuckDb.at("eu.duckdb").named("europe");
        Destination asia = io.dlt4j.DuckDb.at("asia.duckdb").named("asia");
        Pipeline pipeline = pipeline("sales").destination(europe).open();

        LoadInfo first = pipeline.run(orders(1));
        LoadInfo second = pipeline.run(asia, orders(2, 3));

        assertThat(first.destinationName()).isEqualTo("europe");
        assertThat(first.location()).contains("duckdb:///" + home.resolve("eu.duckdb"));
        assertThat(second.destinationName()).isEqualTo("asia");
        assertThat(second.destinationType()).isEqualTo("dlt.destinations.duckdb");
        assertThat(second.location()).contains("duckdb:///" + home.resolve("asia.duckdb"));
        assertThat(pipeline.destination().map(DestinationInfo::name)).contains("asia");
        assertThat(ids(pipeline)).containsExactly(2L, 3L);
        assertThat(ids(pipeline.to(europe))).containsExactly(1L);
    }

    @Test
    void aNamedDestinationHasItsOwnConfigurationAndNotThatOfItsType() throws IOException {
        Files.createDirectories(home.resolve(".dlt"));
        Files.writeString(home.resolve(".dlt/config.toml"), """
                [destination.archive]
                destination_type = "duckdb"
                [destination.other]
                destination_type = "duckdb"
                """);
        Files.writeString(home.resolve(".dlt/secrets.toml"), """
                [destination.archive.credentials]
                database = "archive.duckdb"
                [destination.duckdb.credentials]
                database = "never.duckdb"
                """);
        assertThat(pipeline("one").destination("archive").open().run(orders(1)).location())
                .contains("duckdb:///" + home.resolve("archive.duckdb"));
        assertThat(pipeline("two").destination("other").open().run(orders(1)).location())
                .as("the file is named after a named destination")
                .contains("duckdb:///" + home.resolve("other.duckdb"));
        assertThat(home.resolve("never.duckdb")).doesNotExist();
    }

    @Test
    @DisplayName("P-29: what the state remembers")
    void thePipelineGoesOnWithTheDestinationThatItHad() {
        pipeline("sales")
                .destination(Destination.from("duckdb").named("duck1"))
                .open()
                .run(orders(1));
        Pipeline again = pipeline("sales").open();
        assertThat(again.destination().map(DestinationInfo::description)).contains("duck1 (dlt.destinations.duckdb)");
        assertThat(again.run(orders(2)).destinationName()).isEqualTo("duck1");
        assertThat(ids(again)).containsExactly(1L, 2L);
        assertThat(home.resolve("duck1.duckdb")).exists();

        Pipeline plain = pipeline("plain").destination("duckdb").open();
        plain.run(orders(1));
        assertThat(home.resolve("plain.duckdb")).exists();
        assertThat(pipeline("plain").open().destination().orElseThrow().configuredName())
                .isEmpty();
    }

    @Test
    @DisplayName("P-113, P-114: the label of an environment")
    void carriesTheEnvironment() {
        assertThat(run("none").environment()).isEmpty();
        environment.put("ENVIRONMENT", "fromroot");
        assertThat(run("root").environment()).contains("fromroot");
        environment.put("DESTINATION__ENVIRONMENT", "devel");
        environment.put("DESTINATION__DUCK1__ENVIRONMENT", "staging");
        assertThat(run("devel").environment()).contains("devel");
        LoadInfo named = pipeline("named")
                .destination(Destination.from("duckdb").named("duck1"))
                .open()
                .run(orders(1));
        assertThat(named.environment()).contains("staging");
        assertThat(named.destinationFingerprint())
                .as("nothing tells one file from another")
                .isEmpty();
        LoadInfo explicit = pipeline("explicit")
                .destination(Destination.from("duckdb").environment("production"))
                .open()
                .run(orders(1));
        assertThat(explicit.environment()).contains("production");
    }

    @Test
    void theTraceNamesTheDestination() throws IOException {
        Pipeline pipeline = pipeline("traced")
                .destination(Destination.from("duckdb").named("duck1").environment("devel"))
                .open();
        pipeline.run(orders(1));
        assertThat(Files.readString(pipeline.workingDirectory().resolve("trace.json")))
                .contains("\"sync\"", "dlt.destinations.duckdb", "\"duck1\"", "\"devel\"");
    }

    @Test
    @DisplayName("P-04: the class of a factory")
    void isNamedByTheClassOfItsFactoryToo() {
        Destination byClass = Destination.from(DuckDb.class).named("by_class");
        assertThat(pipeline("a").destination(byClass).open().run(orders(1)).destinationType())
                .isEqualTo("dlt.destinations.duckdb");
        assertThat(pipeline("b")
                        .destination(DuckDb.class.getName())
                        .open()
                        .destination()
                        .map(DestinationInfo::type))
                .contains("duckdb");
    }

    @Test
    void explicitCredentialsGoBeforeTheConfiguration() {
        environment.put("DESTINATION__DUCKDB__CREDENTIALS", "configured.duckdb");
        pipeline("native")
                .destination(io.dlt4j.DuckDb.at("given.duckdb"))
                .open()
                .run(orders(1));
        pipeline("fields")
                .destination(Destination.from("duckdb").credentials(Map.of("database", "fields.duckdb")))
                .open()
                .run(orders(1));
        assertThat(home.resolve("given.duckdb")).exists();
        assertThat(home.resolve("fields.duckdb")).exists();
        assertThat(home.resolve("configured.duckdb")).doesNotExist();
    }

    @Test
    void aDestinationCanBeGivenAsLateAsForLoad() {
        Pipeline pipeline = pipeline("late").open();
        assertThat(pipeline.destination()).isEmpty();
        pipeline.extract(orders(1));
        assertThatThrownBy(pipeline::load).hasMessageContaining("Pipeline 'late' has no destination");
        pipeline.to("duckdb").normalize();
        LoadInfo info = pipeline.load(io.dlt4j.DuckDb.at("late.duckdb"));
        assertThat(info.rowCounts()).containsEntry("orders", 1L);
        assertThat(ids(pipeline)).containsExactly(1L);
        pipeline.sync(Destination.from("duckdb").named("elsewhere"));
        assertThat(pipeline.destination().map(DestinationInfo::name)).contains("elsewhere");
    }

    @Test
    void capabilitiesGivenInCodeDecideHowDataIsNormalized() {
        Destination narrow = Destination.from("duckdb")
                .with("max_identifier_length", 20)
                .with("max_table_nesting", 0)
                .with("preferred_loader_file_format", "jsonl");
        Pipeline pipeline = pipeline("narrow").destination(narrow).open();
        pipeline.run(Resource.of("a_table_with_a_long_name", List.of(Map.of("id", 1, "tags", List.of("a", "b")))));
        assertThat(pipeline.schemas().get("narrow").tables().keySet())
                .filteredOn(name -> !name.startsWith("_dlt"))
                .singleElement()
                .satisfies(name -> assertThat(name).hasSize(20));
    }

    @Test
    void aPackageOfOtherRulesIsRefusedAndCanBeNormalizedAgain() {
        Pipeline pipeline = pipeline("rules").destination("postgres").open();
        pipeline.extract(orders(1));
        pipeline.normalize();
        assertThatThrownBy(() -> pipeline.load(Destination.from("duckdb")))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code().name()).isEqualTo("LOAD_CAPABILITIES_DIFFER"));
    }

    @Test
    void checkLeavesTheDatabaseAsItWas() throws IOException {
        pipeline("checked").destination("duckdb").open().run(orders(1));
        long size = Files.size(home.resolve("checked.duckdb"));
        try (Destinations destinations = Destinations.of(environment, Optional.empty(), Optional.empty())) {
            destinations.forPipeline("checked").check(Destination.from("duckdb"), Optional.empty(), step -> {});
        }
        assertThat(Files.size(home.resolve("checked.duckdb"))).isEqualTo(size);
        assertThat(ids(pipeline("checked").open())).containsExactly(1L);
    }

    private LoadInfo run(String name) {
        return pipeline(name).destination("duckdb").open().run(orders(1));
    }

    private PipelineBuilder pipeline(String name) {
        return Pipeline.named(name).environment(environment);
    }

    private static Resource orders(int... ids) {
        return Resource.of(
                "orders",
                java.util.Arrays.stream(ids).mapToObj(id -> Map.of("id", id)).toList());
    }

    private static List<Long> ids(Pipeline pipeline) {
        try (var sql = pipeline.sqlClient()) {
            return sql.query("SELECT id FROM " + sql.qualifiedName("orders") + " ORDER BY id").list().stream()
                    .map(row -> row.value("id", Long.class).orElseThrow())
                    .toList();
        }
    }
}
