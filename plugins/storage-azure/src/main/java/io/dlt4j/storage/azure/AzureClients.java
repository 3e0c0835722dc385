package io.dlt4j.storage.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.Secret;
import io.dlt4j.api.credentials.AzureCredentials;
import io.dlt4j.api.storage.StorageLocation;
import java.time.Duration;
import java.util.Optional;

/** Makes clients from what users configure. */
final class AzureClients {

    private static final int MAX_TRIES = 5;
    private static final int TRY_SECONDS = 120;

    private AzureClients() {}

    /** A client of the container; nothing is sent. */
    static BlobContainerClient open(StorageLocation location, AzureLocation place) {
        BlobServiceClientBuilder builder = new BlobServiceClientBuilder()
                .endpoint(place.endpoint())
                .httpClient(new JdkHttpClientBuilder()
                        .connectionTimeout(Duration.ofSeconds(10))
                        .build())
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.EXPONENTIAL,
                        MAX_TRIES,
                        Duration.ofSeconds(TRY_SECONDS),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(10),
                        null));
        authenticate(builder, location, place);
        return builder.buildClient().getBlobContainerClient(place.container());
    }

    /** The account's key, a signature, a service principal, or the machine's identity, as far as they are there. */
    private static void authenticate(BlobServiceClientBuilder builder, StorageLocation location, AzureLocation place) {
        Optional<String> key = secret(location, AzureCredentials.ACCOUNT_KEY);
        Optional<String> signature = secret(location, AzureCredentials.SAS_TOKEN);
        if (key.isPresent()) {
            builder.credential(new StorageSharedKeyCredential(place.account(), key.get()));
        } else if (signature.isPresent()) {
            builder.sasToken(signature.get());
        } else {
            builder.credential(token(location));
        }
    }

    private static TokenCredential token(StorageLocation location) {
        Optional<String> secret = secret(location, AzureCredentials.CLIENT_SECRET);
        Optional<String> tenant = location.credential(AzureCredentials.TENANT_ID);
        Optional<String> client = location.credential(AzureCredentials.CLIENT_ID);
        if (secret.isEmpty() || tenant.isEmpty() || client.isEmpty()) {
            return new DefaultAzureCredentialBuilder().build();
        }
        ClientSecretCredentialBuilder principal = new ClientSecretCredentialBuilder()
                .tenantId(tenant.get())
                .clientId(client.get())
                .clientSecret(secret.get());
        location.option("authority_host").ifPresent(principal::authorityHost);
        return principal.build();
    }

    private static Optional<String> secret(StorageLocation location, ConfigField<Secret> field) {
        return location.credential(field).map(Secret::reveal);
    }
}
