package io.dlt4j.destination.filesystem;

import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.api.config.CredentialSpec.Completion;
import io.dlt4j.api.credentials.AwsCredentials;
import io.dlt4j.api.credentials.AzureCredentials;
import io.dlt4j.api.credentials.GcpCredentials;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which credentials go with a {@code bucket_url}. */
final class FilesystemCredentials {

    /** Whether the machine has an identity is for the storage plugin to find out, which has the service's SDK. */
    private static final Completion MACHINE = partial -> Optional.of(Map.of());

    private static final Completion NOTHING = partial -> Optional.empty();

    private static final Pattern ACCOUNT = Pattern.compile("[a-z]+://[^/@]*@([a-z0-9]+)\\.(dfs|blob)\\.[^/]*(/.*)?");

    private FilesystemCredentials() {}

    /**
     * The alternatives for the scheme, those that the user gives before the machine's identity; none for the local disk and for
     * schemes of others.
     *
     * @param soFar has the URL
     */
    static List<CredentialSpec> of(ConfigValues soFar) {
        String url = soFar.find(FilesystemConfig.BUCKET_URL).orElse("");
        return switch (BucketUrl.scheme(url)) {
            case "s3", "s3a" -> List.of(AwsCredentials.spec(MACHINE));
            case "gs", "gcs" ->
                List.of(
                        GcpCredentials.serviceAccount(NOTHING),
                        GcpCredentials.oauth(NOTHING),
                        GcpCredentials.serviceAccount(MACHINE));
            case "az", "azure", "adl", "abfs", "abfss" ->
                AzureCredentials.alternatives(Clock.systemUTC(), MACHINE, account(url));
            default -> List.of();
        };
    }

    /** The account in {@code abfss://container@account.dfs.core.windows.net/path}. */
    static Optional<String> account(String url) {
        Matcher matcher = ACCOUNT.matcher(url);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
