package io.dlt4j.image;

import static java.util.Objects.requireNonNull;

import io.dlt4j.plugin.PluginCatalog;
import io.dlt4j.plugin.PluginInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A plugin that goes into an image.
 *
 * @param id its id, which names its directory and its jar
 * @param destinations the destination types it brings
 * @param formats the file formats it brings
 * @param directory where it is installed
 */
record PluginSource(String id, List<String> destinations, List<String> formats, Path directory) {

    PluginSource {
        requireNonNull(id, "id is null");
        destinations = List.copyOf(destinations);
        formats = List.copyOf(formats);
        requireNonNull(directory, "directory is null");
    }

    /** The plugins that are installed under these ids. */
    static List<PluginSource> of(List<String> ids, PluginCatalog catalog) {
        List<PluginSource> sources = new ArrayList<>();
        for (String id : ids) {
            sources.add(catalog.plugins().stream()
                    .filter(plugin -> plugin.id().equals(id))
                    .findFirst()
                    .map(PluginSource::of)
                    .orElseThrow(() -> ImageError.IMAGE_PLUGIN_MISSING.of(
                            "The plugin '" + id + "' is not installed. Looked in: " + catalog.searched() + ".",
                            "Unpack it into one of these directories, or name its directory with --plugins-dir.")));
        }
        return sources;
    }

    private static PluginSource of(PluginInfo plugin) {
        if (plugin.problem().isPresent()) {
            throw ImageError.IMAGE_PLUGIN_MISSING.of(
                    "The plugin '" + plugin.id() + "' in '" + plugin.location() + "' cannot be used: "
                            + plugin.problem().get() + ".",
                    "Install it again.");
        }
        Path location = Path.of(plugin.location());
        Path directory = Files.isDirectory(location) ? location : location.resolveSibling("");
        if (!Files.isRegularFile(directory.resolve(plugin.id() + ".jar"))) {
            throw ImageError.IMAGE_PLUGIN_MISSING.of(
                    "The plugin '" + plugin.id() + "' is on the class path, in '" + location
                            + "', and images are made of plugins in directories.",
                    "Unpack it into a directory of plugins, or name its directory with --plugins-dir.");
        }
        return new PluginSource(plugin.id(), plugin.destinations(), plugin.formats(), directory);
    }

    /** Whether a stage needs no more of it than the thin jar: destinations and storages are opened to load, formats before. */
    boolean isThinFor(Stage stage) {
        return formats.isEmpty() && !stage.opensDestinations();
    }
}
