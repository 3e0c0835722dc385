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
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
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
    @DisplayName("P-40: credentials that only config.toml has are refused")
    void refusesTableInConfigFile() {
        given.config("[destination.bigquery.credentials]", "host=\"x\"");
        assertRefused(
                "bigquery", ConfigError.CONFIG_VALUE_NOT_SECRET, "`destination.bigquery.credentials`", "config.toml");
    }

    @Test
    @DisplayName("P-41: a secret field in config.toml is refused")
    void refusesSecretInConfigFile() {
        given.secrets("[destination.a.credentials]", "username=\"u\"")
                .config("[destination.a.credentials]", "password=\"hunter2\"");
        assertRefused("a", ConfigError.CONFIG_VALUE_NOT_SECRET, "`destination.a.credentials.password`", "config.toml");
    }

    @Test
    @DisplayName("P-42: the message about missing fields names every place that was asked, in order")
    void listsEveryPlace() {
        given.env("DESTINATION__POSTGRES__CREDENTIALS__HOST", "h").pipeline("my_pipe");
        assertThatThrownBy(() -> given.postgres("postgres"))
                .hasMessage(String.join(
                        "\n",
                        "Missing 1 field(s) in configuration `PostgresClientConfiguration`: `credentials`",
                        "field `credentials` is itself a configuration `PostgresCredentials` with missing field(s): `database`,"
                                + " `password`, `username`",
                        places("DATABASE"),
                        places("PASSWORD"),
                        places("USERNAME"),
                        "  NOTE: following fields in `PostgresCredentials` got resolved: `host`",
                        "",
                        "Provider `secrets.toml` probed but not found the following locations:",
                        "\t- " + given.settings().resolve("secrets.toml"),
                        "\t- " + given.global().resolve("secrets.toml"),
                        "WARNING: provider `secrets.toml` is empty. Locations (i.e., files) are missing or empty.",
                        "Provider `config.toml` probed but not found the following locations:",
                        "\t- " + given.settings().resolve("config.toml"),
                        "\t- " + given.global().resolve("config.toml"),
                        "WARNING: provider `config.toml` is empty. Locations (i.e., files) are missing or empty."));
    }

    private static String places(String field) {
        return String.join(
                "\n",
                "  for field `" + field.toLowerCase(Locale.ROOT)
                        + "` the following (config provider, key) were tried in order:",
                "    (Environment Variables, MY_PIPE__DESTINATION__POSTGRES__CREDENTIALS__" + field + ")",
                "    (Environment Variables, MY_PIPE__DESTINATION__CREDENTIALS__" + field + ")",
                "    (Environment Variables, MY_PIPE__CREDENTIALS__" + field + ")",
                "    (Environment Variables, DESTINATION__POSTGRES__CREDENTIALS__" + field + ")",
                "    (Environment Variables, DESTINATION__CREDENTIALS__" + field + ")",
                "    (Environment Variables, CREDENTIALS__" + field + ")");
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
    @DisplayName("P-43: fields come from both files and from less specific sections")
    void mixesFiles() {
        given.secrets(
                        "[destination.b.credentials]",
                        "username=\"u\"",
                        "password=\"p\"",
                        "[destination.credentials]",
                        "port=99")
                .config("[destination.b.credentials]", "host=\"h\"", "database=\"d\"");
        assertThat(url(given.credentials("b"))).isEqualTo("postgresql://u:p@h:99/d?connect_timeout=15");
    }

    @Test
    @DisplayName("P-44: a named destination does not inherit from its type's section")
    void doesNotInheritFromType() {
        given.secrets(
                "[destination.postgres.credentials]",
                "database=\"typedb\"",
                "[destination.c.credentials]",
                "username=\"u\"",
                "password=\"p\"",
                "host=\"h\"");
        assertThatThrownBy(() -> given.postgres("c")).hasMessageContaining("missing field(s): `database`");
    }

    @Test
    @DisplayName("P-80: an explicit text is completed by providers")
    void completesExplicitText() {
        given.env("CREDENTIALS__PASSWORD", "pass");
        assertThat(url(explicit("postgres://loader@localhost/dlt_data")))
                .isEqualTo("postgresql://loader:pass@localhost:5432/dlt_data?connect_timeout=15");
    }

    @Test
    @DisplayName("P-81: an explicit text goes before providers")
    void prefersExplicitText() {
        given.env("CREDENTIALS__PASSWORD", "pass");
        assertThat(url(explicit("postgres://loader:loader@localhost/dlt_data"))).contains("loader:loader@");
    }

    @Test
    @DisplayName("P-82: what a text does not name comes from providers")
    void completesText() {
        given.env("CREDENTIALS", "postgres://loader:pwd@localhost:5432/dlt_data?a=b&c=d")
                .env("CREDENTIALS__CONNECT_TIMEOUT", "300");
        assertThat(url(given.credentials("postgres")))
                .isEqualTo("postgresql://loader:pwd@localhost:5432/dlt_data?connect_timeout=300");
    }

    @Test
    @DisplayName("P-83: what a text names goes before single fields")
    void prefersText() {
        given.env("DESTINATION__PGENV__CREDENTIALS", "postgresql://u@h/d")
                .env("DESTINATION__PGENV__CREDENTIALS__PASSWORD", "pw")
                .env("DESTINATION__PGENV__CREDENTIALS__HOST", "otherhost");
        assertThat(url(given.credentials("pgenv"))).isEqualTo("postgresql://u:pw@h:5432/d?connect_timeout=15");
    }

    @Test
    void lettingTextNameDefaultLeavesTheFieldToProviders() {
        given.env("CREDENTIALS", "postgres://u:p@h/d?connect_timeout=15").env("CREDENTIALS__CONNECT_TIMEOUT", "30");
        assertThat(url(given.credentials("a"))).endsWith("connect_timeout=30");
        given.env("CREDENTIALS", "postgres://u:p@h/d?connect_timeout=77");
        assertThat(url(given.credentials("a"))).endsWith("connect_timeout=77");
    }

    @Test
    @DisplayName("P-85: JSON is no native form of a connection string")
    void refusesJson() {
        given.secrets("[destination.a]", "credentials='{\"host\":\"h\"}'");
        assertRefused(
                "a",
                ConfigError.CONFIG_NATIVE_VALUE_INVALID,
                "`PostgresCredentials`",
                "(secrets.toml, destination.a.credentials)");
    }

    @Test
    @DisplayName("P-86: a number is no native form of a connection string")
    void refusesNumber() {
        assertThatThrownBy(() -> explicit(123))
                .hasMessageContainingAll("`PostgresCredentials`", "integer")
                .hasMessageNotContaining("123");
    }

    @Test
    void hidesTextThatIsNotNative() {
        given.env("DESTINATION__A__CREDENTIALS", "postgres://u:hunter2@h:port/d");
        assertRefused("a", ConfigError.CONFIG_NATIVE_VALUE_INVALID, "not shown");
    }

    @Test
    @DisplayName("P-87: explicit fields; unknown ones are ignored, texts are converted")
    void takesExplicitFields() {
        given.env("CREDENTIALS", "postgres://ignored:x@y/z");
        assertThat(url(explicit(Map.of(
                        "host", "h", "database", "d", "username", "u", "password", "p", "port", "77", "unknown", 1))))
                .isEqualTo("postgresql://u:p@h:77/d?connect_timeout=15");
    }

    @Test
    @DisplayName("P-88: resolved credentials are used as they are")
    void takesResolvedCredentials() {
        ConfigValues ready = explicit("postgres://u:p@h/d");
        given.secrets("[destination.a.credentials]", "port=99");
        assertThat(given.postgres("a", Map.of("credentials", ready)).require(CREDENTIALS))
                .isSameAs(ready);
    }

    @Test
    void reportsRequiredFieldThatIsExplicitlyNothing() {
        Map<String, Object> explicit = new HashMap<>();
        explicit.put("create_indexes", null);
        explicit.put("credentials", "postgres://u:p@h/d");
        assertThatThrownBy(() -> given.postgres("a", explicit))
                .hasMessageStartingWith(String.join(
                        "\n",
                        "Missing 1 field(s) in configuration `PostgresClientConfiguration`: `create_indexes`",
                        "for field `create_indexes` the following (config provider, key) were tried in order:",
                        "  (ExplicitValues, create_indexes)",
                        "NOTE: following fields in `PostgresClientConfiguration` got resolved: `credentials`"));
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
                .startsWith("credentials", "credentials.database", "credentials.password");
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
