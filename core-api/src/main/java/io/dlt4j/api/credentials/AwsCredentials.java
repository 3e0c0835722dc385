package io.dlt4j.api.credentials;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.api.config.CredentialSpec.Completion;
import io.dlt4j.api.config.Secret;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Credentials of Amazon Web Services and stores that speak its protocols.
 *
 * <p>Without both keys the default chain of the machine (variables, profile, container, instance) is used; who has the SDK
 * brings it as the {@link Completion}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class AwsCredentials {

    /** The name of the key. */
    public static final ConfigField<String> ACCESS_KEY_ID = ConfigField.text("aws_access_key_id");

    /** The key. */
    public static final ConfigField<Secret> SECRET_ACCESS_KEY = ConfigField.secret("aws_secret_access_key");

    /** The token of temporary keys. */
    public static final ConfigField<Secret> SESSION_TOKEN =
            ConfigField.secret("aws_session_token").optional();

    /** A profile of the shared files {@code ~/.aws/config} and {@code ~/.aws/credentials}. */
    public static final ConfigField<String> PROFILE_NAME =
            ConfigField.text("profile_name").optional();

    /** The region. */
    public static final ConfigField<String> REGION_NAME =
            ConfigField.text("region_name").optional();

    /** The address of a store that is not Amazon's. */
    public static final ConfigField<String> ENDPOINT_URL =
            ConfigField.text("endpoint_url").optional();

    /** {@code path} for stores that have the bucket in the path and not in the host name. */
    public static final ConfigField<String> S3_URL_STYLE =
            ConfigField.text("s3_url_style").optional();

    /** The fields, in order. */
    public static final ConfigSpec FIELDS = ConfigSpec.of(
            "AwsCredentials",
            List.of(
                    ACCESS_KEY_ID,
                    SECRET_ACCESS_KEY,
                    SESSION_TOKEN,
                    PROFILE_NAME,
                    REGION_NAME,
                    ENDPOINT_URL,
                    S3_URL_STYLE));

    /**
     * Keys given by the user.
     *
     * @param token of temporary keys
     */
    public record Keys(String id, Secret secret, Optional<Secret> token) {

        /** Checks the parts. */
        public Keys {
            requireNonNull(id, "id is null");
            requireNonNull(secret, "secret is null");
            requireNonNull(token, "token is null");
        }
    }

    private AwsCredentials() {}

    /**
     * The credentials.
     *
     * @param defaultChain answers with the region, if it knows one, where the machine has credentials
     */
    public static CredentialSpec spec(Completion defaultChain) {
        return CredentialSpec.of(FIELDS, text -> {
                    throw new IllegalArgumentException("there is no text form; give the keys one by one");
                })
                .withCompletion(defaultChain);
    }

    /** The keys, if both are there; one alone is ignored in favour of the machine's, as in the reference. */
    public static Optional<Keys> keys(ConfigValues values) {
        return values.find(ACCESS_KEY_ID)
                .flatMap(id ->
                        values.find(SECRET_ACCESS_KEY).map(secret -> new Keys(id, secret, values.find(SESSION_TOKEN))));
    }
}
