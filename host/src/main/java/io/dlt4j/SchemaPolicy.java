package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.config.Config;
import io.dlt4j.schema.DltSchema;
import io.dlt4j.schema.NamingConvention;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What configuration and destination say of schemas: naming convention, nesting, and whether names with data may change. It
 * holds for the schemas of a pipeline whenever a step takes them up, and is stored with them.
 */
final class SchemaPolicy {

    private static final String SECTION = "schema";
    private static final ConfigField<String> NAMING = ConfigField.text("naming").optional();
    private static final ConfigField<Boolean> PATHS =
            ConfigField.bool("use_break_path_on_normalize").optional();
    private static final ConfigField<Boolean> CHANGE =
            ConfigField.bool("allow_identifier_change_on_table_with_data").optional();
    private static final ConfigField<String> DESTINATION_NAMING =
            ConfigField.text("naming_convention").optional();
    private static final ConfigField<Long> DESTINATION_NESTING =
            ConfigField.integer("max_table_nesting").optional();

    private final Config config;
    private final String defaultNaming;
    private final Optional<String> destinationNaming;
    private final OptionalInt destinationNesting;
    private final OptionalInt limit;

    /**
     * @param capabilities the destination's, with what was given in code
     * @param destination where schemas are loaded to, if anybody said so
     * @param defaultNaming the convention where nobody names one
     */
    SchemaPolicy(Config config, Capabilities capabilities, Optional<Target> destination, String defaultNaming) {
        this.config = requireNonNull(config, "config is null");
        this.defaultNaming = requireNonNull(defaultNaming, "defaultNaming is null");
        this.limit = OptionalInt.of(capabilities.identifierLimit());
        this.destinationNaming =
                destination.flatMap(to -> configured(to, DESTINATION_NAMING)).or(capabilities::namingConvention);
        Optional<Long> nesting = destination.flatMap(to -> configured(to, DESTINATION_NESTING));
        this.destinationNesting =
                nesting.isPresent() ? OptionalInt.of(Math.toIntExact(nesting.get())) : capabilities.maxTableNesting();
    }

    /** What code gives is in the capabilities already, and goes before the configuration. */
    private <T> Optional<T> configured(Target destination, ConfigField<T> field) {
        return destination.arguments().containsKey(field.name())
                ? Optional.empty()
                : config.findIn(destination.name(), field, "destination");
    }

    /** A schema that is new to the pipeline. */
    DltSchema create(String name) {
        return applied(DltSchema.create(name, naming(name, defaultNaming)));
    }

    /**
     * The schema as it has to be now.
     *
     * @throws io.dlt4j.api.error.DltException if the naming is another one, and tables that have data would be renamed
     */
    DltSchema applied(DltSchema schema) {
        String name = schema.name();
        DltSchema result = schema;
        Optional<Boolean> change = find(CHANGE, name);
        if (change.isPresent()) {
            result = result.withIdentifierChange(change.get());
        }
        Optional<Boolean> paths = find(PATHS, name);
        if (paths.isPresent()) {
            result = result.withPathNormalization(paths.get());
        }
        result = result.withNaming(
                naming(name, result.naming(OptionalInt.empty()).name()));
        if (destinationNesting.isPresent()) {
            result = result.withNormalizerConfig(result.normalizerConfig().withMaxNesting(destinationNesting));
        }
        return result;
    }

    /**
     * The convention for a schema.
     *
     * @param stored the one that it has, or the default one
     */
    NamingConvention naming(String schemaName, String stored) {
        return NamingConvention.of(
                find(NAMING, schemaName).or(() -> destinationNaming).orElse(stored), limit);
    }

    /** The convention for names that belong to no schema of the pipeline yet. */
    NamingConvention naming(String schemaName) {
        return naming(schemaName, defaultNaming);
    }

    String defaultNaming() {
        return defaultNaming;
    }

    private <T> Optional<T> find(ConfigField<T> field, String schemaName) {
        return config.findIn(SECTION, field, "sources", schemaName);
    }
}
