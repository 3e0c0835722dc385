package io.dlt4j;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.config.CapabilityOverrides;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the arguments of a destination are, once its specification is known.
 *
 * @param configuration values of fields; {@code null} says that the field has none. A value that is the field's default is not
 *     among them: configuration goes before it, as in the reference
 * @param capabilities those that replace what the sheet says; a name that is a field's too is in both
 * @param unknown names that are neither
 */
record ExplicitArguments(
        Map<String, @Nullable Object> configuration, Map<String, @Nullable Object> capabilities, List<String> unknown) {

    /** What every destination takes, whatever its specification says. */
    private static final List<String> COMMON = List.of("environment");

    static ExplicitArguments of(ConfigSpec spec, Map<String, @Nullable Object> arguments) {
        Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
        Map<String, @Nullable Object> capabilities = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        arguments.forEach((name, value) -> {
            boolean isField = COMMON.contains(name)
                    || DatasetConfig.SPEC.find(name).isPresent()
                    || spec.find(name).isPresent();
            if (isField
                    && !spec.find(name).filter(field -> isDefault(field, value)).isPresent()) {
                configuration.put(name, value);
            }
            if (CapabilityOverrides.isCapability(name)) {
                capabilities.put(name, value);
            } else if (!isField) {
                unknown.add(name);
            }
        });
        return new ExplicitArguments(configuration, capabilities, List.copyOf(unknown));
    }

    private static boolean isDefault(ConfigField<?> field, @Nullable Object value) {
        Object given = value instanceof Integer number ? (Object) number.longValue() : value;
        return field.defaultValue().isPresent()
                && Objects.equals(field.defaultValue().get(), given);
    }
}
