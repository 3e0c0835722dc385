package io.dlt4j.destination.bigquery;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.credentials.GcpCredentials;
import java.util.List;

/** The configuration of the destination, as data. Defaults are those of the reference. */
final class BigQueryConfig {

    static final ConfigField<ConfigValues> CREDENTIALS = ConfigField.credentials(
                    "credentials", GcpCredentials.alternatives(DefaultCredentials::complete))
            .describedAs("The JSON text of a service account's key, or the single fields.");
    static final ConfigField<String> LOCATION =
            ConfigField.text("location").withDefault("US").describedAs("Where new datasets are stored.");
    static final ConfigField<String> PROJECT_ID = ConfigField.text("project_id")
            .optional()
            .describedAs("The project that is billed, if it is not that of the credentials.");
    static final ConfigField<Boolean> CASE_SENSITIVE = ConfigField.bool("has_case_sensitive_identifiers")
            .withDefault(true)
            .describedAs("Whether names of tables that differ by case are different ones.");
    static final ConfigField<Boolean> SET_CASE_SENSITIVITY = ConfigField.bool(
                    "should_set_case_sensitivity_on_new_dataset")
            .withDefault(false)
            .describedAs("Whether new datasets get that case sensitivity.");
    static final ConfigField<Double> HTTP_TIMEOUT =
            ConfigField.decimal("http_timeout").withDefault(15.0).describedAs("Seconds to wait for an answer.");
    static final ConfigField<Double> FILE_UPLOAD_TIMEOUT = ConfigField.decimal("file_upload_timeout")
            .withDefault(1800.0)
            .describedAs("Seconds that the upload of a job file may take.");
    static final ConfigField<Double> RETRY_DEADLINE = ConfigField.decimal("retry_deadline")
            .withDefault(60.0)
            .describedAs("Seconds in which a failed call is tried again.");
    static final ConfigField<Long> BATCH_SIZE = ConfigField.integer("batch_size")
            .withDefault(500L)
            .describedAs("How many rows one request of a streaming insert carries.");
    static final ConfigField<Boolean> AUTODETECT_SCHEMA = ConfigField.bool("autodetect_schema")
            .withDefault(false)
            .describedAs("Lets BigQuery infer the columns of new tables.");
    static final ConfigField<Boolean> IGNORE_UNKNOWN_VALUES = ConfigField.bool("ignore_unknown_values")
            .withDefault(false)
            .describedAs("Loads rows whose values have no column, without those values.");

    static final ConfigField<String> API_ENDPOINT = ConfigField.text("api_endpoint")
            .optional()
            .describedAs("Another address of the API, such as a private endpoint.");

    static final ConfigSpec SPEC = ConfigSpec.of(
            "BigQueryClientConfiguration",
            List.of(
                    CREDENTIALS,
                    LOCATION,
                    PROJECT_ID,
                    CASE_SENSITIVE,
                    SET_CASE_SENSITIVITY,
                    HTTP_TIMEOUT,
                    FILE_UPLOAD_TIMEOUT,
                    RETRY_DEADLINE,
                    BATCH_SIZE,
                    AUTODETECT_SCHEMA,
                    IGNORE_UNKNOWN_VALUES,
                    API_ENDPOINT));

    private BigQueryConfig() {}
}
