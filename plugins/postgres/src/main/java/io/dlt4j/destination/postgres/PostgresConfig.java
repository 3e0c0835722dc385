package io.dlt4j.destination.postgres;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.credentials.PostgresCredentials;
import java.util.List;

/** The configuration of the destination, as data. */
final class PostgresConfig {

    static final ConfigField<ConfigValues> CREDENTIALS = ConfigField.credentials(
                    "credentials", PostgresCredentials.SPEC)
            .describedAs("postgresql://user:password@host:5432/database, or the single fields.");
    static final ConfigField<Boolean> CREATE_INDEXES = ConfigField.bool("create_indexes")
            .withDefault(true)
            .describedAs("Put unique constraints on columns with the hint 'unique'.");

    static final ConfigSpec SPEC = ConfigSpec.of("PostgresClientConfiguration", List.of(CREDENTIALS, CREATE_INDEXES));

    private PostgresConfig() {}
}
