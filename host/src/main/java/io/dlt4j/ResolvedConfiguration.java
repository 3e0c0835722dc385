package io.dlt4j;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.config.Config;
import io.dlt4j.plugin.PluginCatalog;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration of a destination, resolved. Loads the plugin's factory, and no driver.
 *
 * @param values those of the plugin's specification
 * @param environment the label that load infos carry
 * @param fingerprint identifies the store without secrets; {@code ""} where nothing does
 */
record ResolvedConfiguration(ConfigValues values, Optional<String> environment, String fingerprint) {

    private static final Logger LOG = LoggerFactory.getLogger(ResolvedConfiguration.class);
    static final ConfigField<String> ENVIRONMENT =
            ConfigField.text("environment").optional().describedAs("A label that load infos carry.");

    static ResolvedConfiguration of(Target target, Config config, PluginCatalog plugins) {
        ConfigSpec spec = plugins.configSpec(target.type());
        ExplicitArguments arguments = ExplicitArguments.of(spec, target.arguments());
        arguments
                .unknown()
                .forEach(name -> LOG.warn(
                        "destination {} does not take the argument '{}': it is neither a field of configuration '{}' nor a"
                                + " capability, and has no effect",
                        target,
                        name,
                        spec.name()));
        ConfigValues values = config.resolve(spec, target.sections(), arguments.configuration());
        return new ResolvedConfiguration(
                values,
                environment(target, config),
                plugins.storeIdentity(target.type(), values)
                        .map(Fingerprint::of)
                        .orElse(""));
    }

    private static Optional<String> environment(Target target, Config config) {
        return target.arguments().containsKey(ENVIRONMENT.name())
                ? Optional.ofNullable(target.arguments().get(ENVIRONMENT.name()))
                        .map(String::valueOf)
                : config.find(ENVIRONMENT, target.sections().toArray(String[]::new));
    }
}
