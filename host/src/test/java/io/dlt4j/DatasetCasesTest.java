package io.dlt4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.error.DltException;
import io.dlt4j.config.ConfigError;
import io.dlt4j.schema.NamingConvention;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pinned cases of datasets and their names, P-106 to P-111. */
class DatasetCasesTest {

    private static final NamingConvention SNAKE_CASE = NamingConvention.of("snake_case", OptionalInt.empty());

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "MyData, %s_staging,   true,  my_data,   my_data_staging",
        "a__b,   %s_staging,   true,  a_b,       a_b_staging",
        "A,      %s_staging,   false, A,         A_staging",
        "d,      staging_%s,   true,  d,         staging_d",
        "d,      fixed,        true,  d,         fixed",
        "Dataset, %s__STAGING, true,  dataset,   dataset_staging"
    })
    @DisplayName("P-106, P-107: the dataset and its staging dataset")
    void names(String name, String layout, boolean normalized, String dataset, String staging) {
        DatasetConfig.Names names = new DatasetConfig(Optional.empty(), layout, normalized).names(name, SNAKE_CASE);
        assertThat(names.dataset()).isEqualTo(dataset);
        assertThat(names.staging()).isEqualTo(staging);
    }

    @Test
    @DisplayName("P-108: the staging dataset is another one")
    void refusesToStageInTheDataset() {
        assertThatThrownBy(() -> new DatasetConfig(Optional.empty(), "%s", true).names("d", SNAKE_CASE))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(ConfigError.CONFIG_VALUE_INVALID))
                .hasMessageContaining("staging_dataset_name_layout");
    }

    @Test
    @DisplayName("P-109: the dataset is named after the pipeline")
    void isNamedAfterThePipeline() {
        assertThat(pipeline("q5").destination("duckdb").open().datasetName()).isEqualTo("q5_dataset");
    }

    @Test
    @DisplayName("P-110: in development the time is added")
    void addsTheTime() {
        assertThat(pipeline("p").dataset("x").devMode(true).open().datasetName())
                .matches("x_\\d{14}");
    }

    @Test
    @DisplayName("P-111: a layout for all datasets")
    void laysNamesOut() {
        environment.put("DATASET_NAME_LAYOUT", "pre_%s");
        assertThat(pipeline("p").dataset("x").open().datasetName()).isEqualTo("pre_x");
        assertThat(pipeline("p").open().datasetName()).isEqualTo("pre_p_dataset");
        assertThat(pipeline("p").dataset("x").devMode(true).open().datasetName())
                .matches("pre_x_\\d{14}");
        environment.put("DATASET_NAME_LAYOUT", "bad");
        assertInvalid("dataset_name_layout");
    }

    @Test
    @DisplayName("§5.1, c31: a dataset for each schema is refused, and not ignored")
    void refusesADatasetForEachSchema() {
        environment.put("PIPELINES__P__USE_SINGLE_DATASET", "false");
        assertInvalid("use_single_dataset");
    }

    private void assertInvalid(String field) {
        PipelineBuilder builder = pipeline("p").dataset("x");
        assertThatThrownBy(builder::open)
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(ConfigError.CONFIG_VALUE_INVALID))
                .hasMessageContaining(field);
    }

    private PipelineBuilder pipeline(String name) {
        environment.put("DLT_PROJECT_DIR", directory.toString());
        environment.put("DLT_DATA_DIR", directory.resolve("data").toString());
        return Pipeline.named(name).environment(environment);
    }
}
