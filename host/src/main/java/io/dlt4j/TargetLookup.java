package io.dlt4j;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.config.Config;
import io.dlt4j.plugin.DestinationReference;
import io.dlt4j.plugin.PluginCatalog;
import java.util.Locale;
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
    /** The type and the name of the staging destination of one that is opened without. */
    private static final String FILESYSTEM = "filesystem";

    /** What the configuration of a pipeline has of a destination. */
    private enum Role {
        DESTINATION,
        STAGING;

        private final ConfigField<String> type =
                ConfigField.text(name().toLowerCase(Locale.ROOT) + "_type").optional();
        private final ConfigField<String> name =
                ConfigField.text(name().toLowerCase(Locale.ROOT) + "_name").optional();
    }

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
        return find(Role.DESTINATION, pipeline, destination, text);
    }

    /** Where files are staged, as code and configuration have it; see {@link #find(String, Optional, Optional)}. */
    Optional<Target> findStaging(String pipeline, Optional<Destination> staging, Optional<String> text) {
        return find(Role.STAGING, pipeline, staging, text);
    }

    /** Where files are staged for a destination that loads nothing else, if nobody has said where. */
    Optional<Target> stagingOf(Target destination) {
        Capabilities sheet = destination.sheet();
        if (!sheet.fileFormats().isEmpty() || sheet.stagingFileFormats().isEmpty()) {
            return Optional.empty();
        }
        LOG.warn(
                "destination {} loads only from files on a stage; they are put into the staging destination '{}'",
                destination,
                FILESYSTEM);
        return Optional.of(find(FILESYSTEM, Optional.of(FILESYSTEM)));
    }

    private Optional<Target> find(
            Role role, String pipeline, Optional<Destination> destination, Optional<String> text) {
        Optional<String> name = config.find(role.name, "pipelines", pipeline);
        if (destination.isPresent()) {
            name.ifPresent(configured -> LOG.warn(
                    "the configured {} '{}' does not apply to destination {}, which is an object with a name of its own",
                    role.name.name(),
                    configured,
                    destination.get()));
            return destination.map(this::find);
        }
        return text.or(() -> config.find(role.type, "pipelines", pipeline))
                .or(() -> name)
                .map(found -> find(found, name));
    }
}
