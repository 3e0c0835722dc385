package io.dlt4j.config;

import static io.dlt4j.config.ConfigFixture.ENVIRONMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.error.DltException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pinned cases of destinations that are about look-up, P-113 to P-116. */
class DestinationCasesTest {

    @TempDir
    Path root;

    private ConfigFixture given;

    @BeforeEach
    void emptyProject() {
        given = new ConfigFixture(root);
    }

    @Test
    @DisplayName("P-113, P-114: the environment label")
    void readsEnvironmentLabel() {
        given.secrets("[destination.credentials]", "username='u'", "password='p'", "host='h'", "database='d'");
        assertThat(given.env("ENVIRONMENT", "fromroot").postgres("duckdb").find(ENVIRONMENT))
                .contains("fromroot");
        given.env("DESTINATION__ENVIRONMENT", "devel").env("DESTINATION__DUCK1__ENVIRONMENT", "staging");
        assertThat(given.postgres("duckdb").find(ENVIRONMENT)).contains("devel");
        assertThat(given.postgres("duck1").find(ENVIRONMENT)).contains("staging");
    }

    @Test
    @DisplayName("P-115: the pipeline's name as a prefix")
    void readsPipelineField() {
        given.env("QUACK_PIPELINE_DEVEL__DATASET_NAME", "devel_dataset").pipeline("quack_pipeline_devel");
        assertThat(given.build().find(ConfigField.text("dataset_name"), "pipelines", "quack_pipeline_devel"))
                .contains("devel_dataset");
    }

    @Test
    @DisplayName("P-116: a text that is none of the choices names the field")
    void refusesOtherStrategies() {
        ConfigField<String> strategy = ConfigField.text("replace_strategy")
                .oneOf("truncate-and-insert", "insert-from-staging", "staging-optimized")
                .optional();
        given.env("DESTINATION__A__REPLACE_STRATEGY", "bogus");
        assertThatThrownBy(() -> given.build().find(strategy, "destination", "a"))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(ConfigError.CONFIG_VALUE_INVALID))
                .hasMessageContainingAll(
                        "`replace_strategy`", "(Environment Variables, DESTINATION__A__REPLACE_STRATEGY)")
                .hasMessageNotContaining("bogus");
    }
}
