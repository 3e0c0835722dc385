package io.dlt4j.plugin;

import io.dlt4j.api.DestinationFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which plugins bring what. Searches at the first question, and reads no more than descriptors then. Thread-safe. */
final class PluginIndex {

    private final List<Path> directories;
    private final ClassLoader classPath;
    private final List<Plugin> given = new ArrayList<>();
    private @Nullable List<Plugin> classPathDestinations;
    private @Nullable List<Plugin> classPathFormats;
    private @Nullable List<Plugin> classPathStorages;
    private @Nullable List<InstalledPlugin> installed;

    PluginIndex(List<Path> directories, ClassLoader classPath) {
        this.directories = List.copyOf(directories);
        this.classPath = classPath;
    }

    List<Path> directories() {
        return directories;
    }

    /** The plugins that claim a destination type; more than one is a conflict. */
    List<Plugin> withDestination(String type) {
        return destinations().stream()
                .filter(plugin -> plugin.claimsDestination(type))
                .toList();
    }

    /** The plugins that claim a format; more than one is a conflict. */
    List<Plugin> withFormat(String name) {
        return formats().stream().filter(plugin -> plugin.claimsFormat(name)).toList();
    }

    /** The plugins that claim the stores of a scheme; more than one is a conflict. */
    List<Plugin> withStorage(String scheme) {
        return storages().stream()
                .filter(plugin -> plugin.claimsStorage(scheme))
                .toList();
    }

    /** Everything that may bring destinations. */
    synchronized List<Plugin> destinations() {
        if (classPathDestinations == null) {
            classPathDestinations = ClassPathPlugins.destinations(classPath);
        }
        List<Plugin> inProcess = new ArrayList<>(classPathDestinations);
        inProcess.addAll(given);
        return withInstalled(inProcess);
    }

    /** Adds a destination that is given as a class. */
    synchronized Plugin add(Class<? extends DestinationFactory> factory) {
        Plugin plugin = ClassPathDestination.of(factory);
        given.add(plugin);
        return plugin;
    }

    /** Adds a destination that is given as an object, in the place of one of the same id. */
    synchronized void add(DestinationFactory factory) {
        Plugin plugin = ClassPathDestination.of(factory);
        given.removeIf(known -> known.id().equals(plugin.id()));
        given.add(plugin);
    }

    /** Everything that may bring formats. */
    private synchronized List<Plugin> formats() {
        if (classPathFormats == null) {
            classPathFormats = ClassPathPlugins.formats(classPath);
        }
        return withInstalled(classPathFormats);
    }

    /** Everything that may bring stores. */
    private synchronized List<Plugin> storages() {
        if (classPathStorages == null) {
            classPathStorages = ClassPathPlugins.storages(classPath);
        }
        return withInstalled(classPathStorages);
    }

    /** Those in plugin directories. */
    synchronized List<InstalledPlugin> installed() {
        if (installed == null) {
            installed = PluginDirectories.plugins(directories);
        }
        return installed;
    }

    /** Gives back what {@link #installed} opened, if anything. */
    synchronized void release() {
        if (installed != null) {
            installed.forEach(InstalledPlugin::release);
        }
    }

    /** A jar in a plugin directory that is on the class path too is used from there: its classes are loaded already. */
    private List<Plugin> withInstalled(List<Plugin> onClassPath) {
        Set<String> locations = onClassPath.stream().map(Plugin::location).collect(Collectors.toSet());
        List<Plugin> all = new ArrayList<>(onClassPath);
        installed().stream()
                .filter(plugin -> !locations.contains(plugin.location()))
                .forEach(all::add);
        return all;
    }

    /** All plugins, with what stands against each. */
    List<PluginInfo> describe() {
        return all().stream().map(this::describe).toList();
    }

    /** All plugins, each once. */
    Set<Plugin> all() {
        Set<Plugin> all = new LinkedHashSet<>(destinations());
        // What one list has from the class path, another may have found in a directory.
        for (List<Plugin> others : List.of(formats(), storages())) {
            others.stream()
                    .filter(plugin -> !(plugin instanceof InstalledPlugin))
                    .forEach(all::add);
            all.removeIf(plugin -> plugin instanceof InstalledPlugin && !others.contains(plugin));
        }
        return all;
    }

    /** What stands against a plugin, without loading its classes. */
    Optional<PluginProblem> problem(Plugin plugin) {
        return plugin.problem()
                .or(() -> conflict(plugin.destinations(), "the destination '", this::withDestination))
                .or(() -> conflict(plugin.formats(), "the format '", this::withFormat))
                .or(() -> conflict(plugin.storages(), "the storage '", this::withStorage));
    }

    PluginInfo describe(Plugin plugin) {
        return new PluginInfo(
                plugin.id(),
                plugin.version(),
                plugin.api(),
                plugin.destinations(),
                plugin.formats(),
                plugin.storages(),
                plugin.location(),
                problem(plugin).map(PluginProblem::reason));
    }

    private static Optional<PluginProblem> conflict(
            List<String> names, String what, Function<String, List<Plugin>> claiming) {
        return names.stream()
                .flatMap(name -> problem(claiming.apply(name), what + name + "'").stream())
                .findFirst();
    }

    /** Why none of the plugins that claim the same thing can be used. */
    static Optional<PluginProblem> problem(List<Plugin> claiming, String what) {
        if (claiming.size() < 2) {
            return claiming.stream().findFirst().flatMap(Plugin::problem);
        }
        String places = claiming.stream().map(Plugin::location).collect(Collectors.joining(", "));
        return Optional.of(new PluginProblem(
                PluginError.PLUGIN_DUPLICATE,
                what + " is there more than once: " + places,
                "Remove all but one of them.",
                null));
    }

    /** The places that are searched, for messages. */
    String searched() {
        StringBuilder text = new StringBuilder("class path");
        for (Path directory : directories) {
            long count = installed().stream()
                    .filter(plugin -> plugin.isIn(directory))
                    .count();
            text.append(", ").append(directory);
            text.append(Files.isDirectory(directory) ? " (plugins: " + count + ")" : " (not there)");
        }
        return text.toString();
    }
}
