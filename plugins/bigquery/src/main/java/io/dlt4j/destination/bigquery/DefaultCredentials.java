package io.dlt4j.destination.bigquery;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.ServiceOptions;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.credentials.GcpCredentials;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The identity of the machine: what {@code gcloud auth application-default login}, {@code GOOGLE_APPLICATION_CREDENTIALS} or the
 * metadata server of Google Cloud give. That there is none is remembered for a while, since finding out takes seconds.
 */
final class DefaultCredentials {

    private static final Duration MEMORY = Duration.ofMinutes(10);

    private static volatile Instant missed = Instant.MIN;

    private DefaultCredentials() {}

    /** Completes credentials without a key by those of the machine; empty if it has none, or if Google's library is not there. */
    static Optional<Map<String, ?>> complete(ConfigValues partial) {
        if (given(partial, GcpCredentials.PRIVATE_KEY).isPresent()
                || given(partial, GcpCredentials.REFRESH_TOKEN).isPresent()) {
            return Optional.empty();
        }
        try {
            return find().flatMap(found -> project(partial, found))
                    .map(project -> Map.of(GcpCredentials.PROJECT_ID.name(), project));
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }

    /** The value of a field that credentials of another kind do not have. */
    static <T> Optional<T> given(ConfigValues credentials, ConfigField<T> field) {
        return credentials.spec().flatMap(spec -> spec.find(field.name())).isPresent()
                ? credentials.find(field)
                : Optional.empty();
    }

    /** The machine's credentials. */
    static Optional<GoogleCredentials> find() {
        if (missed.plus(MEMORY).isAfter(Instant.now())) {
            return Optional.empty();
        }
        try {
            return Optional.of(GoogleCredentials.getApplicationDefault());
        } catch (IOException e) {
            missed = Instant.now();
            return Optional.empty();
        }
    }

    private static Optional<String> project(ConfigValues partial, GoogleCredentials found) {
        return partial.find(GcpCredentials.PROJECT_ID)
                .or(() -> Optional.ofNullable(found.getProjectId()))
                .or(() -> Optional.ofNullable(ServiceOptions.getDefaultProjectId()))
                .or(() -> Optional.ofNullable(found.getQuotaProjectId()));
    }
}
