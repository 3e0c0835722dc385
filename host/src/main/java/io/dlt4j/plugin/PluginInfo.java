package io.dlt4j.plugin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a plugin without loading its classes.
 *
 * @param id the plugin's id
 * @param version its own version, as its jar's manifest has it
 * @param api the API version it was compiled against; empty if it does not say
 * @param destinations the destination types it brings
 * @param formats the names of the file formats it brings
 * @param storages the schemes of URLs whose stores it brings
 * @param location the jar or folder it is in
 * @param problem why it cannot be used; empty if nothing stands against it so far
 */
public record PluginInfo(
        String id,
        Optional<String> version,
        Optional<String> api,
        List<String> destinations,
        List<String> formats,
        List<String> storages,
        String location,
        Optional<String> problem) {

    /** Checks and copies the parts. */
    public PluginInfo {
        requireNonNull(id, "id is null");
        requireNonNull(version, "version is null");
        requireNonNull(api, "api is null");
        destinations = List.copyOf(destinations);
        formats = List.copyOf(formats);
        storages = List.copyOf(storages);
        requireNonNull(location, "location is null");
        requireNonNull(problem, "problem is null");
    }
}
