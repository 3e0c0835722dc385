package io.dlt4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dlt4j.api.error.DltException;
import io.dlt4j.config.Config;
import io.dlt4j.config.RunContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationReferenceTest {

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    @DisplayName("P-01: a shorthand")
    void resolvesShorthand() {
        DestinationReference duckdb = resolve("duckdb", "");
        assertThat(duckdb.canonicalType()).isEqualTo("dlt.destinations.duckdb");
        assertThat(duckdb.name()).isEqualTo("duckdb");
        assertThat(duckdb.explicitName()).isEmpty();
        assertThat(duckdb.description()).isEqualTo("duckdb (dlt.destinations.duckdb)");
    }

    @Test
    @DisplayName("P-02, P-03: the spellings of the reference")
    void resolvesSpellingsOfTheReference() {
        assertThat(resolve("dlt.destinations.postgres", ""))
                .isEqualTo(new DestinationReference("postgres", "dlt.destinations.postgres", Optional.empty()));
        assertThat(resolve("dlt.destinations.impl.postgres.factory.postgres", "my_pg_2"))
                .isEqualTo(new DestinationReference("postgres", "dlt.destinations.postgres", Optional.of("my_pg_2")));
    }

    @Test
    @DisplayName("P-09: a shorthand with a name")
    void resolvesShorthandWithName() {
        assertThat(resolve("duckdb", "my_destination").description())
                .isEqualTo("my_destination (dlt.destinations.duckdb)");
    }

    @Test
    @DisplayName("P-10, P-17: a name whose type is configured")
    void resolvesConfiguredName() {
        environment.put("DESTINATION__MY_DESTINATION__DESTINATION_TYPE", "duckdb");
        assertThat(resolve("my_destination", "").description()).isEqualTo("my_destination (dlt.destinations.duckdb)");
    }

    @Test
    @DisplayName("P-18: a configured type goes before a built-in of that name")
    void prefersConfiguredType() {
        environment.put("DESTINATION__BIGQUERY__DESTINATION_TYPE", "duckdb");
        assertThat(resolve("bigquery", "").description()).isEqualTo("bigquery (dlt.destinations.duckdb)");
    }

    @Test
    void fallsBackToTheTypeWhereTheConfiguredOneIsNone() {
        environment.put("DESTINATION__BIGQUERY__DESTINATION_TYPE", "nosuch");
        assertThat(resolve("bigquery", "").description()).isEqualTo("bigquery (dlt.destinations.bigquery)");
    }

    @Test
    @DisplayName("P-11: a configured type that is none")
    void reportsConfiguredTypeThatIsNone() {
        environment.put("DESTINATION__MY_DESTINATION__DESTINATION_TYPE", "wrong_type");
        UnknownDestination tried = assertUnknown("my_destination", "", "destination type 'wrong_type' is not valid");
        assertThat(tried.wasTriedAsName()).isTrue();
        assertThat(tried.configuredType()).contains("wrong_type");
    }

    @Test
    @DisplayName("P-12: a name without a configured type")
    void reportsNameWithoutType() {
        UnknownDestination tried = assertUnknown(
                "my_destination",
                "",
                "no destination type was configured",
                "dlt4j also tried to resolve 'my_destination' as a standard destination",
                "Tried as: my_destination, dlt.destinations.my_destination.");
        assertThat(tried.wasTriedAsName()).isTrue();
        assertThat(tried.configuredType()).isEmpty();
        assertThat(tried.candidates()).containsExactly("my_destination", "dlt.destinations.my_destination");
        assertThat(tried.traces()).isEmpty();
    }

    @Test
    void tellsHowToConfigureAName() {
        assertThatThrownBy(() -> resolve("my_destination", ""))
                .isInstanceOfSatisfying(
                        DltException.class,
                        e -> assertThat(e.nextStep())
                                .contains(
                                        "DESTINATION__MY_DESTINATION__DESTINATION_TYPE=duckdb",
                                        "destination_type=\"duckdb\" in [destination.my_destination]"));
    }

    @Test
    @DisplayName("P-13: an unknown type with a name")
    void reportsUnknownTypeOfNamed() {
        environment.put("DESTINATION__WRONG_TYPE__DESTINATION_TYPE", "duckdb");
        UnknownDestination tried = assertUnknown(
                "wrong_type", "my_destination", "`wrong_type` is not one of the standard dlt destinations");
        assertThat(tried.wasTriedAsName()).isFalse();
    }

    @Test
    @DisplayName("P-14, P-15: unknown dotted references")
    void reportsUnknownDotted() {
        assertUnknown("dlt.destinations.wrong_type", "", "`dlt.destinations.wrong_type` is not registered");
        UnknownDestination tried = assertUnknown("melt.db", "", "`melt.db` is not registered");
        assertThat(tried.wasTriedAsName()).isFalse();
        assertThat(tried.candidates()).containsExactly("melt.db");
        assertThat(tried.traces()).singleElement().satisfies(trace -> {
            assertThat(trace.className()).isEqualTo("melt.db");
            assertThat(trace.reason()).isEqualTo(DestinationTrace.Reason.CLASS_NOT_FOUND);
        });
    }

    @Test
    @DisplayName("P-16: a class that is no destination")
    void reportsClassThatIsNoDestination() {
        UnknownDestination tried = assertUnknown(
                "java.lang.String", "", "`java.lang.String` is not registered", "java.lang.String (NOT_A_DESTINATION:");
        assertThat(tried.traces())
                .singleElement()
                .extracting(DestinationTrace::reason)
                .isEqualTo(DestinationTrace.Reason.NOT_A_DESTINATION);
    }

    @Test
    @DisplayName("§1.4: no fallback to the configured type where a name is given")
    void looksUpNoConfiguredTypeOfANamedOne() {
        environment.put("DESTINATION__PG2__DESTINATION_TYPE", "postgres");
        assertUnknown("pg2", "pg3", "`pg2` is not one of the standard");
    }

    @Test
    void takesCoordinatesForItsOwnPluginsOnly() {
        assertThat(InstallHint.of("postgres")).contains("io.dlt4j:dlt4j-destination-postgres:");
        assertThat(InstallHint.of("snowflake")).doesNotContain("io.dlt4j:");
        assertThat(InstallHint.OWN)
                .allSatisfy(type -> assertThat(io.dlt4j.config.CapabilitySheet.builtIn(type))
                        .as(type)
                        .isPresent());
    }

    private DestinationReference resolve(String reference, String name) {
        environment.put("DLT_PROJECT_DIR", directory.toString());
        Config config = Config.of(RunContext.of(environment), environment, Optional.of("p"));
        try (PluginCatalog catalog =
                PluginCatalog.of(List.of(directory), getClass().getClassLoader())) {
            return DestinationReference.resolve(reference, Optional.of(name), config, catalog);
        }
    }

    private UnknownDestination assertUnknown(String reference, String name, String... texts) {
        DltException failure = catchThrowableOfType(DltException.class, () -> resolve(reference, name));
        assertThat(failure).hasMessageContainingAll(texts).hasMessageContaining(directory.toString());
        assertThat(failure.code()).isEqualTo(PluginError.PLUGIN_MISSING);
        return (UnknownDestination) failure.getCause();
    }
}
