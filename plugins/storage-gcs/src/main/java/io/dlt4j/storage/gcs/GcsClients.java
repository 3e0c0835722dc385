package io.dlt4j.storage.gcs;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.Credentials;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.auth.oauth2.UserCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.HttpStorageOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRetryStrategy;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.Secret;
import io.dlt4j.api.credentials.GcpCredentials;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.storage.StorageError;
import io.dlt4j.api.storage.StorageLocation;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes clients from what users configure. */
final class GcsClients {

    private static final List<String> SCOPES = List.of("https://www.googleapis.com/auth/devstorage.full_control");

    private GcsClients() {}

    /** A client; nothing is sent. */
    static Storage open(StorageLocation location) {
        HttpStorageOptions.Builder options = StorageOptions.http()
                .setCredentials(credentials(location))
                // The default takes its TLS from Conscrypt, whose native code never lets go of the plugin's class
                // loader.
                .setTransportOptions(HttpTransportOptions.newBuilder()
                        .setHttpTransportFactory(NetHttpTransport::new)
                        .build())
                // a file has the same content however often it is written
                .setStorageRetryStrategy(StorageRetryStrategy.getUniformStorageRetryStrategy())
                .setRetrySettings(RetrySettings.newBuilder()
                        .setMaxAttempts(6)
                        .setInitialRetryDelayDuration(Duration.ofMillis(200))
                        .setRetryDelayMultiplier(2)
                        .setMaxRetryDelayDuration(Duration.ofSeconds(10))
                        .setTotalTimeoutDuration(Duration.ofMinutes(2))
                        .build());
        location.credential(GcpCredentials.PROJECT_ID).ifPresent(options::setProjectId);
        location.option("endpoint_url").ifPresent(options::setHost);
        return options.build().getService();
    }

    private static Credentials credentials(StorageLocation location) {
        if (location.option("token").filter("anon"::equals).isPresent()) {
            return NoCredentials.getInstance();
        }
        Optional<String> key = secret(location, GcpCredentials.PRIVATE_KEY);
        Optional<String> refresh = secret(location, GcpCredentials.REFRESH_TOKEN);
        Optional<String> token = secret(location, GcpCredentials.TOKEN);
        try {
            if (key.isPresent()) {
                return serviceAccount(location, key.get());
            }
            if (refresh.filter(text -> !text.isEmpty()).isPresent()) {
                return user(location, refresh.get());
            }
            return token.isPresent()
                    ? GoogleCredentials.create(new AccessToken(token.get(), null))
                    : GoogleCredentials.getApplicationDefault().createScoped(SCOPES);
        } catch (IOException e) {
            throw key.isPresent() ? unusable(e) : missing(location, e);
        }
    }

    private static Credentials serviceAccount(StorageLocation location, String key) throws IOException {
        ServiceAccountCredentials.Builder account = ServiceAccountCredentials.newBuilder()
                .setPrivateKeyString(key)
                .setClientEmail(location.credential(GcpCredentials.CLIENT_EMAIL).orElse(""))
                .setScopes(SCOPES);
        location.credential(GcpCredentials.PRIVATE_KEY_ID).ifPresent(account::setPrivateKeyId);
        location.credential(GcpCredentials.PROJECT_ID).ifPresent(account::setProjectId);
        location.credential(GcpCredentials.TOKEN_URI).map(URI::create).ifPresent(account::setTokenServerUri);
        return account.build();
    }

    private static Credentials user(StorageLocation location, String refresh) {
        UserCredentials.Builder user = UserCredentials.newBuilder()
                .setClientId(location.credential(GcpCredentials.CLIENT_ID).orElse(""))
                .setClientSecret(secret(location, GcpCredentials.CLIENT_SECRET).orElse(""))
                .setRefreshToken(refresh);
        location.credential(GcpCredentials.TOKEN_URI).map(URI::create).ifPresent(user::setTokenServerUri);
        return user.build();
    }

    /** The message of the cause may repeat the key. */
    private static DltException unusable(IOException failure) {
        return new DltException(
                StorageError.STORAGE_SETTING,
                "The value of private_key in the destination's credentials is no private key in PEM ("
                        + failure.getClass().getSimpleName() + ").",
                "Copy it from the service account's key file, with its line breaks.");
    }

    private static DltException missing(StorageLocation location, IOException failure) {
        return new DltException(
                StorageError.STORAGE_CREDENTIALS_MISSING,
                "There are no credentials for " + location.url() + ": none are configured, and the machine has none.",
                "Set project_id, client_email and private_key in the destination's credentials, or let"
                        + " GOOGLE_APPLICATION_CREDENTIALS name a key file.",
                failure);
    }

    private static Optional<String> secret(StorageLocation location, ConfigField<Secret> field) {
        return location.credential(field).map(Secret::reveal);
    }
}
