package io.dlt4j.storage.s3;

import io.dlt4j.api.credentials.AwsCredentials;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.storage.StorageError;
import io.dlt4j.api.storage.StorageLocation;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes clients from what users configure; the names of options are those of boto3. */
final class S3Settings {

    /** S3 takes no smaller parts. */
    private static final long LEAST_PART_BYTES = 5L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(S3Settings.class);

    private final StorageLocation location;

    S3Settings(StorageLocation location) {
        this.location = location;
    }

    /** A client; nothing is sent. */
    S3Client client() {
        Optional<URI> endpoint = endpoint();
        Optional<Region> region = region();
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections((int) number("max_pool_connections", 64))
                        .connectionTimeout(Duration.ofSeconds(number("connect_timeout", 10)))
                        .socketTimeout(Duration.ofSeconds(number("read_timeout", 60))))
                .credentialsProvider(credentials())
                .region(region.orElse(Region.US_EAST_1))
                // a bucket may be anywhere if nobody says where it is
                .crossRegionAccessEnabled(region.isEmpty() && endpoint.isEmpty())
                .forcePathStyle(isPathStyle(endpoint.isPresent()))
                .overrideConfiguration(configuration ->
                        configuration.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts((int) number("max_attempts", 5))
                                .build()));
        if (endpoint.isPresent()) {
            // other stores may not know the checksums that Amazon's added in 2025
            builder.endpointOverride(endpoint.get())
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        }
        return builder.build();
    }

    /** How large a file is that is sent in parts. */
    long threshold() {
        return number("multipart_threshold", 64L << 20);
    }

    /** The size of a part. */
    long partBytes() {
        return Math.max(LEAST_PART_BYTES, number("multipart_chunksize", 16L << 20));
    }

    private AwsCredentialsProvider credentials() {
        Optional<AwsCredentials.Keys> keys = location.credentials().flatMap(AwsCredentials::keys);
        if (keys.isPresent()) {
            String id = keys.get().id();
            String secret = keys.get().secret().reveal();
            return StaticCredentialsProvider.create(
                    keys.get().token().isPresent()
                            ? AwsSessionCredentials.create(
                                    id, secret, keys.get().token().get().reveal())
                            : AwsBasicCredentials.create(id, secret));
        }
        DefaultCredentialsProvider.Builder machine = DefaultCredentialsProvider.builder();
        profile().ifPresent(machine::profileName);
        return machine.build();
    }

    private Optional<String> profile() {
        return location.credential(AwsCredentials.PROFILE_NAME);
    }

    private Optional<Region> region() {
        Optional<String> configured =
                location.credential(AwsCredentials.REGION_NAME).or(() -> location.option("region_name"));
        if (configured.isPresent()) {
            return configured.map(Region::of);
        }
        try {
            DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
            profile().ifPresent(chain::profileName);
            return Optional.of(chain.build().getRegion());
        } catch (SdkClientException e) {
            LOG.debug("no region is configured: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<URI> endpoint() {
        return location.credential(AwsCredentials.ENDPOINT_URL)
                .or(() -> location.option("endpoint_url"))
                .map(S3Settings::endpoint);
    }

    private static URI endpoint(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() != null && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw setting("endpoint_url", text, "is no URL such as https://host:9000: " + e.getReason());
        }
        throw setting("endpoint_url", text, "is no URL such as https://host:9000");
    }

    /** Stores that are not Amazon's rarely have a host name for each bucket. */
    private boolean isPathStyle(boolean elsewhere) {
        Optional<String> style =
                location.credential(AwsCredentials.S3_URL_STYLE).or(() -> location.option("addressing_style"));
        Object nested =
                location.options().getOrDefault("config_kwargs", Map.of()).get("s3");
        if (style.isEmpty() && nested instanceof Map<?, ?> map && map.get("addressing_style") != null) {
            style = Optional.of(String.valueOf(map.get("addressing_style")));
        }
        return style.map(text -> text.equals("path")).orElse(elsewhere);
    }

    private long number(String option, long otherwise) {
        Optional<String> text = location.option(option);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = (long) Double.parseDouble(text.get());
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw setting(option, text.get(), "is no number");
        }
        throw setting(option, text.get(), "is not above 0");
    }

    private static DltException setting(String name, String value, String why) {
        return new DltException(
                StorageError.STORAGE_SETTING,
                "The value of " + name + " is '" + value + "', which " + why + ".",
                "Correct it in the destination's configuration, or leave it out.");
    }
}
