package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.error.DltException;
import io.dlt4j.config.Config;
import io.dlt4j.config.ConfigError;
import io.dlt4j.config.RunContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pinned cases of credentials that are about DuckDB, P-91 to P-93 and P-112, from the configuration on. */
class DuckDbCredentialCasesTest {

    @TempDir
    Path project;

    @Test
    @DisplayName("P-91: two slashes name a host, which DuckDB has not")
    void refusesHosts() {
        assertThatThrownBy(() -> credentials(Map.of("CREDENTIALS", "duckdb://x.duckdb")))
                .isInstanceOfSatisfying(
                        DltException.class,
                        e -> assertThat(e.code()).isEqualTo(ConfigError.CONFIG_NATIVE_VALUE_INVALID))
                .hasMessageContaining("a relative path is written duckdb:///path");
    }

    @Test
    @DisplayName("P-92: a path, and a list in a variable")
    void readsPathAndPragmas() {
        ConfigValues credentials =
                credentials(Map.of("CREDENTIALS", "md.db", "DESTINATION__DUCKDB__CREDENTIALS__PRAGMAS", "[\"a\"]"));
        assertThat(DuckDbLocation.of(Fixtures.context(project), credentials.find(DuckDbConfig.DATABASE)))
                .isEqualTo(project.resolve("md.db"));
        assertThat(credentials.find(DuckDbConfig.PRAGMAS)).contains(List.of("a"));
    }

    @ParameterizedTest
    @CsvSource({
        "sub/x.db,              sub/x.db",
        "duckdb:///sub/x.db,    sub/x.db",
        "/abs/x.db,             /abs/x.db",
        "duckdb:////abs/x.db,   /abs/x.db",
        ":pipeline:,            work/pipe.duckdb"
    })
    @DisplayName("P-112: the file, from a path and from an URL")
    void findsTheFile(String text, String file) {
        Optional<String> database = credentials(Map.of("CREDENTIALS", text)).find(DuckDbConfig.DATABASE);
        assertThat(DuckDbLocation.of(Fixtures.context(project), database)).isEqualTo(project.resolve(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {":memory:", "duckdb:///:memory:"})
    @DisplayName("P-93: a database in memory is refused, as a text and as an URL")
    void refusesMemory(String text) {
        Optional<String> database = credentials(Map.of("CREDENTIALS", text)).find(DuckDbConfig.DATABASE);
        assertThat(database).contains(":memory:");
        assertThatThrownBy(() -> DuckDbLocation.of(Fixtures.context(project), database))
                .isInstanceOf(DltException.class)
                .hasMessageContaining(":memory:");
    }

    private ConfigValues credentials(Map<String, String> environment) {
        RunContext context = RunContext.of(environment, Optional.of(project));
        return Config.of(context, environment, Optional.empty())
                .resolve(DuckDbConfig.SPEC, List.of("destination", "duckdb"), Map.of())
                .require(DuckDbConfig.CREDENTIALS);
    }
}
