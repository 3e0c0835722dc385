package io.dlt4j.plugin;

import io.dlt4j.api.ApiVersion;
import io.dlt4j.api.SupportsUnload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * One class loader for each plugin in the JVM, whoever asks: two of them would load two copies of a native library, and two
 * DuckDBs in one process destroy each other's files unnoticed.
 *
 * <p>A loader is closed when the last user has released it; that of a plugin with native code never is.
 */
final class PluginLoaders {

    private static final Map<Path, Shared> SHARED = new HashMap<>();

    private static final class Shared {
        private final PluginClassLoader loader;
        private final boolean forEver;
        private final Map<Class<?>, SupportsUnload> unloadables = new LinkedHashMap<>();
        private int users;

        private Shared(PluginClassLoader loader, boolean forEver) {
            this.loader = loader;
            this.forEver = forEver;
        }
    }

    private PluginLoaders() {}

    /** @param jar the plugin's jar as a real path; libraries are in {@code lib} beside it */
    static synchronized PluginClassLoader acquire(Path jar, PluginDescriptor descriptor) throws IOException {
        Shared shared = SHARED.get(jar);
        if (shared == null) {
            ClassLoader host = ApiVersion.class.getClassLoader();
            PluginClassLoader loader = new PluginClassLoader(descriptor.id(), jars(jar), host);
            shared = new Shared(loader, descriptor.nativeAccess());
            SHARED.put(jar, shared);
        }
        shared.users++;
        return shared.loader;
    }

    /** @param invoker calls what the plugin does at its end */
    static synchronized void release(Path jar, PluginInvoker invoker) {
        Shared shared = SHARED.get(jar);
        if (shared != null && --shared.users == 0 && !shared.forEver) {
            SHARED.remove(jar);
            unload(shared, invoker);
            try {
                shared.loader.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close " + jar, e);
            }
        }
    }

    /** Notes what a plugin was asked for, which may want to know when its classes go. */
    static synchronized void loaded(Path jar, Object instance) {
        Shared shared = SHARED.get(jar);
        if (shared != null && instance instanceof SupportsUnload unloadable) {
            shared.unloadables.putIfAbsent(instance.getClass(), unloadable);
        }
    }

    private static void unload(Shared shared, PluginInvoker invoker) {
        for (SupportsUnload unloadable : shared.unloadables.values()) {
            try {
                invoker.call(() -> {
                    unloadable.unload();
                    return true;
                });
            } catch (RuntimeException e) {
                LoggerFactory.getLogger(PluginLoaders.class)
                        .warn("{} cannot be unloaded; its classes may stay in memory", shared.loader.getName(), e);
            }
        }
    }

    private static List<URL> jars(Path jar) throws IOException {
        List<Path> libraries = new ArrayList<>();
        Path folder = jar.resolveSibling("lib");
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*.jar")) {
                stream.forEach(libraries::add);
            }
        }
        Collections.sort(libraries);
        List<URL> urls = new ArrayList<>(libraries.size() + 1);
        urls.add(jar.toUri().toURL());
        for (Path library : libraries) {
            urls.add(library.toUri().toURL());
        }
        return urls;
    }
}
