package io.dlt4j.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbLocationTest {

    private static final Fixtures.Context CONTEXT = Fixtures.context(Path.of("/w"));

    @Test
    void isNamedAfterThePipelineByDefault() {
        assertThat(DuckDbLocation.of(CONTEXT, Optional.empty())).isEqualTo(Path.of("/w/pipe.duckdb"));
    }

    @Test
    void isNamedAfterTheTypeOutsideOfAPipeline() {
        assertThat(DuckDbLocation.of(CONTEXT.withPipeline(Optional.empty()), Optional.empty()))
                .isEqualTo(Path.of("/w/duckdb.duckdb"));
    }

    @Test
    void isNamedAfterANamedDestination() {
        assertThat(DuckDbLocation.of(CONTEXT.with("destination_name", "nn"), Optional.empty()))
                .isEqualTo(Path.of("/w/nn.duckdb"));
    }

    @Test
    void resolvesRelativePathsInTheLocalDirectory() {
        assertThat(DuckDbLocation.of(CONTEXT, Optional.of("sub/x.db"))).isEqualTo(Path.of("/w/sub/x.db"));
    }

    @Test
    void keepsAbsolutePaths() {
        assertThat(DuckDbLocation.of(CONTEXT, Optional.of("/abs/x.db"))).isEqualTo(Path.of("/abs/x.db"));
    }

    @Test
    void putsThePipelinesFileIntoItsWorkingDirectory() {
        assertThat(DuckDbLocation.of(CONTEXT, Optional.of(":pipeline:"))).isEqualTo(Path.of("/w/work/pipe.duckdb"));
    }

    @Test
    void refusesThePipelinesFileWithoutAPipeline() {
        assertThatThrownBy(() -> DuckDbLocation.of(CONTEXT.withPipeline(Optional.empty()), Optional.of(":pipeline:")))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("there is no pipeline");
    }

    @ParameterizedTest
    @ValueSource(strings = {":memory:", ":external:", "md:sales"})
    void refusesWhatIsNoFile(String database) {
        assertThatThrownBy(() -> DuckDbLocation.of(CONTEXT, Optional.of(database)))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(DuckDbError.DUCKDB_LOCATION));
    }
}
