package io.dlt4j.plugin;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.config.CapabilitySheet;
import io.dlt4j.config.RunContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * The plugins that there are: on the class path of the application, and in plugin directories as {@code <id>/<id>.jar} with
 * libraries in {@code <id>/lib}.
 *
 * <p>Nothing is searched before the first question, and then only descriptors are read; classes of a plugin are loaded when
 * one of its factories or formats is asked for. A plugin that is broken, too new or there twice is listed with the reason,
 * and an error only when it is the one asked for. Thread-safe.
 */
public final class PluginCatalog implements AutoCloseable {

    private final ClassLoader classPath;
    private final PluginIndex index;

    private PluginCatalog(List<Path> directories, ClassLoader classPath) {
        this.classPath = requireNonNull(classPath, "classPath is null");
        this.index = new PluginIndex(directories, classPath);
    }

    /**
     * The plugins of a run: on the class path, in {@code pluginsDir}, in the directories that {@code DLT4J_PLUGINS} lists, in
     * {@code plugins} of the distribution (system property {@code dlt4j.home}), and in {@code ~/.dlt/plugins}.
     *
     * @param environment variables by name, usually {@link System#getenv()}
     * @param pluginsDir a directory to search first
     */
    public static PluginCatalog of(RunContext context, Map<String, String> environment, Optional<Path> pluginsDir) {
        String home = System.getProperty("dlt4j.home", "");
        return of(PluginDirectories.of(context, environment, pluginsDir, home), PluginCatalog.class.getClassLoader());
    }

    /**
     * The plugins on the class path of {@code classPath} and in {@code directories}, which need not exist.
     *
     * @param directories in the order of the search
     * @param classPath sees the same API classes as this class
     */
    public static PluginCatalog of(List<Path> directories, ClassLoader classPath) {
        return new PluginCatalog(directories, classPath);
    }

    /** All plugins, those that cannot be used too. Of those in directories no class is loaded. */
    public List<PluginInfo> plugins() {
        return index.describe();
    }

    /** Whether a plugin claims the destination type, be it in working order or not. */
    public boolean hasDestination(String type) {
        return !index.withDestination(type).isEmpty();
    }

    /** The type of the destination whose factory class has that name. Loads no class of plugins in directories. */
    public Optional<String> typeOfFactory(String className) {
        return index.destinations().stream()
                .flatMap(plugin -> plugin.destinations().stream()
                        .filter(type -> plugin.factoryName(type)
                                .filter(className::equals)
                                .isPresent()))
                .findFirst();
    }

    /** The class name of the factory of a destination type. Loads no class of plugins in directories. */
    public Optional<String> factoryName(String type) {
        return index.withDestination(type).stream()
                .flatMap(plugin -> plugin.factoryName(type).stream())
                .findFirst();
    }

    /**
     * What a destination can do, from the sheet in its plugin, else on the class path, else in this product. Loads no class
     * of plugins in directories.
     *
     * @return empty if nothing knows the type
     * @throws DltException if the sheet is not valid, or nothing but a plugin that cannot be used knows the type
     */
    public Optional<Capabilities> capabilities(String type) {
        List<Plugin> claiming = index.withDestination(type);
        Optional<PluginProblem> problem = PluginIndex.problem(claiming, "the destination '" + type + "'");
        if (claiming.size() == 1 && problem.isEmpty()) {
            Optional<Capabilities> sheet = sheet(claiming.get(0), type);
            if (sheet.isPresent()) {
                return sheet;
            }
        }
        Optional<Capabilities> known = CapabilitySheet.find(classPath, type).or(() -> CapabilitySheet.builtIn(type));
        if (known.isEmpty() && problem.isPresent()) {
            throw claiming.get(0).unavailable(problem.get());
        }
        return known;
    }

    /**
     * What a destination can do, for whoever cannot go on without knowing.
     *
     * @throws DltException if no sheet of that type is there
     */
    public Capabilities requireCapabilities(String type) {
        return capabilities(type).orElseThrow(() -> missing(type));
    }

    /**
     * The configuration that a destination needs. Loads its factory class, and no driver.
     *
     * @throws DltException if there is no such plugin or it cannot be used
     */
    public ConfigSpec configSpec(String type) {
        Plugin plugin = requireDestination(type);
        DestinationFactory factory = plugin.factory(type);
        return plugin.invoker().call(factory::configSpec);
    }

    /**
     * Opens a client of a destination. It implements the {@code Supports…} interfaces that the plugin's client implements,
     * and every call to it runs with the plugin's class loader as the thread's context class loader. Close it before this
     * catalog.
     *
     * @throws DltException if there is no such plugin, it cannot be used, or it cannot open one
     */
    public DestinationClient openClient(String type, DestinationContext context) {
        Plugin plugin = requireDestination(type);
        DestinationFactory factory = plugin.factory(type);
        DestinationClient client = plugin.invoker().call(() -> factory.open(context));
        return plugin.invoker().wrap(DestinationClient.class, client);
    }

    /**
     * Makes daemon threads whose context class loader is that of the destination's plugin.
     *
     * @throws DltException if there is no such plugin or it cannot be used
     */
    public ThreadFactory threadFactory(String type) {
        return requireDestination(type).invoker().threadFactory();
    }

    /**
     * The provider of a file format. Its calls, and those to the writers it opens, run like those to a client.
     *
     * @return empty if nothing brings the format
     * @throws DltException if the plugin that brings it cannot be used
     */
    public Optional<FileFormatProvider> format(String name) {
        List<Plugin> claiming = index.withFormat(name);
        if (claiming.isEmpty()) {
            return Optional.empty();
        }
        Plugin plugin = usable(claiming, "the format '" + name + "'");
        return Optional.of(plugin.invoker().wrap(FileFormatProvider.class, plugin.format(name)));
    }

    /** The places that are searched, for messages. */
    public String searched() {
        return index.searched();
    }

    /** Gives the class loaders back; close clients and writers first. */
    @Override
    public void close() {
        index.release();
    }

    private Plugin requireDestination(String type) {
        List<Plugin> claiming = index.withDestination(type);
        if (claiming.isEmpty()) {
            throw missing(type);
        }
        return usable(claiming, "the destination '" + type + "'");
    }

    private DltException missing(String type) {
        return new DltException(
                PluginError.PLUGIN_MISSING,
                "Destination '" + type + "' is not installed. Looked in: " + searched() + ".",
                installHint(type));
    }

    static String installHint(String type) {
        return "Install it: dlt4j plugins install io.dlt4j:dlt4j-destination-" + type
                + ", or add that artifact to the class path.";
    }

    private static Plugin usable(List<Plugin> claiming, String what) {
        PluginIndex.problem(claiming, what).ifPresent(problem -> {
            throw claiming.get(0).unavailable(problem);
        });
        return claiming.get(0);
    }

    private static Optional<Capabilities> sheet(Plugin plugin, String type) {
        try {
            return plugin.capabilitySheet(type)
                    .map(json -> CapabilitySheet.parse(
                            json, type, plugin.location() + "!" + CapabilitySheet.resourceName(type)));
        } catch (IOException e) {
            throw plugin.unavailable(PluginProblem.invalid("its capability sheet cannot be read: " + e, e));
        }
    }
}
