package io.dlt4j.plugin;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.SupportsCheck;
import io.dlt4j.api.SupportsFileViews;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.TableFiles;
import io.dlt4j.api.storage.ObjectStore;
import io.dlt4j.api.storage.StorageLocation;
import io.dlt4j.api.storage.StorageProvider;
import io.dlt4j.config.CapabilitySheet;
import io.dlt4j.config.RunContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

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
    private final Map<String, Capabilities> given;
    private final UnaryOperator<DestinationClient> clients;

    private PluginCatalog(
            ClassLoader classPath,
            PluginIndex index,
            Map<String, Capabilities> given,
            UnaryOperator<DestinationClient> clients) {
        this.classPath = requireNonNull(classPath, "classPath is null");
        this.index = index;
        this.given = given;
        this.clients = requireNonNull(clients, "clients is null");
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
        return new PluginCatalog(
                classPath,
                new PluginIndex(directories, classPath),
                new ConcurrentHashMap<>(),
                UnaryOperator.identity());
    }

    /**
     * The same plugins, whose clients pass through {@code wrapper} when they are opened: for whoever watches what the host asks of
     * them. Closing either closes both.
     *
     * @param wrapper gives a client that implements the same {@code Supports…} interfaces
     */
    public PluginCatalog withClients(UnaryOperator<DestinationClient> wrapper) {
        return new PluginCatalog(classPath, index, given, wrapper);
    }

    /** All plugins, those that cannot be used too. Of those in directories no class is loaded. */
    public List<PluginInfo> plugins() {
        return index.describe();
    }

    /** Examines all plugins: loads their factories and formats, but no driver, and looks at their files. */
    public List<PluginDiagnosis> diagnose() {
        return new PluginDoctor(index).examine();
    }

    /** Whether a plugin or a given sheet claims the destination type, be it in working order or not. */
    public boolean hasDestination(String type) {
        return given.containsKey(type) || !index.withDestination(type).isEmpty();
    }

    /**
     * Takes a sheet in the place of all others of its type. Opening a client still needs the plugin.
     *
     * @return the type
     */
    public String register(Capabilities sheet) {
        given.put(sheet.type(), sheet);
        return sheet.type();
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

    /**
     * The type of a destination factory on the class path that no service file names.
     *
     * @param traces gets why the class is none, if it is none
     */
    Optional<String> typeOfClass(String className, List<DestinationTrace> traces) {
        try {
            Class<?> found = Class.forName(className, false, classPath);
            if (DestinationFactory.class.isAssignableFrom(found)) {
                return Optional.of(register(found.asSubclass(DestinationFactory.class)));
            }
            traces.add(new DestinationTrace(
                    className,
                    DestinationTrace.Reason.NOT_A_DESTINATION,
                    "it does not implement " + DestinationFactory.class.getName()));
        } catch (ClassNotFoundException e) {
            traces.add(new DestinationTrace(
                    className, DestinationTrace.Reason.CLASS_NOT_FOUND, "no such class on the class path"));
        } catch (LinkageError e) {
            traces.add(new DestinationTrace(className, DestinationTrace.Reason.CLASS_NOT_LINKED, e.toString()));
        }
        return Optional.empty();
    }

    /**
     * Makes a destination known that is given as a class; does nothing if it was found already.
     *
     * @return its type
     */
    public String register(Class<? extends DestinationFactory> factory) {
        return typeOfFactory(factory.getName())
                .orElseGet(() -> index.add(factory).id());
    }

    /** Makes a destination known that is given as an object, in the place of one of the same type. */
    public void register(DestinationFactory factory) {
        index.add(factory);
    }

    /** The destination types of this product and of the plugins that were found, sorted. */
    public List<String> destinationTypes() {
        Set<String> types = new TreeSet<>(InstallHint.OWN);
        index.destinations().forEach(plugin -> types.addAll(plugin.destinations()));
        return List.copyOf(types);
    }

    /** The Maven coordinates of the plugin of one of this product's own destination types. */
    public String coordinates(String type) {
        return InstallHint.coordinates(type);
    }

    /** The class name of the factory of a destination type. Loads no class of plugins in directories. */
    public Optional<String> factoryName(String type) {
        return index.withDestination(type).stream()
                .flatMap(plugin -> plugin.factoryName(type).stream())
                .findFirst();
    }

    /**
     * What a destination can do, from the sheet in its plugin, else on the class path, else in this product. Loads no class
     * of plugins in directories; a factory on the class path that has no sheet is asked itself.
     *
     * @return empty if nothing knows the type
     * @throws DltException if the sheet is not valid, or nothing but a plugin that cannot be used knows the type
     */
    public Optional<Capabilities> capabilities(String type) {
        if (given.containsKey(type)) {
            return Optional.ofNullable(given.get(type));
        }
        List<Plugin> claiming = index.withDestination(type);
        Optional<PluginProblem> problem = PluginIndex.problem(claiming, "the destination '" + type + "'");
        if (claiming.size() == 1 && problem.isEmpty()) {
            Optional<Capabilities> sheet = sheet(claiming.get(0), type);
            if (sheet.isPresent()) {
                return sheet;
            }
            if (claiming.get(0) instanceof ClassPathDestination inProcess) {
                DestinationFactory factory = inProcess.factory(type);
                return Optional.of(inProcess.invoker().call(factory::capabilities));
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
     * What tells the store from others of its type; see {@link DestinationFactory#storeIdentity}.
     *
     * @param config resolved values of {@link #configSpec}
     * @throws DltException if there is no such plugin or it cannot be used
     */
    public Optional<String> storeIdentity(String type, ConfigValues config) {
        Plugin plugin = requireDestination(type);
        DestinationFactory factory = plugin.factory(type);
        return plugin.invoker().call(() -> factory.storeIdentity(config));
    }

    /**
     * Tries out a configuration; see {@link SupportsCheck}. A destination that cannot do that is opened and asked whether a load
     * that never was is complete.
     *
     * @param passed is told each thing that worked
     * @throws DltException if there is no such plugin, it cannot be used, or something does not work
     */
    public void check(String type, DestinationContext context, Consumer<String> passed) {
        Plugin plugin = requireDestination(type);
        DestinationFactory factory = plugin.factory(type);
        if (factory instanceof SupportsCheck check) {
            plugin.invoker().call(() -> {
                check.check(plugin.invoker().context(context), passed);
                return true;
            });
            return;
        }
        try (DestinationClient client = openClient(type, context)) {
            passed.accept("opened " + client.location());
            client.isLoaded("0", "_dlt4j_check");
            passed.accept("read the load table");
        }
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
        DestinationContext own = plugin.invoker().context(context);
        DestinationClient client = plugin.invoker().call(() -> factory.open(own));
        return clients.apply(plugin.invoker().wrap(DestinationClient.class, client));
    }

    /**
     * Opens a client that queries files; see {@link SupportsFileViews}. Otherwise as {@link #openClient}.
     *
     * @throws DltException if there is no such plugin, it cannot be used, or it queries no files
     */
    public DestinationClient openViews(String type, DestinationContext context, List<TableFiles> tables) {
        Plugin plugin = requireDestination(type);
        if (!(plugin.factory(type) instanceof SupportsFileViews engine)) {
            throw plugin.unavailable(PluginProblem.invalid("it does not query files", null));
        }
        DestinationClient client = plugin.invoker().call(() -> engine.openViews(context, tables));
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

    /**
     * Opens a store through the plugin of its scheme. Its calls run like those to a client.
     *
     * @throws DltException if no plugin brings the scheme, it cannot be used, or it cannot open the store
     */
    public ObjectStore openStore(StorageLocation location) {
        String scheme = location.scheme();
        List<Plugin> claiming = index.withStorage(scheme);
        if (claiming.isEmpty()) {
            throw new DltException(
                    PluginError.PLUGIN_MISSING,
                    "Nothing that is installed stores files under " + scheme + "://. Looked in: " + searched() + ".",
                    InstallHint.ofStorage(scheme));
        }
        Plugin plugin = usable(claiming, "the storage '" + scheme + "'");
        StorageProvider provider = plugin.storage(scheme);
        return plugin.invoker().wrap(ObjectStore.class, plugin.invoker().call(() -> provider.open(location)));
    }

    /** The plugin directories that are searched, in order; they need not exist. */
    public List<Path> directories() {
        return index.directories();
    }

    /** Where plugins are installed if nobody says where. */
    public static Path userDirectory(RunContext context) {
        return PluginDirectories.ofUser(context);
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
                InstallHint.of(type));
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
