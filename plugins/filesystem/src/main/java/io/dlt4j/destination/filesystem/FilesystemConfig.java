package io.dlt4j.destination.filesystem;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import java.util.List;
import java.util.Map;

/** The configuration of the destination, as data. */
final class FilesystemConfig {

    static final ConfigField<String> BUCKET_URL = ConfigField.text("bucket_url")
            .describedAs("Where the datasets are: a path, or a URL such as s3://bucket/folder, gs://bucket/folder or"
                    + " az://container/folder. Relative paths start in the local directory, ':pipeline:' puts it"
                    + " into the pipeline's working directory.");

    static final ConfigField<ConfigValues> CREDENTIALS = ConfigField.credentialsBy(
                    "credentials", FilesystemCredentials::of)
            .describedAs(
                    "Those of the service that the scheme of bucket_url names; the machine's own if there are none.");

    static final ConfigField<Map<String, Object>> KWARGS =
            ConfigField.table("kwargs").optional().describedAs("Settings of the service's client.");

    static final ConfigField<Map<String, Object>> CLIENT_KWARGS =
            ConfigField.table("client_kwargs").optional().describedAs("Further settings of the service's client.");

    static final ConfigField<Map<String, Object>> CONFIG_KWARGS = ConfigField.table("config_kwargs")
            .optional()
            .describedAs("Further settings of the service's client: time limits, retries.");

    static final ConfigField<String> LAYOUT = ConfigField.text("layout")
            .withDefault("{table_name}/{load_id}.{file_id}.{ext}")
            .describedAs("The names of data files below the folder of a dataset, with placeholders in braces.");

    static final ConfigField<Map<String, String>> EXTRA_PLACEHOLDERS = ConfigField.map("extra_placeholders")
            .optional()
            .describedAs("Further placeholders of the layout and their values.");

    static final ConfigField<String> CURRENT_DATETIME = ConfigField.text("current_datetime")
            .optional()
            .describedAs(
                    "The time that the layout's date and time placeholders show, in ISO 8601. Default: when the load"
                            + " package was created, in UTC.");

    static final ConfigField<Long> MAX_STATE_FILES = ConfigField.integer("max_state_files")
            .withDefault(100L)
            .describedAs("How many states of a pipeline are kept; 0 or less keeps all.");

    static final ConfigSpec SPEC = ConfigSpec.of(
            "Filesystem",
            List.of(
                    BUCKET_URL,
                    CREDENTIALS,
                    KWARGS,
                    CLIENT_KWARGS,
                    CONFIG_KWARGS,
                    LAYOUT,
                    EXTRA_PLACEHOLDERS,
                    CURRENT_DATETIME,
                    MAX_STATE_FILES));

    private FilesystemConfig() {}
}
