package io.dlt4j.config;

import static io.dlt4j.config.ConfigFixture.CREDENTIALS;
import static io.dlt4j.config.ConfigFixture.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.api.config.Secret;
import io.dlt4j.api.credentials.AwsCredentials;
import io.dlt4j.api.credentials.AzureCredentials;
import io.dlt4j.api.credentials.ConnectionString;
import io.dlt4j.api.credentials.GcpCredentials;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.error.ErrorCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** The pinned cases of credentials, P-79 to P-105; those that are not here are in docs/compatibility.md. */
class CredentialCasesTest {

    private static final String KEY_FILE = "{\"type\":\"service_account\",\"project_id\":\"project\","
            + "\"private_key_id\":\"1\",\"private_key\":\"-----KEY-----\\nabc\",\"client_id\":\"42\","
            + "\"client_email\":\"loader@project.example\",\"token_uri\":\"https://example.org/token\"}";

    @TempDir
    Path root;

    private ConfigFixture given;

    @BeforeEach
    void emptyProject() {
        given = new ConfigFixture(root);
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://loader:pass@localhost:5432/dlt_data?a=b&c=d, postgres://loader:***@localhost:5432/dlt_data",
        "postgres://, postgres://",
        "postgres://loadeR:pAss@add.A.inter:5432/dlt_data/BASE/q?a=B&c=d,"
                + " postgres://loadeR:***@add.A.inter:5432/dlt_data/BASE/q",
        "postgresql+psycopg2://u:p%40ss%2F1@[::1]:5432/db, postgresql+psycopg2://u:***@[::1]:5432/db",
        "mysql://u:p@h/db?x=1&x=2, mysql://u:***@h/db"
    })
    @DisplayName("P-79: connection strings are written as they were read")
    void rendersConnectionStrings(String text, String shown) {
        ConnectionString parsed = ConnectionString.parse(text);
        assertThat(parsed.render()).isEqualTo(text);
        assertThat(parsed).hasToString(shown);
    }

    @Test
    @DisplayName("P-79: parts of a connection string")
    void readsParts() {
        ConnectionString encoded = ConnectionString.parse("postgresql+psycopg2://u:p%40ss%2F1@[::1]:5432/db");
        assertThat(encoded.password()).map(Secret::reveal).contains("p@ss/1");
        assertThat(encoded.host()).contains("::1");
        assertThat(ConnectionString.parse("mysql://u:p@h/db?x=1&x=2&e=").query())
                .isEqualTo(Map.of("x", List.of("1", "2")));
        ConnectionString empty = ConnectionString.parse("postgres://");
        assertThat(empty.username()).isEmpty();
        assertThat(empty.password()).isEmpty();
        assertThat(empty.host()).isEmpty();
        assertThat(empty.database()).isEmpty();
        assertThat(empty.query()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loader@localhost:5432/x", "a-b://u@h", "postgres://h:port/d"})
    @DisplayName("P-79: texts that are no connection strings")
    void refusesOtherTexts(String text) {
        assertThatThrownBy(() -> explicit(text))
                .isInstanceOfSatisfying(
                        DltException.class,
                        e -> assertThat(e.code()).isEqualTo(ConfigError.CONFIG_NATIVE_VALUE_INVALID))
                .hasMessageContaining("a database connection string of the form"
                        + " `postgresql://username:password@host:port/database`")
                .hasMessageNotContaining(text);
    }

    @Test
    @DisplayName("P-80: an explicit text is completed by providers")
    void completesExplicitText() {
        given.env("CREDENTIALS__PASSWORD", "pass");
        assertThat(url(explicit("postgres://loader@localhost/dlt_data")))
                .isEqualTo("postgres://loader:pass@localhost:5432/dlt_data?connect_timeout=15");
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
                .isEqualTo("postgres://loader:pwd@localhost:5432/dlt_data?a=b&c=d&connect_timeout=300");
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
    @DisplayName("P-84: options of the query come from a table")
    void readsQueryFromTable() {
        given.secrets(
                "[destination.a]",
                "[destination.a.credentials]",
                "host='h'",
                "database='d'",
                "username='u'",
                "password='p'",
                "[destination.a.credentials.query]",
                "sslmode='require'",
                "n=5");
        assertThat(url(given.credentials("a")))
                .isEqualTo("postgresql://u:p@h:5432/d?connect_timeout=15&n=5&sslmode=require");
    }

    @Test
    @DisplayName("P-85: JSON is no native form of a connection string")
    void refusesJson() {
        given.secrets("[destination.a]", "credentials='{\"host\":\"h\"}'");
        assertRefused(
                "a",
                ConfigError.CONFIG_NATIVE_VALUE_INVALID,
                "`PostgresCredentials`",
                "the sections `credentials` (secrets.toml, destination.a.credentials)");
    }

    @Test
    @DisplayName("P-86: a number is no native form of a connection string")
    void refusesNumber() {
        assertThatThrownBy(() -> explicit(123))
                .hasMessageContainingAll("`PostgresCredentials`", "integer")
                .hasMessageNotContaining("123");
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
    @DisplayName("P-89: an incomplete map is completed by providers, and stays as it is")
    void completesMaps() {
        given.env("CREDENTIALS__PASSWORD", "pass");
        Map<String, Object> partial = new HashMap<>(Map.of("host", "h", "database", "d", "username", "u"));
        assertThat(url(explicit(partial))).isEqualTo("postgresql://u:pass@h:5432/d?connect_timeout=15");
        assertThat(partial).hasSize(3);
    }

    @Test
    @DisplayName("P-94: the default chain is used where no keys are configured")
    void usesDefaultChain() {
        given.env("AWS_ACCESS_KEY_ID", "envkey").env("AWS_SECRET_ACCESS_KEY", "envsecret");
        ConfigValues aws = filesystem("s3://bucket");
        assertThat(aws.spec()).contains(AwsCredentials.FIELDS);
        assertThat(AwsCredentials.keys(aws)).isEmpty();
        assertThat(aws.find(AwsCredentials.REGION_NAME)).contains("eu-central-1");
    }

    @Test
    @DisplayName("P-95: one key alone is ignored in favour of the chain")
    void ignoresLoneKey() {
        given.env("AWS_ACCESS_KEY_ID", "envkey")
                .env("AWS_SECRET_ACCESS_KEY", "envsecret")
                .env("DESTINATION__FILESYSTEM__CREDENTIALS__AWS_ACCESS_KEY_ID", "onlykey");
        assertThat(AwsCredentials.keys(filesystem("s3://bucket"))).isEmpty();
    }

    @Test
    @DisplayName("P-96: explicit keys go before the chain")
    void usesExplicitKeys() {
        given.env("AWS_ACCESS_KEY_ID", "envkey")
                .env("AWS_SECRET_ACCESS_KEY", "envsecret")
                .secrets(
                        "[destination.filesystem.credentials]",
                        "aws_access_key_id='key'",
                        "aws_secret_access_key='secret'",
                        "region_name='eu'",
                        "endpoint_url='http://minio:9000'");
        ConfigValues aws = filesystem("s3://bucket");
        AwsCredentials.Keys keys = AwsCredentials.keys(aws).orElseThrow();
        assertThat(keys.id()).isEqualTo("key");
        assertThat(keys.secret().reveal()).isEqualTo("secret");
        assertThat(keys.token()).isEmpty();
        assertThat(aws.find(AwsCredentials.REGION_NAME)).contains("eu");
        assertThat(aws.find(AwsCredentials.ENDPOINT_URL)).contains("http://minio:9000");
    }

    @Test
    @DisplayName("P-98: a signature is made from an Azure account's key")
    void signsForAzure() {
        given.secrets(
                "[destination.filesystem.credentials]",
                "azure_storage_account_name='account'",
                "azure_storage_account_key='a2V5'");
        ConfigValues azure = filesystem("az://container");
        assertThat(azure.spec()).contains(AzureCredentials.KEY);
        assertThat(azure.require(AzureCredentials.SAS_PERMISSIONS)).isEqualTo("racwdl");
        assertThat(azure.require(AzureCredentials.SAS_TOKEN).reveal())
                .isEqualTo(
                        "sv=2021-12-02&ss=b&srt=co&sp=rwdlac&se=2024-02-11T12%3A00%3A00Z&sig=6vdXe8UVZtiCU9O2FJVn5BritdxCpHdUDsdW8MCeRnM%3D");
    }

    @Test
    @DisplayName("P-99: with its name alone an Azure account is entered by the machine's identity")
    void usesIdentityOfTheMachine() {
        given.env("CREDENTIALS__AZURE_STORAGE_ACCOUNT_NAME", "account").env("AZURE_IDENTITY", "yes");
        ConfigValues azure = filesystem("az://container");
        assertThat(azure.spec()).contains(AzureCredentials.KEY_OR_IDENTITY);
        assertThat(azure.find(AzureCredentials.SAS_TOKEN)).isEmpty();
    }

    @Test
    @DisplayName("P-100: a service principal goes before the machine's identity")
    void prefersServicePrincipal() {
        given.env("AZURE_IDENTITY", "yes")
                .secrets(
                        "[destination.filesystem.credentials]",
                        "azure_storage_account_name='account'",
                        "azure_tenant_id='tenant'",
                        "azure_client_id='client'",
                        "azure_client_secret='secret'");
        assertThat(filesystem("az://container").spec()).contains(AzureCredentials.SERVICE_PRINCIPAL);
    }

    @Test
    @DisplayName("P-101: a service account's key file; the key ends with a line end")
    void readsKeyFiles() {
        ConfigValues gcp = filesystem("gs://bucket", Map.of("credentials", KEY_FILE));
        assertThat(gcp.spec()).contains(GcpCredentials.SERVICE_ACCOUNT);
        assertThat(gcp.require(GcpCredentials.PRIVATE_KEY).reveal()).isEqualTo("-----KEY-----\nabc\n");
        assertThat(gcp.require(GcpCredentials.TOKEN_URI)).isEqualTo("https://example.org/token");
        assertThat(GcpCredentials.serviceAccount(partial -> Optional.empty()).display(gcp))
                .isEqualTo("loader@project.example@project");
    }

    @Test
    @DisplayName("P-102: what a key file lacks comes from providers")
    void completesKeyFiles() {
        given.env("CREDENTIALS", "{\"project_id\":\"p\",\"client_email\":\"e\",\"private_key\":null}")
                .env("CREDENTIALS__PRIVATE_KEY", "key");
        assertThat(filesystem("gs://bucket").require(GcpCredentials.PRIVATE_KEY).reveal())
                .isEqualTo("key\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "{\"installed\":%s}", "{\"web\":%s}"})
    @DisplayName("P-103: an OAuth client's file, bare or wrapped")
    void readsOAuthFiles(String form) {
        String file = form.replace(
                "%s",
                "{\"client_id\":\"i\",\"client_secret\":\"s\",\"refresh_token\":\"r\",\"project_id\":\"p\","
                        + "\"redirect_uris\":[\"http://localhost\"]}");
        ConfigValues oauth = given.build()
                .resolveCredentials(GcpCredentials.oauth(partial -> Optional.empty()), List.of(), Optional.of(file));
        assertThat(oauth.require(GcpCredentials.CLIENT_ID)).isEqualTo("i");
        assertThat(oauth.require(GcpCredentials.CLIENT_SECRET).reveal()).isEqualTo("s");
        assertThat(oauth.require(GcpCredentials.REFRESH_TOKEN).reveal()).isEqualTo("r");
        assertThat(oauth.require(GcpCredentials.PROJECT_ID)).isEqualTo("p");
    }

    @TestFactory
    @DisplayName("P-104: values that are no key file")
    Stream<DynamicTest> refusesOtherKeyFiles() {
        List<CredentialSpec> specs = GcpCredentials.alternatives(partial -> Optional.empty());
        Stream<Object> values = Stream.of("notjson", 1L, "[1]");
        return values.flatMap(value -> specs.stream()
                .map(spec -> DynamicTest.dynamicTest(
                        "P-104 " + spec.fields().name() + " " + value,
                        () -> assertThatThrownBy(() -> new ConfigFixture(root)
                                        .build()
                                        .resolveCredentials(spec, List.of(), Optional.of(value)))
                                .isInstanceOfSatisfying(
                                        DltException.class,
                                        e -> assertThat(e.code()).isEqualTo(ConfigError.CONFIG_NATIVE_VALUE_INVALID))
                                .hasMessageContaining("`" + spec.fields().name() + "`")
                                .hasMessageNotContaining("notjson")
                                .hasNoCause())));
    }

    @Test
    @DisplayName("P-105: a map of an OAuth client's fields")
    void choosesOAuth() {
        ConfigValues oauth = filesystem(
                "gcs://bucket",
                Map.of(
                        "credentials",
                        Map.of("refresh_token", "r", "client_id", "i", "client_secret", "s", "project_id", "p")));
        assertThat(oauth.spec()).contains(GcpCredentials.OAUTH);
    }

    private ConfigValues explicit(Object credentials) {
        return given.postgres("a", Map.of("credentials", credentials)).require(CREDENTIALS);
    }

    private ConfigValues filesystem(String url) {
        return filesystem(url, Map.of());
    }

    private ConfigValues filesystem(String url, Map<String, Object> explicit) {
        Map<String, Object> values = new HashMap<>(explicit);
        values.put("bucket_url", url);
        Clouds clouds = new Clouds(given.environment());
        return given.build()
                .resolve(clouds.spec(), List.of("destination", "filesystem"), values)
                .require(clouds.credentials());
    }

    private void assertRefused(String name, ErrorCode code, String... texts) {
        assertThatThrownBy(() -> given.postgres(name))
                .isInstanceOfSatisfying(
                        DltException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(texts)
                .hasNoCause();
    }
}
