package io.dlt4j.plugin;

import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.storage.StorageProvider;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Finds plugins on the class path and module path of the application. */
final class ClassPathPlugins {

    /** {@link ServiceLoader} goes on behind most failures, but repeats that of unreadable service files for ever. */
    private static final int MOST_FAILURES = 100;

    private ClassPathPlugins() {}

    /** Every factory that {@code loader} sees; instantiates none. */
    static List<Plugin> destinations(ClassLoader loader) {
        List<Plugin> found = new ArrayList<>();
        forEach(
                ServiceLoader.load(DestinationFactory.class, loader).stream().iterator(),
                provider -> found.add(ClassPathDestination.of(provider)));
        return found;
    }

    /** Every format provider that {@code loader} sees. */
    static List<Plugin> formats(ClassLoader loader) {
        List<Plugin> found = new ArrayList<>();
        forEach(
                ServiceLoader.load(FileFormatProvider.class, loader).stream().iterator(),
                provider -> found.add(new ClassPathFormat(provider.get())));
        return found;
    }

    /** Every storage provider that {@code loader} sees. */
    static List<Plugin> storages(ClassLoader loader) {
        List<Plugin> found = new ArrayList<>();
        forEach(
                ServiceLoader.load(StorageProvider.class, loader).stream().iterator(),
                provider -> found.add(new ClassPathStorage(provider.get())));
        return found;
    }

    /** Leaves out those that do not load, so that one does not take the others with it. */
    private static <T> void forEach(Iterator<T> providers, Consumer<T> action) {
        int failures = 0;
        while (failures < MOST_FAILURES) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                action.accept(providers.next());
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                failures++;
                LoggerFactory.getLogger(ClassPathPlugins.class)
                        .warn("Left out a plugin on the class path: {}", e.toString());
            }
        }
    }

    /** The jar or folder that a class is from. */
    static String location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return "the class path";
        }
        try {
            return Path.of(source.getLocation().toURI()).toRealPath().toString();
        } catch (URISyntaxException | IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            return source.getLocation().toString();
        }
    }
}
