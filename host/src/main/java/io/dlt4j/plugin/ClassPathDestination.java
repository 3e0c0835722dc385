package io.dlt4j.plugin;

import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.DestinationPlugin;
import io.dlt4j.config.CapabilitySheet;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A destination factory of the application: on the class path, on the module path, or given as a class. */
final class ClassPathDestination implements Plugin {

    private final Supplier<DestinationFactory> maker;
    private final Class<?> type;
    private final Optional<DestinationPlugin> mark;
    private final PluginInvoker invoker;
    private @Nullable DestinationFactory factory;

    private ClassPathDestination(Class<?> type, Supplier<DestinationFactory> maker) {
        this.maker = maker;
        this.type = type;
        this.mark = Optional.ofNullable(type.getAnnotation(DestinationPlugin.class));
        this.invoker = new PluginInvoker(this, type.getClassLoader());
    }

    /** One that a service file names. */
    static ClassPathDestination of(ServiceLoader.Provider<DestinationFactory> provider) {
        return new ClassPathDestination(provider.type(), provider);
    }

    /** One that is given as a class. */
    static ClassPathDestination of(Class<? extends DestinationFactory> type) {
        return new ClassPathDestination(type, () -> make(type));
    }

    /** One that is there already. */
    static ClassPathDestination of(DestinationFactory factory) {
        return new ClassPathDestination(factory.getClass(), () -> factory);
    }

    private static DestinationFactory make(Class<? extends DestinationFactory> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new ServiceConfigurationError(type.getName() + " cannot be made", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new ServiceConfigurationError(
                    type.getName() + " is not a public class with a public constructor without parameters", e);
        }
    }

    @Override
    public String id() {
        return mark.map(DestinationPlugin::id).orElse(type.getName());
    }

    @Override
    public Optional<String> api() {
        return mark.map(DestinationPlugin::api);
    }

    @Override
    public Optional<String> version() {
        return Optional.ofNullable(type.getPackage().getImplementationVersion());
    }

    @Override
    public String location() {
        return ClassPathPlugins.location(type);
    }

    /** Read only when something is missing. */
    @Override
    public List<String> libraries() {
        try {
            return PluginDescriptor.read(Path.of(location())).libraries();
        } catch (InvalidPluginException | InvalidPathException e) {
            return List.of();
        }
    }

    @Override
    public Optional<PluginProblem> problem() {
        return mark.isPresent()
                ? PluginProblem.ofApi(mark.get().api())
                : Optional.of(PluginProblem.invalid("it is not annotated with @DestinationPlugin", null));
    }

    @Override
    public PluginInvoker invoker() {
        return invoker;
    }

    @Override
    public List<String> destinations() {
        return List.of(id());
    }

    @Override
    public Optional<String> factoryName(String destinationType) {
        return id().equals(destinationType) ? Optional.of(type.getName()) : Optional.empty();
    }

    @Override
    public Optional<byte[]> capabilitySheet(String destinationType) throws IOException {
        try (InputStream stream =
                type.getClassLoader().getResourceAsStream(CapabilitySheet.resourceName(destinationType))) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        }
    }

    @Override
    public synchronized DestinationFactory factory(String destinationType) {
        DestinationFactory created = factory;
        if (created == null) {
            created = invoker.call(this::instantiate);
            factory = created;
        }
        return created;
    }

    private DestinationFactory instantiate() {
        try {
            return maker.get();
        } catch (ServiceConfigurationError e) {
            throw unavailable(e.getCause() == null ? e : e.getCause());
        }
    }
}
