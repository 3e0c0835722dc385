package io.dlt4j.destination.duckdb.e2e;

import static io.dlt4j.destination.duckdb.e2e.LoadedPipeline.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dlt4j.Pipeline;
import io.dlt4j.PipelineError;
import io.dlt4j.Resource;
import io.dlt4j.api.error.DltException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Development mode: every opening starts from scratch. */
class DevModeIT {

    @TempDir
    private Path home;

    private LoadedPipeline web;

    @BeforeEach
    void name() {
        web = new LoadedPipeline(home, "web");
    }

    @Test
    void theDatasetIsNamedAfterTheTimeAndWhatWasThereIsForgotten() {
        web.open().run(Resource.of("items", List.of(Map.of("old", 1))));
        Pipeline development = web.builder().devMode(true).open();
        assertThat(development.datasetName()).matches("web_dataset_\\d{14}");
        development.run(Resource.of("items", List.of(Map.of("id", 1))));
        development.run(Resource.of("items", List.of(Map.of("id", 2))));
        assertThat(rows(development, "items")).containsExactly(List.of(1L), List.of(2L));
        assertThat(development.loadedPackages()).hasSize(2);
    }

    @Test
    void packagesThatAreNotLoadedYetAreNotThrownAway() {
        web.open().extract(Resource.of("items", List.of(Map.of("old", 1))));
        Pipeline development = web.builder().devMode(true).open();

        assertThatExceptionOfType(DltException.class)
                .isThrownBy(() -> development.extract(Resource.of("items", List.of(Map.of("id", 1)))))
                .matches(e -> e.code() == PipelineError.PIPELINE_PENDING);
        assertThat(web.open().pendingPackages()).hasSize(1);
    }

    @Test
    void anUnderscoreAtTheEndOfTheNameIsNotDoubled() {
        assertThat(web.builder().dataset("mine_").devMode(true).open().datasetName())
                .matches("mine_\\d{14}");
    }

    @Test
    void configurationSwitchesItOn() {
        assertThat(web.builder(Map.of("PIPELINES__WEB__DEV_MODE", "true"))
                        .open()
                        .datasetName())
                .matches("web_dataset_\\d{14}");
    }

    @Test
    void whatFollowsWithoutItStartsFromScratchOnceMore() {
        web.builder().devMode(true).open().extract(Resource.of("items", List.of(Map.of("id", 1))));
        Pipeline standard = web.open();
        assertThat(standard.datasetName()).isEqualTo("web_dataset");
        assertThat(standard.run(Resource.of("items", List.of(Map.of("id", 2)))).resumed())
                .isFalse();
        assertThat(rows(standard, "items")).containsExactly(List.of(2L));
        assertThat(web.open()
                        .run(Resource.of("items", List.of(Map.of("id", 3))))
                        .loadIds())
                .hasSize(1);
        assertThat(rows(standard, "items")).containsExactly(List.of(2L), List.of(3L));
    }

    @Test
    void laterStepsOfAnotherProcessGoOnWithItsDataset() {
        Pipeline development = web.builder().devMode(true).open();
        development.extract(Resource.of("items", List.of(Map.of("id", 1))));
        web.builder().attached().open().normalize();
        Pipeline loading = web.builder().attached().open();
        loading.load();
        assertThat(loading.datasetName()).isEqualTo(development.datasetName());
        assertThat(rows(loading, "items")).containsExactly(List.of(1L));
    }
}
