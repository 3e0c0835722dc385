package io.dlt4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.api.config.Secret;
import io.dlt4j.api.credentials.AzureCredentials;
import io.dlt4j.api.credentials.GcpCredentials;
import io.dlt4j.api.credentials.PostgresCredentials;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Wrong credentials in every form: their secret is in no message, no log and no file. */
class SecretsStayInsideTest {

    private static final String SECRET = "hunter2/+ §";
    private static final SecretSearch SEARCH = new SecretSearch(SECRET);

    @TempDir
    Path root;

    @TestFactory
    Stream<DynamicTest> staysOutOfErrorsAndLogs() {
        List<CredentialSpec> azure = AzureCredentials.alternatives(Clock.systemUTC(), partial -> Optional.empty());
        List<CredentialSpec> google = GcpCredentials.alternatives(partial -> Optional.empty());
        Stream<List<CredentialSpec>> kinds = Stream.of(List.of(PostgresCredentials.SPEC), azure, google);
        List<Object> wrong = List.of(
                SECRET,
                "postgres://u:" + SECRET + "@h:port/d",
                "postgres://u:" + SECRET + "@h/d?connect_timeout=" + SECRET,
                "{\"private_key\": \"" + SECRET + "\"",
                "{\"private_key\": \"" + SECRET + "\"}",
                "[\"" + SECRET + "\"]",
                Map.of("password", SECRET, "port", SECRET),
                Map.of("azure_storage_account_name", "a", "azure_storage_account_key", SECRET),
                Map.of("private_key", Secret.of(SECRET), "client_secret", Secret.of(SECRET)));
        return kinds.flatMap(kind -> wrong.stream()
                .map(value -> DynamicTest.dynamicTest(
                        kind.get(0).fields().name() + " as " + value.getClass().getSimpleName() + " "
                                + wrong.indexOf(value),
                        () -> resolveWrongly(kind, value))));
    }

    private void resolveWrongly(List<CredentialSpec> kind, Object value) {
        ConfigField<ConfigValues> field = ConfigField.credentials("credentials", kind);
        ConfigSpec spec = ConfigSpec.of("Destination", List.of(field));
        ConfigFixture given = new ConfigFixture(root);
        if (value instanceof String text) {
            given.env("DESTINATION__A__CREDENTIALS", text);
        } else {
            given.set("destination.a.credentials", Secret.of(""));
        }
        Map<String, Object> explicit = value instanceof String ? Map.of() : Map.of("credentials", value);
        try (StandardError err = new StandardError()) {
            Throwable thrown = catchThrowable(() -> given.build().resolve(spec, List.of("destination", "a"), explicit));
            assertThat(thrown).isNotNull();
            SEARCH.inException(thrown);
            SEARCH.inText("the log", err.text());
        }
        SEARCH.below(root);
    }

    @Test
    void staysOutOfExplanations() {
        ConfigFixture given = new ConfigFixture(root)
                .secrets(
                        "[destination.a.credentials]",
                        "host='h'",
                        "database='d'",
                        "username='u'",
                        "password='" + SECRET + "'",
                        "[destination.a.credentials.query]",
                        "token='" + SECRET + "'");
        List<FieldOrigin> origins =
                given.build().explain(ConfigFixture.POSTGRES, List.of("destination", "a"), Map.of());
        assertThat(origins).extracting(FieldOrigin::field).contains("credentials.password", "credentials.query");
        SEARCH.inText("the explanation", origins.toString());
        ConfigValues values = given.credentials("a");
        SEARCH.inText("the values", values.toString());
        assertThat(values.require(PostgresCredentials.PASSWORD).reveal()).isEqualTo(SECRET);
        SEARCH.inText(
                "the location", PostgresCredentials.connectionString(values).toString());
        SEARCH.below(root, given.settings().resolve("secrets.toml"));
    }
}
