package io.dlt4j.config;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.api.config.CredentialSpec.Completion;
import io.dlt4j.api.credentials.AwsCredentials;
import io.dlt4j.api.credentials.AzureCredentials;
import io.dlt4j.api.credentials.GcpCredentials;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A destination in a cloud that its URL names; its machine has identities if these variables say so. */
record Clouds(Map<String, String> environment) {

    private static final ConfigField<String> BUCKET_URL = ConfigField.text("bucket_url");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-02-10T12:00:00Z"), ZoneOffset.UTC);

    ConfigSpec spec() {
        // The URL is declared behind the credentials that depend on it.
        return ConfigSpec.of("FilesystemConfiguration", List.of(credentials(), BUCKET_URL));
    }

    ConfigField<ConfigValues> credentials() {
        return ConfigField.credentialsBy("credentials", values -> alternatives(values.require(BUCKET_URL)));
    }

    private List<CredentialSpec> alternatives(String url) {
        return switch (url.substring(0, Math.max(0, url.indexOf(':')))) {
            case "s3" ->
                List.of(AwsCredentials.spec(where("AWS_SECRET_ACCESS_KEY", Map.of("region_name", "eu-central-1"))));
            case "gs", "gcs" -> GcpCredentials.alternatives(where("GOOGLE_APPLICATION_CREDENTIALS", Map.of()));
            case "az" -> AzureCredentials.alternatives(CLOCK, where("AZURE_IDENTITY", Map.of()));
            default -> List.of();
        };
    }

    private Completion where(String variable, Map<String, ?> values) {
        return partial -> environment.containsKey(variable) ? Optional.of(values) : Optional.empty();
    }
}
