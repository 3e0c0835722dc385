package io.dlt4j;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ReplaceStrategy;
import io.dlt4j.config.Config;
import io.dlt4j.config.ConfigError;
import io.dlt4j.schema.NamingConvention;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is configured for each destination that has datasets, beside the fields of its own.
 *
 * @param replaceStrategy how rows are replaced; empty for the destination's first strategy
 * @param stagingLayout the name of the staging dataset, with {@code %s} where that of the dataset goes
 * @param normalized whether both names go through the naming convention
 */
record DatasetConfig(Optional<ReplaceStrategy> replaceStrategy, String stagingLayout, boolean normalized) {

    private static final ConfigField<String> REPLACE_STRATEGY = ConfigField.text("replace_strategy")
            .oneOf(Arrays.stream(ReplaceStrategy.values())
                    .map(ReplaceStrategy::text)
                    .toArray(String[]::new))
            .optional()
            .describedAs("How rows are replaced; the destination's first strategy if nothing is said.");
    private static final ConfigField<String> STAGING_LAYOUT = ConfigField.text("staging_dataset_name_layout")
            .withDefault("%s_staging")
            .describedAs("The name of the staging dataset; %s stands for that of the dataset.");

    private static final ConfigField<Boolean> NORMALIZATION = ConfigField.bool("enable_dataset_name_normalization")
            .withDefault(true)
            .describedAs("Whether the names of dataset and staging dataset go through the naming convention.");

    /** The fields, as data. */
    static final ConfigSpec SPEC = ConfigSpec.of("dataset", List.of(REPLACE_STRATEGY, STAGING_LAYOUT, NORMALIZATION));

    static DatasetConfig of(Config config, Target target) {
        ConfigValues values = config.resolve(SPEC, target.sections(), target.arguments());
        return new DatasetConfig(
                values.find(REPLACE_STRATEGY).flatMap(ReplaceStrategy::find),
                values.require(STAGING_LAYOUT),
                values.require(NORMALIZATION));
    }

    /**
     * The names of a dataset and of its staging dataset under a naming convention.
     *
     * @throws DltException if both are one: staging tables are emptied, and must never be those of the dataset
     */
    Names names(String dataset, NamingConvention naming) {
        Names names = new Names(name(dataset, naming), name(stagingLayout.replace("%s", dataset), naming));
        // some destinations tell names apart by their case, but nobody means two that differ in nothing else
        if (names.staging().equalsIgnoreCase(names.dataset())) {
            throw new DltException(
                    ConfigError.CONFIG_VALUE_INVALID,
                    "The value of " + STAGING_LAYOUT.name() + " is '" + stagingLayout
                            + "', which gives the staging dataset the name of the dataset '" + dataset + "' itself.",
                    "Choose another one, for example %s_staging: staging tables are emptied by each load.");
        }
        return names;
    }

    private String name(String given, NamingConvention naming) {
        return normalized ? naming.normalizeTableIdentifier(given) : given;
    }

    /**
     * Names as the destination gets them.
     *
     * @param dataset where rows end up
     * @param staging where rows wait until they are merged or swapped in
     */
    record Names(String dataset, String staging) {}
}
