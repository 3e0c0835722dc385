package io.dlt4j.destination.bigquery;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.SupportsCheck;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.capability.ConfiguredCapability;
import io.dlt4j.api.capability.DecimalPrecision;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.credentials.GcpCredentials;
import io.dlt4j.api.load.DestinationClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Publishes the destination {@code bigquery}: datasets of a Google Cloud project. */
@DestinationPlugin(id = BigQuery.TYPE, api = ApiVersion.CURRENT)
public final class BigQuery implements DestinationFactory, SupportsCheck {

    static final String TYPE = "bigquery";

    /** Called by {@link java.util.ServiceLoader}. */
    public BigQuery() {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.builder(TYPE)
                .fileFormats(List.of("jsonl", "parquet"))
                .stagingFileFormats(List.of("parquet", "jsonl"))
                .caseSensitiveIdentifiers(true)
                .maxIdentifierLength(1024)
                .maxColumnIdentifierLength(300)
                .decimalPrecision(new DecimalPrecision(38, 9))
                .weiPrecision(new DecimalPrecision(76, 38))
                .maxTextLength(10_485_760)
                .maxQueryLength(1_048_576)
                .naiveTimestamps(false)
                .mergeStrategies(List.of("delete-insert", "upsert", "scd2", "insert-only"))
                .replaceStrategies(List.of("truncate-and-insert", "insert-from-staging", "staging-optimized"))
                .recommendedFileSize(1_073_741_824)
                .atLeastOnce(List.of("streaming"))
                .configured(List.of(new ConfiguredCapability(
                        "case_sensitive_identifiers",
                        BigQueryConfig.CASE_SENSITIVE.name(),
                        Optional.of(BigQueryConfig.SET_CASE_SENSITIVITY.name()))))
                .build();
    }

    @Override
    public ConfigSpec configSpec() {
        return BigQueryConfig.SPEC;
    }

    @Override
    public Optional<String> storeIdentity(ConfigValues config) {
        return config.find(BigQueryConfig.CREDENTIALS).flatMap(values -> values.find(GcpCredentials.PROJECT_ID));
    }

    @Override
    public void check(DestinationContext context, Consumer<String> passed) {
        new BigQueryCheck(context, passed).run();
    }

    @Override
    public DestinationClient open(DestinationContext context) {
        return new BigQueryClient(context);
    }
}
