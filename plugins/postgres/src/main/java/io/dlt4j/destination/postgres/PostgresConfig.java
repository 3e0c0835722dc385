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

    static final ConfigField<String> DELIMITER =
            ConfigField.text("delimiter").withDefault(",").describedAs("One character between the values of a line.");
    static final ConfigField<Boolean> INCLUDE_HEADER = ConfigField.bool("include_header")
            .withDefault(true)
            .describedAs("Whether the first line names the columns; else they are in the order of the schema.");
    static final ConfigField<String> ENCODING =
            ConfigField.text("encoding").withDefault("utf-8").describedAs("The encoding of the files.");
    static final ConfigField<Boolean> ON_ERROR_CONTINUE = ConfigField.bool("on_error_continue")
            .withDefault(false)
            .describedAs("Not supported: a line that does not fit refuses the file.");

    static final ConfigField<ConfigValues> CSV_FORMAT = ConfigField.nested(
                    "csv_format",
                    ConfigSpec.of(
                            "CsvFormatConfiguration", List.of(DELIMITER, INCLUDE_HEADER, ENCODING, ON_ERROR_CONTINUE)))
            .describedAs("What csv job files look like.");

    static final ConfigSpec SPEC =
            ConfigSpec.of("PostgresClientConfiguration", List.of(CREDENTIALS, CREATE_INDEXES, CSV_FORMAT));

    private PostgresConfig() {}
}
