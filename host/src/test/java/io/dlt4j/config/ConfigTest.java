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
    void readsMountedSecretFile() {
        given.mounted("destination--a--token", "t");
        assertThat(given.build().find(ConfigField.secret("token"), "destination", "a"))
                .hasValueSatisfying(secret -> assertThat(secret.reveal()).isEqualTo("t"));
        assertThat(given.build().find(ConfigField.text("token"), "destination", "a"))
                .isEmpty();
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
