package io.dlt4j.plugin;

import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.storage.StorageProvider;
import io.dlt4j.config.CapabilitySheet;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A plugin in a folder of its own: {@code <id>/<id>.jar} and {@code <id>/lib/*.jar}. */
final class InstalledPlugin implements Plugin {

    private final Path folder;
    private final String id;
    private final Path jar;
    private final Optional<PluginDescriptor> descriptor;
    private final Optional<PluginProblem> problem;

    private final Map<String, DestinationFactory> factories = new HashMap<>();
    private final Map<String, FileFormatProvider> providers = new HashMap<>();
    private final Map<String, StorageProvider> stores = new HashMap<>();
    private @Nullable PluginInvoker invoker;
    private @Nullable PluginClassLoader loader;

    private InstalledPlugin(
            Path folder, Path jar, Optional<PluginDescriptor> descriptor, Optional<PluginProblem> problem) {
        this.folder = folder;
        this.id = folder.getFileName().toString();
        this.jar = jar;
        this.descriptor = descriptor;
        this.problem = problem;
    }

    /** Reads the descriptor in the folder, no more. */
    static InstalledPlugin in(Path folder) {
        String id = folder.getFileName().toString();
        Path jar = folder.resolve(id + ".jar");
        if (!Files.isRegularFile(jar)) {
            return broken(folder, folder, PluginProblem.invalid("it has no " + id + ".jar", null));
        }
        try {
            Path real = jar.toRealPath();
            PluginDescriptor descriptor = PluginDescriptor.read(real);
            Optional<PluginProblem> problem = descriptor.id().equals(id)
                    ? PluginProblem.ofApi(descriptor.api())
                    : Optional.of(PluginProblem.invalid("its descriptor has the id '" + descriptor.id() + "'", null));
            return new InstalledPlugin(folder, real, Optional.of(descriptor), problem);
        } catch (InvalidPluginException e) {
            return broken(folder, jar, PluginProblem.invalid(String.valueOf(e.getMessage()), e));
        } catch (IOException e) {
            return broken(folder, jar, PluginProblem.invalid("it cannot be read: " + e, e));
        }
    }

    private static InstalledPlugin broken(Path folder, Path location, PluginProblem problem) {
        return new InstalledPlugin(folder, location, Optional.empty(), Optional.of(problem));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<String> api() {
        return descriptor.map(PluginDescriptor::api);
    }

    @Override
    public Optional<String> version() {
        return problem.isPresent() && descriptor.isEmpty() ? Optional.empty() : PluginJar.version(jar);
    }

    @Override
    public List<String> destinations() {
        return descriptor.map(PluginDescriptor::destinations).orElse(List.of());
    }

    @Override
    public Optional<String> factoryName(String type) {
        return descriptor
                .filter(found -> found.destinations().contains(type))
                .map(found -> found.factories().get(found.destinations().indexOf(type)));
    }

    @Override
    public List<String> formats() {
        return descriptor.map(PluginDescriptor::formats).orElse(List.of());
    }

    @Override
    public List<String> storages() {
        return descriptor.map(PluginDescriptor::storages).orElse(List.of());
    }

    @Override
    public List<String> libraries() {
        return descriptor.map(PluginDescriptor::libraries).orElse(List.of());
    }

    @Override
    public String location() {
        return jar.toString();
    }

    @Override
    public Optional<PluginProblem> problem() {
        return problem;
    }

    @Override
    public Optional<byte[]> capabilitySheet(String type) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(CapabilitySheet.resourceName(type));
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream stream = zip.getInputStream(entry)) {
                return Optional.of(stream.readAllBytes());
            }
        }
    }

    @Override
    public synchronized PluginInvoker invoker() {
        if (invoker == null) {
            invoker = new PluginInvoker(this, open());
        }
        return invoker;
    }

    @Override
    public synchronized DestinationFactory factory(String type) {
        DestinationFactory factory = factories.get(type);
        if (factory == null) {
            String name = factoryName(type).orElseThrow();
            factory = invoker().call(() -> instantiate(name, type));
            factories.put(type, factory);
            PluginLoaders.loaded(jar, factory);
        }
        return factory;
    }

    @Override
    public synchronized FileFormatProvider format(String name) {
        FileFormatProvider provider = providers.get(name);
        if (provider == null) {
            provider = invoker()
                    .call(() -> findProvider(
                            FileFormatProvider.class,
                            found -> found.format().name().equals(name),
                            name));
            providers.put(name, provider);
            PluginLoaders.loaded(jar, provider);
        }
        return provider;
    }

    /** Whether it loads native code. */
    boolean hasNativeAccess() {
        return descriptor.filter(PluginDescriptor::nativeAccess).isPresent();
    }

    @Override
    public synchronized StorageProvider storage(String scheme) {
        StorageProvider provider = stores.get(scheme);
        if (provider == null) {
            provider = invoker()
                    .call(() -> findProvider(
                            StorageProvider.class, found -> found.schemes().contains(scheme), scheme));
            stores.put(scheme, provider);
            PluginLoaders.loaded(jar, provider);
        }
        return provider;
    }

    /** Whether it was found in that plugin directory. */
    boolean isIn(Path directory) {
        return directory.equals(folder.getParent());
    }

    /** Gives the class loader back; the plugin opens another one if it is used again. */
    synchronized void release() {
        factories.clear();
        providers.clear();
        stores.clear();
        PluginInvoker last = invoker;
        invoker = null;
        if (loader != null && last != null) {
            loader = null;
            PluginLoaders.release(jar, last);
        }
    }

    private PluginClassLoader open() {
        PluginDescriptor found = descriptor.orElseThrow();
        PluginClassLoader opened = loader;
        if (opened == null) {
            try {
                opened = PluginLoaders.acquire(jar, found);
            } catch (IOException e) {
                throw unavailable(PluginProblem.invalid("its lib folder cannot be read: " + e, e));
            }
            loader = opened;
        }
        return opened;
    }

    private DestinationFactory instantiate(String className, String destination) {
        try {
            Class<?> type = open().loadClass(className);
            check(type);
            DestinationFactory factory =
                    (DestinationFactory) type.getConstructor().newInstance();
            if (!factory.type().equals(destination)) {
                throw unavailable(PluginProblem.invalid(className + " has the type '" + factory.type() + "'", null));
            }
            return factory;
        } catch (InvocationTargetException e) {
            throw unavailable(e.getCause() == null ? e : e.getCause());
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw unavailable(PluginProblem.invalid(
                    className + " is not a public class with a public constructor without parameters", e));
        } catch (ClassNotFoundException e) {
            throw unavailable(e);
        }
    }

    /** The annotation is written by the compiler: it tells where a descriptor was copied from elsewhere. */
    private void check(Class<?> type) {
        if (!DestinationFactory.class.isAssignableFrom(type)) {
            throw unavailable(PluginProblem.invalid(type.getName() + " is not a DestinationFactory", null));
        }
        DestinationPlugin mark = type.getAnnotation(DestinationPlugin.class);
        Optional<PluginProblem> outdated = mark == null ? Optional.empty() : PluginProblem.ofApi(mark.api());
        if (outdated.isPresent()) {
            throw unavailable(outdated.get());
        }
    }

    private <T> T findProvider(Class<T> type, Predicate<T> wanted, String name) {
        try {
            for (T provider : ServiceLoader.load(type, open())) {
                if (wanted.test(provider)) {
                    return provider;
                }
            }
        } catch (ServiceConfigurationError e) {
            throw unavailable(e.getCause() == null ? e : e.getCause());
        }
        throw unavailable(PluginProblem.invalid(
                "none of its META-INF/services/" + type.getName() + " brings '" + name + "'", null));
    }
}
