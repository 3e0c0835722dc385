package io.dlt4j.plugin;

import io.dlt4j.config.RunContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** The folders that plugins are installed in. */
final class PluginDirectories {

    private PluginDirectories() {}

    /**
     * The folders in the order of the search.
     *
     * @param given that of the command line
     * @param home the distribution, {@code ""} if there is none
     */
    static List<Path> of(RunContext context, Map<String, String> environment, Optional<Path> given, String home) {
        Set<Path> folders = new LinkedHashSet<>();
        given.ifPresent(folders::add);
        for (String folder : environment.getOrDefault("DLT4J_PLUGINS", "").split(File.pathSeparator)) {
            if (!folder.isEmpty()) {
                folders.add(Path.of(folder));
            }
        }
        if (!home.isEmpty()) {
            folders.add(Path.of(home, "plugins"));
        }
        context.homeDir().ifPresent(user -> folders.add(user.resolve(".dlt/plugins")));
        return List.copyOf(folders);
    }

    /** Where plugins are installed if nobody says where: that of the user. */
    static Path ofUser(RunContext context) {
        return context.homeDir().orElse(Path.of("")).resolve(".dlt/plugins");
    }

    /** The plugins in the folders; one that is reached twice, say by a link, counts once. */
    static List<InstalledPlugin> plugins(List<Path> folders) {
        List<InstalledPlugin> plugins = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        Set<String> locations = new HashSet<>();
        for (Path folder : folders) {
            try {
                if (Files.isDirectory(folder) && seen.add(folder.toRealPath())) {
                    children(folder).stream()
                            .map(InstalledPlugin::in)
                            .filter(plugin -> locations.add(plugin.location()))
                            .forEach(plugins::add);
                }
            } catch (IOException e) {
                LoggerFactory.getLogger(PluginDirectories.class)
                        .warn("Left out the plugins in {}: {}", folder, e.toString());
            }
        }
        return plugins;
    }

    private static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(
                folder,
                child -> Files.isDirectory(child)
                        && !child.getFileName().toString().startsWith("."))) {
            stream.forEach(children::add);
        }
        children.sort(null);
        return children;
    }
}
