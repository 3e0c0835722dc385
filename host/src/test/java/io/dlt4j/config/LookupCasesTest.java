package io.dlt4j.config;

import static io.dlt4j.config.ConfigFixture.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.Secret;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.error.ErrorCode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pinned cases of look-up and providers, P-30 to P-61; those that are not here are in docs/compatibility.md. */
class LookupCasesTest {

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
    @DisplayName("P-30: the own section stays, those before it go one by one")
    void keepsOwnSection() {
        assertThat(dotted(LookupPaths.of(List.of("sources", "chess"), List.of(), Optional.of("credentials"))))
                .containsExactly("sources.chess.credentials", "sources.credentials", "credentials");
    }

    @Test
    @DisplayName("P-31: embedded sections go before explicit ones")
    void dropsEmbeddedFirst() {
        assertThat(dotted(
                        LookupPaths.of(List.of("sources", "chess"), List.of("api_config", "retry"), Optional.empty())))
                .containsExactly(
                        "sources.chess.api_config.retry", "sources.chess.api_config", "sources.chess", "sources", "");
    }

    @Test
    @DisplayName("P-32: the compact layout of sources comes third")
    void triesCompactLayout() {
        assertThat(dotted(LookupPaths.of(List.of("sources", "chess_com", "chess"), List.of(), Optional.empty())))
                .containsExactly("sources.chess_com.chess", "sources.chess_com", "sources.chess", "sources", "");
    }

    @Test
    @DisplayName("P-33: destinations have no compact layout")
    void knowsNoCompactLayoutOfDestinations() {
        assertThat(dotted(LookupPaths.of(List.of("destination", "bigquery", "my_dest"), List.of(), Optional.empty())))
                .containsExactly("destination.bigquery.my_dest", "destination.bigquery", "destination", "");
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
                        "NOTE: following fields in `PostgresClientConfiguration` got resolved: `csv_format`",
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
    @DisplayName("P-45: stops at the first value")
    void stopsAtFirstValue() {
        KeyLookup.Hit hit = namespaced(Map.of("PIPE", Map.of("key", "v")));
        assertThat(hit.tried()).extracting(TriedKey::key).containsExactly("PIPE.ns1.key", "PIPE.key");
        assertThat(hit.value()).isEqualTo("v");
        assertThat(hit.key()).isEqualTo(new TriedKey("document", "PIPE.key"));
    }

    @Test
    @DisplayName("P-46: asks with the pipeline, then without it")
    void asksTwice() {
        KeyLookup.Hit hit = namespaced(Map.of("other", "v"));
        assertThat(hit.tried()).extracting(TriedKey::key).containsExactly("PIPE.ns1.key", "PIPE.key", "ns1.key", "key");
        assertThat(hit.value()).isNull();
    }

    private static KeyLookup.Hit namespaced(Map<String, ?> document) {
        return new KeyLookup(Providers.of(List.of(DocumentProvider.of("document", document))), Optional.of("PIPE"))
                .find("key", false, LookupPaths.of(List.of("ns1"), List.of(), Optional.empty()));
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
    @DisplayName("P-48: tables of the project go over those of the global folder")
    void mergesFiles() {
        given.config("[api.params]", "param1=\"project\"")
                .globalConfig("[api.params]", "param1=\"global\"", "param_global=\"g\"");
        Config config = given.build();
        assertThat(config.find(ConfigField.text("param1"), "api", "params")).contains("project");
        assertThat(config.find(ConfigField.text("param_global"), "api", "params"))
                .contains("g");
    }

    @ParameterizedTest
    @CsvSource({"access, PASS", "dev, X"})
    @DisplayName("P-49: files of the profile go before the others")
    void readsFilesOfTheProfile(String profile, String expected) {
        given.project(".dlt/.workspace", "")
                .project(".dlt/access.secrets.toml", "api_key='PASS'")
                .secrets("api_key='X'")
                .env("WORKSPACE__PROFILE", profile);
        assertThat(given.build().secret("api_key")).map(Secret::reveal).contains(expected);
    }

    @Test
    @DisplayName("P-50: a value set in code is no secret")
    void setsValues() {
        Config config = given.set("new_key", "v").build();
        assertThat(config.value("new_key")).contains("v");
        assertThat(config.secret("new_key")).isEmpty();
    }

    @Test
    @DisplayName("P-51: a secret set in code is a value too")
    void setsSecrets() {
        Config config = given.set("s", Secret.of("v")).build();
        assertThat(config.value("s")).contains("v");
        assertThat(config.secret("s")).map(Secret::reveal).contains("v");
    }

    @TestFactory
    @DisplayName("P-52: what a text means where no field says so")
    Stream<DynamicTest> guessesTypes() {
        Map<String, Object> cases = new LinkedHashMap<>();
        cases.put("true", true);
        cases.put("False", false);
        cases.put("yes", "yes");
        cases.put("17261", 17261L);
        cases.put("-10e45", -1e46);
        cases.put("[1,2,3]", List.of(1L, 2L, 3L));
        cases.put("{\"a\": 1}", Map.of("a", 1L));
        cases.put("null", "null");
        return cases.entrySet().stream()
                .map(pair -> DynamicTest.dynamicTest(
                        "P-52 " + pair.getKey(),
                        () -> assertThat(new ConfigFixture(root)
                                        .env("VALUE", pair.getKey())
                                        .build()
                                        .value("value"))
                                .contains(pair.getValue())));
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
    @DisplayName("P-54: a more specific fragment of a vault goes over a less specific one")
    void mergesFragments() {
        given.vault(
                        "sources",
                        "[sources]\napi_key='SRC_FRAG'\nsecret_prop='SRC_PROP'\n"
                                + "[sources.my_source]\napi_key='FROM_SOURCES'\n")
                .vault("sources.my_source", "[sources.my_source]\napi_key='SRC_NAMED'");
        assertThat(vaulted("api_key")).contains("SRC_NAMED");
        assertThat(vaulted("secret_prop")).contains("SRC_PROP");
    }

    @Test
    @DisplayName("P-55: a pipeline's own fragment is read for that pipeline only")
    void readsFragmentOfThePipeline() {
        given.vault("my_pipe.dlt_secrets_toml", "[my_pipe.sources.my_source]\napi_key='PIPE'");
        assertThat(vaulted("api_key")).isEmpty();
        given.pipeline("my_pipe");
        assertThat(vaulted("api_key")).contains("PIPE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("P-56: single keys of a vault are not asked for if only fragments are")
    void readsFragmentsOnly(boolean onlyFragments) {
        given.vault("sources.my_source.api_key", "single\n")
                .env("PROVIDERS__FILE_VAULT__ONLY_TOML_FRAGMENTS", String.valueOf(onlyFragments));
        assertThat(vaulted("api_key")).isEqualTo(onlyFragments ? Optional.empty() : Optional.of("single"));
    }

    private Optional<String> vaulted(String field) {
        return given.build()
                .find(ConfigField.secret(field), "sources", "my_source")
                .map(Secret::reveal);
    }

    @Test
    @DisplayName("P-59: dashes stay in names of variables")
    void keepsDashes() {
        given.env("DESTINATION__MY-SOURCE__LOCATION", "x");
        assertThat(given.build().find(LOCATION, "destination", "my-source")).contains("x");
    }

    @Test
    @DisplayName("P-60: a text where a table is expected is ignored")
    void ignoresTextInPlaceOfATable() {
        ConfigField<String> level = ConfigField.text("log_level").withDefault("WARNING");
        ConfigSpec runtime =
                ConfigSpec.of("RuntimeConfiguration", List.of(level)).inSection("runtime");
        Config config = given.env("RUNTIME", "16.0LTS").build();
        assertThat(config.resolve(runtime, List.of(), Map.of()).require(level)).isEqualTo("WARNING");
        given.env("RUNTIME__LOG_LEVEL", "INFO");
        assertThat(given.build().resolve(runtime, List.of(), Map.of()).require(level))
                .isEqualTo("INFO");
    }

    @Test
    @DisplayName("P-61: a placeholder is a value, and is warned about once")
    void warnsAboutPlaceholders() {
        given.secrets(
                "[destination.a.credentials]", "host='<configure me>'", "username='u'", "password='p'", "database='d'");
        try (StandardError err = new StandardError()) {
            assertThat(url(given.credentials("a"))).contains("@<configure me>:5432");
            assertThat(err.text())
                    .containsOnlyOnce("Placeholder value encountered when resolving config or secret")
                    .contains(
                            "resolved_key: host, value:<configure me>, section: destination.a.credentials.host",
                            "The provider to adjust is secrets.toml at one of these locations:",
                            "\t- " + given.settings().resolve("secrets.toml"));
        }
    }

    private static List<String> dotted(List<List<String>> paths) {
        return paths.stream().map(path -> String.join(".", path)).collect(Collectors.toList());
    }

    private Optional<String> location() {
        return given.build().find(LOCATION, "destination", "bigquery");
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
