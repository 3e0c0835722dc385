package io.dlt4j;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.capability.CaseFolding;
import io.dlt4j.api.capability.ConfiguredCapability;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.error.DltException;
import io.dlt4j.config.CapabilityOverrides;
import io.dlt4j.config.Config;
import io.dlt4j.schema.NamingConvention;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a destination can do as it is used: its sheet, what the configuration and the naming convention change about that, and
 * what was given in code, which counts most. Resolves no credentials, and loads nothing of the plugin.
 *
 * @param config where the fields are that capabilities follow
 * @param sections the destination's
 * @param arguments given in code: capabilities and fields of the configuration
 */
record EffectiveCapabilities(Config config, List<String> sections, Map<String, @Nullable Object> arguments) {

    private static final Logger LOG = LoggerFactory.getLogger(EffectiveCapabilities.class);

    Capabilities of(Capabilities sheet) {
        return CapabilityOverrides.apply(configured(CapabilityOverrides.apply(sheet, arguments)), arguments);
    }

    /** Adjusted to a naming convention. */
    Capabilities of(Capabilities sheet, NamingConvention naming) {
        return CapabilityOverrides.apply(adjusted(of(sheet), naming), arguments);
    }

    /** The configuration may be in any state here: what cannot be read changes nothing, and opening a client tells why. */
    private Capabilities configured(Capabilities capabilities) {
        Map<String, @Nullable Object> overrides = new LinkedHashMap<>();
        Map<String, Object> present = CapabilityOverrides.values(capabilities);
        for (ConfiguredCapability rule : capabilities.configured()) {
            boolean applies = rule.condition()
                    .map(field -> Boolean.TRUE.equals(value(ConfigField.bool(field))))
                    .orElse(true);
            Object value = !applies
                    ? null
                    : present.get(rule.capability()) instanceof Boolean
                            ? value(ConfigField.bool(rule.field()))
                            : value(ConfigField.text(rule.field()));
            if (value != null) {
                overrides.put(rule.capability(), value);
            }
        }
        return CapabilityOverrides.apply(capabilities, overrides);
    }

    private @Nullable Object value(ConfigField<?> field) {
        if (arguments.containsKey(field.name())) {
            return arguments.get(field.name());
        }
        try {
            Optional<?> found = config.find(field, sections.toArray(String[]::new));
            return found.orElse(null);
        } catch (DltException e) {
            return null;
        }
    }

    /** Only ever goes from names that are folded to names that keep their case. */
    private static Capabilities adjusted(Capabilities capabilities, NamingConvention naming) {
        if (!naming.isCaseSensitive() || capabilities.caseFolding() == CaseFolding.NONE) {
            return capabilities;
        }
        if (capabilities.caseSensitiveIdentifiers()) {
            LOG.info("naming convention '{}' tells case apart: '{}' keeps it", naming.name(), capabilities.type());
            return capabilities.toBuilder().caseFolding(CaseFolding.NONE).build();
        }
        LOG.warn(
                "naming convention '{}' tells case apart, and destination type '{}' does not: it folds names to {} case",
                naming.name(),
                capabilities.type(),
                capabilities.caseFolding().text());
        return capabilities;
    }
}
