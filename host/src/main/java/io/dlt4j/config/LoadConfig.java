package io.dlt4j.config;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.error.DltException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the load step works; the section {@code load}. Keys and defaults are those of the reference.
 *
 * @param workers jobs that run at the same time
 * @param parallelismStrategy goes before that of the destination: {@code parallel}, {@code table-sequential} or
 *     {@code sequential}
 * @param raiseOnMaxRetries after how many tries of a job the run ends, 0 for never
 * @param skipFailedPackages whether later packages are loaded past one that failed, which stays for repair
 */
public record LoadConfig(
        int workers, Optional<String> parallelismStrategy, int raiseOnMaxRetries, boolean skipFailedPackages) {

    private static final int MAX_WORKERS = 1024;
    private static final String SECTION = "load";
    private static final String SEQUENTIAL = "sequential";
    private static final String TABLE_SEQUENTIAL = "table-sequential";

    private static final ConfigField<Long> WORKERS =
            ConfigField.integer("workers").withDefault(20L).describedAs("Jobs that run at the same time.");
    private static final ConfigField<String> PARALLELISM_STRATEGY = ConfigField.text("parallelism_strategy")
            .oneOf("parallel", TABLE_SEQUENTIAL, SEQUENTIAL)
            .optional()
            .describedAs("Which jobs may run at the same time; the destination's own strategy if nothing is said.");
    private static final ConfigField<Long> RAISE_ON_MAX_RETRIES = ConfigField.integer("raise_on_max_retries")
            .withDefault(5L)
            .describedAs("After how many tries of a job the run ends, 0 for never.");
    private static final ConfigField<Boolean> SKIP_FAILED_PACKAGES = ConfigField.bool("skip_failed_packages")
            .withDefault(false)
            .describedAs("Whether later packages are loaded past one that failed; their order is given up.");

    /** The fields, as data. */
    public static final ConfigSpec SPEC = ConfigSpec.of(
            "LoaderConfiguration", List.of(WORKERS, PARALLELISM_STRATEGY, RAISE_ON_MAX_RETRIES, SKIP_FAILED_PACKAGES));

    /**
     * The values that a configuration has.
     *
     * @throws DltException if one cannot be converted or is out of bounds
     */
    public static LoadConfig of(Config config) {
        ConfigValues values = config.resolve(SPEC, List.of(SECTION), Map.of());
        int workers = bounded(WORKERS, values.require(WORKERS), 1, MAX_WORKERS);
        Optional<String> strategy = values.find(PARALLELISM_STRATEGY);
        return new LoadConfig(
                strategy.filter(SEQUENTIAL::equals).isPresent() ? 1 : workers,
                strategy,
                bounded(RAISE_ON_MAX_RETRIES, values.require(RAISE_ON_MAX_RETRIES), 0, Integer.MAX_VALUE),
                values.require(SKIP_FAILED_PACKAGES));
    }

    /** Whether a table is loaded by one job at a time. */
    public boolean isTableSequential() {
        return parallelismStrategy.filter(TABLE_SEQUENTIAL::equals).isPresent();
    }

    private static int bounded(ConfigField<Long> field, long value, int least, int most) {
        if (value < least || value > most) {
            throw new DltException(
                    ConfigError.CONFIG_VALUE_INVALID,
                    "The value of load." + field.name() + " is " + value + ", it must be between " + least + " and "
                            + most + ".",
                    "Correct it in config.toml, or in the environment variable "
                            + EnvironmentProvider.variable(List.of(SECTION, field.name())) + ".");
        }
        return (int) value;
    }
}
