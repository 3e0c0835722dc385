package io.dlt4j.destination.bigquery;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.Credentials;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.auth.oauth2.UserCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.http.HttpTransportOptions;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.Secret;
import io.dlt4j.api.credentials.GcpCredentials;
import io.dlt4j.api.error.DltException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * BigQuery as a project sees it.
 *
 * @param project who is billed, and whose datasets these are
 * @param location where jobs run and new datasets are
 * @param api for everything but files
 * @param uploads for files, which may take longer
 */
record Service(String project, String location, BigQuery api, BigQuery uploads) {

    private static final String SCOPE = "https://www.googleapis.com/auth/bigquery";

    /** Connects to nothing yet. */
    static Service of(ConfigValues config) {
        ConfigValues credentials = config.require(BigQueryConfig.CREDENTIALS);
        String project = config.find(BigQueryConfig.PROJECT_ID)
                .or(() -> credentials.find(GcpCredentials.PROJECT_ID))
                .orElseThrow(() -> new DltException(
                        BigQueryError.BIGQUERY_KEY_REFUSED,
                        "The BigQuery credentials name no project.",
                        "Set project_id of the destination."));
        boolean signs = signsRequests(config, credentials);
        Credentials identity = identity(credentials, signs);
        return new Service(
                project,
                config.require(BigQueryConfig.LOCATION),
                options(config, project, identity, BigQueryConfig.HTTP_TIMEOUT)
                        .setUseJwtAccessWithScope(signs)
                        .build()
                        .getService(),
                options(config, project, identity, BigQueryConfig.FILE_UPLOAD_TIMEOUT)
                        .setUseJwtAccessWithScope(signs)
                        .build()
                        .getService());
    }

    /** Where the API has a private address, Google's token server may be out of reach: the key itself signs the requests then. */
    private static boolean signsRequests(ConfigValues config, ConfigValues credentials) {
        return config.find(BigQueryConfig.API_ENDPOINT).isPresent()
                && GcpCredentials.TOKEN_URI.defaultValue().equals(credentials.find(GcpCredentials.TOKEN_URI))
                && DefaultCredentials.given(credentials, GcpCredentials.PRIVATE_KEY)
                        .isPresent();
    }

    private static BigQueryOptions.Builder options(
            ConfigValues config, String project, Credentials identity, ConfigField<Double> readTimeout) {
        Duration deadline = duration(config.require(BigQueryConfig.RETRY_DEADLINE));
        BigQueryOptions.Builder options = BigQueryOptions.newBuilder()
                .setProjectId(project)
                .setLocation(config.require(BigQueryConfig.LOCATION))
                .setCredentials(identity)
                .setTransportOptions(HttpTransportOptions.newBuilder()
                        .setConnectTimeout(millis(config.require(BigQueryConfig.HTTP_TIMEOUT)))
                        .setReadTimeout(millis(config.require(readTimeout)))
                        .build())
                .setRetrySettings(RetrySettings.newBuilder()
                        .setInitialRetryDelayDuration(Duration.ofMillis(200))
                        .setRetryDelayMultiplier(2)
                        .setMaxRetryDelayDuration(Duration.ofSeconds(16))
                        .setInitialRpcTimeoutDuration(deadline)
                        .setMaxRpcTimeoutDuration(deadline)
                        .setTotalTimeoutDuration(deadline)
                        .build());
        config.find(BigQueryConfig.API_ENDPOINT).ifPresent(options::setHost);
        return options;
    }

    private static Credentials identity(ConfigValues credentials, boolean signs) {
        Optional<Secret> key = DefaultCredentials.given(credentials, GcpCredentials.PRIVATE_KEY);
        if (key.isPresent()) {
            return serviceAccount(credentials, key.get(), signs);
        }
        if (DefaultCredentials.given(credentials, GcpCredentials.CLIENT_SECRET).isPresent()) {
            return oauth(credentials);
        }
        return DefaultCredentials.find()
                .orElseThrow(() -> new DltException(
                        BigQueryError.BIGQUERY_KEY_REFUSED,
                        "The BigQuery destination has no credentials, and the machine has no default ones any more.",
                        "Set the credentials of the destination, or run 'gcloud auth application-default login'."));
    }

    private static Credentials serviceAccount(ConfigValues credentials, Secret key, boolean signs) {
        try {
            ServiceAccountCredentials.Builder account = ServiceAccountCredentials.newBuilder()
                    .setClientEmail(
                            credentials.find(GcpCredentials.CLIENT_EMAIL).orElse(""))
                    .setPrivateKeyString(key.reveal())
                    .setScopes(List.of(SCOPE))
                    .setTokenServerUri(URI.create(credentials.require(GcpCredentials.TOKEN_URI)))
                    .setUseJwtAccessWithScope(signs);
            credentials.find(GcpCredentials.PROJECT_ID).ifPresent(account::setProjectId);
            credentials.find(GcpCredentials.PRIVATE_KEY_ID).ifPresent(account::setPrivateKeyId);
            return account.build();
        } catch (IOException | IllegalArgumentException e) {
            // the cause may repeat parts of the key
            throw new DltException(
                    BigQueryError.BIGQUERY_KEY_REFUSED,
                    "The private_key of the BigQuery credentials is no key in PEM (PKCS #8).",
                    "Copy private_key from the service account's key file as it is, line ends included.");
        }
    }

    private static Credentials oauth(ConfigValues credentials) {
        Optional<AccessToken> token =
                credentials.find(GcpCredentials.TOKEN).map(text -> new AccessToken(text.reveal(), null));
        String refreshToken = credentials
                .find(GcpCredentials.REFRESH_TOKEN)
                .map(Secret::reveal)
                .orElse("");
        if (refreshToken.isEmpty()) {
            return GoogleCredentials.create(token.orElseThrow(() -> new DltException(
                    BigQueryError.BIGQUERY_KEY_REFUSED,
                    "The OAuth credentials of BigQuery have neither a refresh_token nor a token.",
                    "Set refresh_token.")));
        }
        UserCredentials.Builder user = UserCredentials.newBuilder()
                .setClientId(credentials.find(GcpCredentials.CLIENT_ID).orElse(""))
                .setClientSecret(credentials
                        .find(GcpCredentials.CLIENT_SECRET)
                        .map(Secret::reveal)
                        .orElse(""))
                .setRefreshToken(refreshToken)
                .setTokenServerUri(URI.create(credentials.require(GcpCredentials.TOKEN_URI)));
        token.ifPresent(user::setAccessToken);
        return user.build();
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(millis(seconds));
    }

    private static int millis(double seconds) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.round(seconds * 1000)));
    }
}
