package io.dlt4j;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.config.Config;
import io.dlt4j.plugin.DestinationReference;
import io.dlt4j.plugin.PluginCatalog;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what references stand for. Reads one key of the configuration for each, {@code destination.<reference>.destination_type},
 * and loads no driver.
 */
record TargetLookup(Config config, PluginCatalog plugins) {

    private static final Logger LOG = LoggerFactory.getLogger(TargetLookup.class);
    private static final ConfigField<String> TYPE =
            ConfigField.text("destination_type").optional();
    private static final ConfigField<String> NAME =
            ConfigField.text("destination_name").optional();

    /** @throws io.dlt4j.api.error.DltException if the reference is no destination, or nothing knows what its type can do */
    Target find(Destination destination) {
        destination.factory().ifPresent(plugins::register);
        destination.sink().ifPresent(plugins::register);
        DestinationReference reference =
                DestinationReference.resolve(destination.reference(), destination.explicitName(), config, plugins);
        return new Target(
                reference,
                Optional.of(destination),
                plugins.requireCapabilities(reference.type()),
                destination.arguments());
    }

    /** @param name given apart from the reference, which is then a type */
    Target find(String text, Optional<String> name) {
        DestinationReference reference = DestinationReference.resolve(text, name, config, plugins);
        return new Target(reference, Optional.empty(), plugins.requireCapabilities(reference.type()), Map.of());
    }

    /**
     * The destination of a pipeline as code and configuration have it: a configured name applies to a text, and to no object,
     * which has its own.
     *
     * @param text what the code names, if it is a text
     */
    Optional<Target> find(String pipeline, Optional<Destination> destination, Optional<String> text) {
        Optional<String> name = config.find(NAME, "pipelines", pipeline);
        if (destination.isPresent()) {
            name.ifPresent(configured -> LOG.warn(
                    "the configured destination_name '{}' does not apply to destination {}, which is an object with a name"
                            + " of its own",
                    configured,
                    destination.get()));
            return destination.map(this::find);
        }
        return text.or(() -> config.find(TYPE, "pipelines", pipeline))
                .or(() -> name)
                .map(found -> find(found, name));
    }
}
