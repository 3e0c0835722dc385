package io.dlt4j.config;

import static io.dlt4j.config.ConfigFixture.CREATE_INDEXES;
import static io.dlt4j.config.ConfigFixture.CREDENTIALS;
import static io.dlt4j.config.ConfigFixture.CREDENTIALS_SPEC;
import static io.dlt4j.config.ConfigFixture.HOST;
import static io.dlt4j.config.ConfigFixture.POSTGRES;
import static io.dlt4j.config.ConfigFixture.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.error.ErrorCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    @TempDir
    Path root;

    private ConfigFixture given;

    @BeforeEach
    void emptyProject() {
        given = new ConfigFixture(root);
    }

    @Test
    void listsFilesThatWereRead() {
        given.secrets("[destination.postgres.credentials]", "username=\"u\"")
                .config("x=1")
                .pipeline("my_pipe");
        assertThatThrownBy(() -> given.postgres("postgres"))
                .hasMessageContaining(String.join(
                        "\n",
                        "    (Environment Variables, MY_PIPE__CREDENTIALS__PASSWORD)",
                        "    (secrets.toml, my_pipe.destination.postgres.credentials.password)",
                        "    (secrets.toml, my_pipe.destination.credentials.password)",
                        "    (secrets.toml, my_pipe.credentials.password)",
                        "    (Environment Variables, DESTINATION__POSTGRES__CREDENTIALS__PASSWORD)"))
                .hasMessageContaining(String.join(
                        "\n",
                        "    (secrets.toml, my_pipe.credentials.host)",
                        "    (config.toml, my_pipe.destination.postgres.credentials.host)"))
                .hasMessageContaining(String.join(
                        "\n",
                        "Provider `secrets.toml` loaded values from locations:",
                        "\t- " + given.settings().resolve("secrets.toml"),
                        "Provider `secrets.toml` probed but not found the following locations:",
                        "\t- " + given.global().resolve("secrets.toml"),
                        "Provider `config.toml` loaded"))
                .hasMessageNotContaining("(config.toml, destination.postgres.credentials.password)");
    }

    @Test
    void lettingTextNameDefaultLeavesTheFieldToProviders() {
        given.env("CREDENTIALS", "postgres://u:p@h/d?connect_timeout=15").env("CREDENTIALS__CONNECT_TIMEOUT", "30");
        assertThat(url(given.credentials("a"))).endsWith("connect_timeout=30");
        given.env("CREDENTIALS", "postgres://u:p@h/d?connect_timeout=77");
        assertThat(url(given.credentials("a"))).endsWith("connect_timeout=77");
    }

    @Test
    void hidesTextThatIsNotNative() {
        given.env("DESTINATION__A__CREDENTIALS", "postgres://u:hunter2@h:port/d");
        assertRefused("a", ConfigError.CONFIG_NATIVE_VALUE_INVALID, "not shown");
    }

    @Test
    void reportsRequiredFieldThatIsExplicitlyNothing() {
        Map<String, Object> explicit = new HashMap<>();
        explicit.put("create_indexes", null);
        explicit.put("credentials", "postgres://u:p@h/d");
        assertThatThrownBy(() -> given.postgres("a", explicit))
                .hasMessageStartingWith(
                        String.join(
                                "\n",
                                "Missing 1 field(s) in configuration `PostgresClientConfiguration`: `create_indexes`",
                                "for field `create_indexes` the following (config provider, key) were tried in order:",
                                "  (ExplicitValues, create_indexes)",
                                "NOTE: following fields in `PostgresClientConfiguration` got resolved: `credentials`, `csv_format`"));
    }

    @Test
    void optionalCredentialsMayLackFields() {
        ConfigField<ConfigValues> optional =
                ConfigField.credentials("credentials", CREDENTIALS_SPEC).optional();
        ConfigSpec spec = ConfigSpec.of("Optional", List.of(optional));
        given.env("CREDENTIALS__HOST", "h");
        assertThat(given.build()
                        .resolve(spec, List.of("destination", "a"), Map.of())
                        .find(optional))
                .isEmpty();
    }

    @Test
    void explainsWhereValuesCameFrom() {
        given.env("DESTINATION__A__CREDENTIALS", "postgres://u:hunter2@h/d")
                .config("[destination]", "create_indexes=false");
        List<FieldOrigin> origins = given.build().explain(POSTGRES, List.of("destination", "a"), Map.of());
        assertThat(origins)
                .extracting(FieldOrigin::field)
                .startsWith("credentials", "credentials.drivername", "credentials.database", "credentials.password");
        assertThat(origins.toString()).doesNotContain("hunter2");
        TriedKey text = new TriedKey("Environment Variables", "DESTINATION__A__CREDENTIALS");
        assertThat(origins)
                .filteredOn(origin -> origin.field().equals("credentials.host"))
                .singleElement()
                .satisfies(host -> {
                    assertThat(host.value()).contains("h");
                    assertThat(host.key()).contains(text);
                });
        assertThat(origins)
                .filteredOn(origin -> origin.field().equals(CREATE_INDEXES.name()))
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.source()).isEqualTo(FieldOrigin.Source.PROVIDER);
                    assertThat(field.key()).contains(new TriedKey("config.toml", "destination.create_indexes"));
                    assertThat(field.tried()).hasSize(5);
                });
    }

    @Test
    void explainsMissingFields() {
        List<FieldOrigin> origins = given.build().explain(POSTGRES, List.of("destination", "a"), Map.of());
        assertThat(origins)
                .filteredOn(origin -> origin.field().equals("credentials.host"))
                .singleElement()
                .satisfies(host -> {
                    assertThat(host.source()).isEqualTo(FieldOrigin.Source.NONE);
                    assertThat(host.tried()).hasSize(3);
                });
    }

    @Test
    void refusesUndeclaredFields() {
        ConfigValues values = explicit("postgres://u:p@h/d");
        assertThat(values.require(HOST)).isEqualTo("h");
        assertThatThrownBy(() -> values.find(ConfigField.text("nothing"))).isInstanceOf(DltException.class);
        assertThatThrownBy(() -> values.find(ConfigField.integer("host"))).isInstanceOf(DltException.class);
    }

    private ConfigValues explicit(Object credentials) {
        return given.postgres("a", Map.of("credentials", credentials)).require(CREDENTIALS);
    }

    private void assertRefused(String name, ErrorCode code, String... texts) {
        assertThatThrownBy(() -> given.postgres(name))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(texts)
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }
}
