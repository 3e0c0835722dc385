package io.dlt4j.api.credentials;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.api.config.CredentialSpec.Completion;
import io.dlt4j.api.config.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Credentials of Azure storage: an account's key or a shared access signature, a service principal, or the identity of the
 * machine.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class AzureCredentials {

    /** The storage account. */
    public static final ConfigField<String> ACCOUNT_NAME = ConfigField.text("azure_storage_account_name");

    /** The account's host, where it is not {@code <account>.dfs.core.windows.net}. */
    public static final ConfigField<String> ACCOUNT_HOST =
            ConfigField.text("azure_account_host").optional();

    /** The account's key, in Base64. */
    public static final ConfigField<Secret> ACCOUNT_KEY =
            ConfigField.secret("azure_storage_account_key").optional();

    /** A shared access signature; made from the key if there is none. */
    public static final ConfigField<Secret> SAS_TOKEN = ConfigField.secret("azure_storage_sas_token");

    /** What a signature made from the key permits: read, add, create, write, delete, list. */
    public static final ConfigField<String> SAS_PERMISSIONS =
            ConfigField.text("azure_sas_token_permissions").withDefault("racwdl");

    /** The tenant of a service principal. */
    public static final ConfigField<String> TENANT_ID = ConfigField.text("azure_tenant_id");

    /** The service principal. */
    public static final ConfigField<String> CLIENT_ID = ConfigField.text("azure_client_id");

    /** Its secret. */
    public static final ConfigField<Secret> CLIENT_SECRET = ConfigField.secret("azure_client_secret");

    /** Key or signature. */
    public static final ConfigSpec KEY = ConfigSpec.of(
            "AzureCredentialsWithoutDefaults",
            List.of(ACCOUNT_NAME, ACCOUNT_HOST, ACCOUNT_KEY, SAS_TOKEN, SAS_PERMISSIONS));

    /** Service principal. */
    public static final ConfigSpec SERVICE_PRINCIPAL = ConfigSpec.of(
            "AzureServicePrincipalCredentialsWithoutDefaults",
            List.of(ACCOUNT_NAME, ACCOUNT_HOST, TENANT_ID, CLIENT_ID, CLIENT_SECRET));

    /** Key or signature, or the machine's identity, which then goes without either. */
    public static final ConfigSpec KEY_OR_IDENTITY = ConfigSpec.of("AzureCredentials", KEY.fields());

    /** Service principal, or the machine's identity. */
    public static final ConfigSpec SERVICE_PRINCIPAL_OR_IDENTITY =
            ConfigSpec.of("AzureServicePrincipalCredentials", SERVICE_PRINCIPAL.fields());

    private static final Duration SIGNATURE_LIFETIME = Duration.ofDays(1);

    private AzureCredentials() {}

    /**
     * The alternatives: whatever is configured goes before the machine's identity.
     *
     * @param clock when signatures begin to count
     * @param identity answers where the machine has an identity; asked only if the account's name is known
     */
    public static List<CredentialSpec> alternatives(Clock clock, Completion identity) {
        return alternatives(clock, identity, Optional.empty());
    }

    /**
     * As {@link #alternatives(Clock, Completion)}.
     *
     * @param account the storage account where nobody configures it, such as one in a URL
     */
    public static List<CredentialSpec> alternatives(Clock clock, Completion identity, Optional<String> account) {
        Completion signature = partial -> signed(partial, clock);
        Completion named =
                partial -> partial.find(ACCOUNT_NAME).isPresent() ? identity.complete(partial) : Optional.empty();
        return List.of(
                CredentialSpec.of(with(account, KEY)).withCompletion(signature),
                CredentialSpec.of(with(account, SERVICE_PRINCIPAL)),
                CredentialSpec.of(with(account, KEY_OR_IDENTITY))
                        .withCompletion(partial -> signature
                                .complete(partial)
                                .<Map<String, ?>>map(token -> token)
                                .or(() -> named.complete(partial))),
                CredentialSpec.of(with(account, SERVICE_PRINCIPAL_OR_IDENTITY)).withCompletion(named));
    }

    private static ConfigSpec with(Optional<String> account, ConfigSpec spec) {
        if (account.isEmpty()) {
            return spec;
        }
        List<ConfigField<?>> fields = new ArrayList<>(spec.fields());
        fields.set(fields.indexOf(ACCOUNT_NAME), ACCOUNT_NAME.withDefault(account.get()));
        return ConfigSpec.of(spec.name(), fields);
    }

    private static Optional<Map<String, ?>> signed(ConfigValues partial, Clock clock) {
        Optional<String> account = partial.find(ACCOUNT_NAME);
        Optional<Secret> key = partial.find(ACCOUNT_KEY);
        if (account.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        Secret token = AzureSignature.ofAccount(
                account.get(),
                key.get(),
                partial.require(SAS_PERMISSIONS),
                clock.instant().plus(SIGNATURE_LIFETIME));
        return Optional.of(Map.of(SAS_TOKEN.name(), token));
    }
}
