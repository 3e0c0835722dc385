package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.plugin.PluginCatalog;
import io.dlt4j.plugin.PluginInfo;
import java.util.Optional;

/**
 * A destination type that can be named.
 *
 * @param type the type, for example {@code duckdb}
 * @param location the jar or folder of its plugin; empty if the plugin is not there, and only extract and normalize work
 * @param problem why it cannot be loaded to, if that is known
 */
public record DestinationType(String type, Optional<String> location, Optional<String> problem) {

    /** Checks the parts. */
    public DestinationType {
        requireNonNull(type, "type is null");
        requireNonNull(location, "location is null");
        requireNonNull(problem, "problem is null");
    }

    static DestinationType of(String type, PluginCatalog plugins) {
        Optional<PluginInfo> plugin = plugins.plugins().stream()
                .filter(info -> info.destinations().contains(type))
                .findFirst();
        return new DestinationType(
                type,
                plugin.map(PluginInfo::location),
                plugin.isPresent()
                        ? plugin.get().problem()
                        : Optional.of("its plugin is not installed (" + plugins.coordinates(type) + ")"));
    }

    /** Whether its plugin is there and nothing is known against it. */
    public boolean isInstalled() {
        return problem.isEmpty();
    }
}
