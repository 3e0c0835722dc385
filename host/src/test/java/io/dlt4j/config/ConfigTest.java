package io.dlt4j.config;

import static io.dlt4j.config.ConfigFixture.CREATE_INDEXES;
import static io.dlt4j.config.ConfigFixture.ENVIRONMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.error.DltException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

    private static final ConfigField<String> LOCATION = ConfigField.text("location");
    private static final ConfigField<Double> HTTP_TIMEOUT =
            ConfigField.decimal("http_timeout").withDefault(15.0);
    private static final ConfigField<Long> BATCH_SIZE =
            ConfigField.integer("batch_size").withDefault(500L);

    @TempDir
    Path root;

    private ConfigFixture given;

    @BeforeEach
    void emptyProject() {
        given = new ConfigFixture(root);
    }

    @Test
    @DisplayName("P-34: secrets.toml goes before config.toml")
    void prefersSecretsFile() {
        given.secrets("[destination.bigquery]", "location=\"FULL\"").config("location=\"ROOT\"");
        assertThat(location()).contains("FULL");
    }

    @Test
    @DisplayName("P-35: the environment's root goes before a file's full path")
    void prefersEnvironment() {
        given.secrets("[destination.bigquery]", "location=\"FULL\"").env("LOCATION", "ENVROOT");
        assertThat(location()).contains("ENVROOT");
    }

    @Test
    @DisplayName("P-36: the pipeline's own sections go before all others")
    void prefersPipeline() {
        given.env("DESTINATION__BIGQUERY__HTTP_TIMEOUT", "3")
                .secrets("[my_pipe.destination.bigquery]", "http_timeout=99");
        Config config = given.pipeline("my_pipe").build();
        assertThat(config.find(HTTP_TIMEOUT, "destination", "bigquery")).contains(99.0);
        assertThat(config.withPipelineName(Optional.empty()).find(HTTP_TIMEOUT, "destination", "bigquery"))
                .contains(3.0);
    }

    @Test
    @DisplayName("P-37: empty text is a value")
    void takesEmptyText() {
        assertThat(given.env("DESTINATION__BIGQUERY__LOCATION", "").build().find(LOCATION, "destination", "bigquery"))
                .contains("");
    }

    @Test
    @DisplayName("P-38: text in TOML is converted")
    void convertsTextInToml() {
        given.config("[destination.bigquery]", "batch_size=\"77\"");
        assertThat(given.build().find(BATCH_SIZE, "destination", "bigquery")).contains(77L);
    }

    @Test
    @DisplayName("P-39: a value of a wrong type is an error that names the field and not the value")
    void refusesWrongType() {
        given.config("[destination.bigquery]", "http_timeout=true");
        assertThatThrownBy(() -> given.build().find(HTTP_TIMEOUT, "destination", "bigquery"))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(ConfigError.CONFIG_VALUE_INVALID))
                .hasMessageContainingAll("`http_timeout`", "(config.toml, destination.bigquery.http_timeout)", "bool")
                .hasMessageNotContaining("true");
    }

    @Test
    @DisplayName("P-48: tables of the project go over those of the global folder")
    void mergesFiles() {
        given.config("[api.params]", "param1=\"project\"")
                .globalConfig("[api.params]", "param1=\"global\"", "param_global=\"g\"");
        Config config = given.build();
        assertThat(config.find(ConfigField.text("param1"), "api", "params")).contains("project");
        assertThat(config.find(ConfigField.text("param_global"), "api", "params"))
                .contains("g");
    }

    @Test
    @DisplayName("P-53: a text that is no integer is an error")
    void refusesTextForInteger() {
        given.env("VALUE", "a");
        assertThatThrownBy(() -> given.build().find(ConfigField.integer("value")))
                .isInstanceOf(DltException.class)
                .hasMessageContaining("(Environment Variables, VALUE)");
    }

    @Test
    @DisplayName("P-59: dashes stay in names of variables")
    void keepsDashes() {
        given.env("DESTINATION__MY-SOURCE__LOCATION", "x");
        assertThat(given.build().find(LOCATION, "destination", "my-source")).contains("x");
    }

    @Test
    @DisplayName("P-47: mounted secrets go before variables; their text is also seen by other fields, stripped")
    void readsMountedSecrets() {
        Config config = given.mounted("secret-kube/secret-kube", "kube\n")
                .env("SECRET_KUBE", "variable")
                .build();
        assertThat(config.find(ConfigField.secret("secret_kube")))
                .hasValueSatisfying(secret -> assertThat(secret.reveal()).isEqualTo("kube\n"));
        assertThat(config.find(ConfigField.text("secret_kube"))).contains("kube");
    }

    @Test
    void readsMountedSecretFile() {
        given.mounted("destination--a--token", "t");
        assertThat(given.build().find(ConfigField.secret("token"), "destination", "a"))
                .hasValueSatisfying(secret -> assertThat(secret.reveal()).isEqualTo("t"));
        assertThat(given.build().find(ConfigField.text("token"), "destination", "a"))
                .isEmpty();
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
    void findsExactKeysOnly() {
        given.env("DESTINATION_TYPE", "root")
                .env("P__DESTINATION__D__DESTINATION_TYPE", "piped")
                .config("[destination.d]", "destination_type='duckdb'")
                .pipeline("p");
        ConfigField<String> field = ConfigField.text("destination_type");
        assertThat(given.build().findExact(field, "destination", "d")).contains("duckdb");
        assertThat(given.build().findExact(field, "destination", "other")).isEmpty();
    }

    @Test
    void givesDefaults() {
        assertThat(given.build().find(BATCH_SIZE, "destination", "bigquery")).contains(500L);
        assertThat(location()).isEmpty();
    }

    @Test
    void takesExplicitValues() {
        given.env("CREATE_INDEXES", "true").env("ENVIRONMENT", "e");
        Map<String, Object> explicit = new HashMap<>();
        explicit.put("credentials", "postgres://u:p@h/d");
        explicit.put("create_indexes", "no");
        explicit.put("environment", null);
        explicit.put("unknown", 1);
        assertThat(given.postgres("a", explicit).find(CREATE_INDEXES)).contains(false);
        assertThat(given.postgres("a", explicit).find(ENVIRONMENT)).isEmpty();
    }

    @Test
    void readsNoFileBeforeItIsAsked() {
        Config config = given.build();
        given.config("location='late'");
        assertThat(config.find(LOCATION)).contains("late");
    }

    @Test
    void namesFileAndLineOfBrokenToml() {
        given.config("[a]", "b = 1", "c = oops");
        assertThatThrownBy(this::location)
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(ConfigError.CONFIG_FILE_INVALID))
                .hasMessageContainingAll(given.settings().resolve("config.toml").toString(), "line 3", "'o'");
    }

    @Test
    void showsNothingOfBrokenSecrets() {
        given.secrets("password = \"x\"hunter2");
        assertThatThrownBy(this::location)
                .hasMessageContainingAll("secrets.toml, line 1", "***")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void takesTomlTypes() {
        given.config("list=[1, 2]", "[map]", "a=1.5", "b=true");
        assertThat(given.build().find(ConfigField.list("list"))).contains(List.of("1", "2"));
        assertThat(given.build().find(ConfigField.map("map"))).contains(Map.of("a", "1.5", "b", "True"));
    }

    @Test
    void meetingValueWhereTableIsExpectedFindsNothing() {
        given.config("destination=\"duckdb\"");
        assertThat(location()).isEmpty();
    }

    private Optional<String> location() {
        return given.build().find(LOCATION, "destination", "bigquery");
    }
}
