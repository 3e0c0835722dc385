package io.dlt4j.api.credentials;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.api.config.CredentialSpec.Completion;
import io.dlt4j.api.config.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Credentials of Google Cloud: the key of a service account, an OAuth client, or the machine's application default
 * credentials, which who has the SDK brings as a {@link Completion}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GcpCredentials {

    /** Where tokens come from. */
    public static final ConfigField<String> TOKEN_URI = ConfigField.text("token_uri")
            .withDefault("https://oauth2.googleapis.com/token")
            .withoutLookup();

    /** Where users consent. */
    public static final ConfigField<String> AUTH_URI = ConfigField.text("auth_uri")
            .withDefault("https://accounts.google.com/o/oauth2/auth")
            .withoutLookup();

    /** The project. */
    public static final ConfigField<String> PROJECT_ID = ConfigField.text("project_id");

    /** A service account's key in PEM; ends with a line end. */
    public static final ConfigField<Secret> PRIVATE_KEY = ConfigField.secret("private_key");

    /** The key's name. */
    public static final ConfigField<String> PRIVATE_KEY_ID =
            ConfigField.text("private_key_id").optional();

    /** The service account. */
    public static final ConfigField<String> CLIENT_EMAIL = ConfigField.text("client_email");

    /** The type in a service account's key file. */
    public static final ConfigField<String> TYPE =
            ConfigField.text("type").withDefault("service_account").withoutLookup();

    /** An OAuth client. */
    public static final ConfigField<String> CLIENT_ID = ConfigField.text("client_id");

    /** Its secret. */
    public static final ConfigField<Secret> CLIENT_SECRET = ConfigField.secret("client_secret");

    /** Gives access tokens; empty if {@link #TOKEN} alone is there. */
    public static final ConfigField<Secret> REFRESH_TOKEN = ConfigField.secret("refresh_token");

    /** What tokens permit. */
    public static final ConfigField<List<String>> SCOPES =
            ConfigField.list("scopes").optional();

    /** An access token. */
    public static final ConfigField<Secret> TOKEN = ConfigField.secret("token").optional();

    /** The kind of an OAuth client. */
    public static final ConfigField<String> CLIENT_TYPE =
            ConfigField.text("client_type").withDefault("installed").withoutLookup();

    /** A service account. */
    public static final ConfigSpec SERVICE_ACCOUNT = ConfigSpec.of(
            "GcpServiceAccountCredentials",
            List.of(TOKEN_URI, AUTH_URI, PROJECT_ID, PRIVATE_KEY, PRIVATE_KEY_ID, CLIENT_EMAIL, TYPE));

    /** An OAuth client. */
    public static final ConfigSpec OAUTH = ConfigSpec.of(
            "GcpOAuthCredentials",
            List.of(
                    CLIENT_ID,
                    CLIENT_SECRET,
                    REFRESH_TOKEN,
                    SCOPES,
                    TOKEN,
                    TOKEN_URI,
                    AUTH_URI,
                    PROJECT_ID,
                    CLIENT_TYPE));

    private GcpCredentials() {}

    /**
     * A service account, as fields or as the text of its key file.
     *
     * @param defaults answers with the project, if it knows one, where the machine has default credentials
     */
    public static CredentialSpec serviceAccount(Completion defaults) {
        return CredentialSpec.ofJson(SERVICE_ACCOUNT, GcpCredentials::present)
                .withCompletion(defaults)
                .withFinish(GcpCredentials::withLineEnd)
                .withDisplay(values -> values.find(CLIENT_EMAIL)
                        .map(email -> email + "@" + values.find(PROJECT_ID).orElse(""))
                        .orElse("default credentials"));
    }

    /**
     * An OAuth client, as fields or as the text of its file, bare or within {@code installed} or {@code web}.
     *
     * @param defaults as in {@link #serviceAccount}
     */
    public static CredentialSpec oauth(Completion defaults) {
        return CredentialSpec.ofJson(OAUTH, document -> present(unwrapped(document)))
                .withCompletion(partial -> withToken(partial).or(() -> defaults.complete(partial)))
                .withDisplay(values -> values.find(CLIENT_ID).orElse("") + "@"
                        + values.find(PROJECT_ID).orElse(""));
    }

    /**
     * Both, in the order of the reference: a machine's default credentials go before an OAuth client.
     *
     * @param defaults as in {@link #serviceAccount}
     */
    public static List<CredentialSpec> alternatives(Completion defaults) {
        return List.of(serviceAccount(defaults), oauth(defaults));
    }

    private static Map<String, ?> present(Map<String, ?> document) {
        Map<String, Object> fields = new HashMap<>(document);
        fields.values().removeIf(value -> value == null);
        return fields;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> unwrapped(Map<String, ?> document) {
        if (document.size() == 1 && document.values().iterator().next() instanceof Map<?, ?> inner) {
            return (Map<String, ?>) inner;
        }
        return document;
    }

    /** An access token is enough for a while; what renews it may be missing. */
    private static Optional<Map<String, ?>> withToken(ConfigValues partial) {
        if (partial.find(TOKEN).isEmpty() || partial.find(PROJECT_ID).isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> rest = new HashMap<>();
        rest.put(CLIENT_ID.name(), partial.find(CLIENT_ID).orElse(""));
        rest.put(CLIENT_SECRET.name(), partial.find(CLIENT_SECRET).orElse(Secret.of("")));
        rest.put(REFRESH_TOKEN.name(), partial.find(REFRESH_TOKEN).orElse(Secret.of("")));
        return Optional.of(rest);
    }

    private static Map<String, ?> withLineEnd(ConfigValues values) {
        return values.find(PRIVATE_KEY)
                .filter(key -> !key.reveal().endsWith("\n"))
                .map(key -> Map.of(PRIVATE_KEY.name(), Secret.of(key.reveal() + "\n")))
                .orElseGet(Map::of);
    }
}
