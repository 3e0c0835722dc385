package io.dlt4j.plugin;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.format.FileFormatReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way into a plugin's code: libraries that look for classes through the thread's context class loader must find the
 * plugin's. No other class sets it.
 *
 * <p>Objects of a plugin are handed out as dynamic proxies over the API interfaces that they implement. Delegates written by
 * hand would need a class for each combination of the {@code Supports…} interfaces, and a new one for each that is added;
 * a reflective call costs nothing beside what these methods do.
 */
final class PluginInvoker {

    private static final String API = DestinationFactory.class.getPackageName() + ".";

    private final Plugin plugin;
    private final ClassLoader loader;

    PluginInvoker(Plugin plugin, ClassLoader loader) {
        this.plugin = plugin;
        this.loader = loader;
    }

    /** The swapped context class loader of this thread; closing puts the former one back. */
    private record Scope(Thread thread, @Nullable ClassLoader former) implements AutoCloseable {

        static Scope enter(ClassLoader loader) {
            Thread thread = Thread.currentThread();
            ClassLoader former = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            return new Scope(thread, former);
        }

        @Override
        public void close() {
            thread.setContextClassLoader(former);
        }
    }

    /**
     * Calls the plugin.
     *
     * @throws io.dlt4j.api.error.DltException if its classes do not link
     */
    <T> T call(Supplier<T> call) {
        try (Scope scope = Scope.enter(loader)) {
            return call.get();
        } catch (LinkageError e) {
            throw plugin.unavailable(e);
        }
    }

    /** An object that makes each call to {@code instance}, and to what it opens, through this invoker. */
    <T> T wrap(Class<T> type, T instance) {
        Set<Class<?>> interfaces = new LinkedHashSet<>(Set.of(type));
        addApiInterfaces(instance.getClass(), interfaces);
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                interfaces.toArray(Class<?>[]::new),
                (self, method, arguments) -> invoke(instance, method, arguments));
        return type.cast(proxy);
    }

    /**
     * What a client of the plugin gets as its context: that of the host, with the threads of the plugin. A proxy, so that a method
     * which the context gains is passed on too.
     */
    DestinationContext context(DestinationContext host) {
        ThreadFactory threads = threadFactory();
        return (DestinationContext) Proxy.newProxyInstance(
                DestinationContext.class.getClassLoader(),
                new Class<?>[] {DestinationContext.class},
                (self, method, arguments) ->
                        method.getName().equals("threadFactory") ? threads : pass(host, method, arguments));
    }

    private static @Nullable Object pass(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Makes daemon threads that run the plugin's code from the start. */
    ThreadFactory threadFactory() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "dlt4j-" + plugin.id() + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }

    private @Nullable Object invoke(Object instance, Method method, Object @Nullable [] arguments) throws Throwable {
        try (Scope scope = Scope.enter(loader)) {
            return opened(method.getReturnType(), method.invoke(instance, arguments));
        } catch (InvocationTargetException e) {
            Throwable failure = e.getCause();
            throw failure instanceof LinkageError ? plugin.unavailable(failure) : failure;
        }
    }

    /** What a plugin opens, such as a writer, is called like the plugin itself. */
    private @Nullable Object opened(Class<?> type, @Nullable Object result) {
        if (result instanceof Optional<?> maybe
                && maybe.isPresent()
                && maybe.get() instanceof FileFormatReader reader) {
            return Optional.of(wrap(FileFormatReader.class, reader));
        }
        boolean isOpen = type.isInterface()
                && isApi(type)
                && (AutoCloseable.class.isAssignableFrom(type) || type == FileFormatProvider.class);
        return isOpen && result != null ? wrapAs(type, result) : result;
    }

    private <T> T wrapAs(Class<T> type, Object result) {
        return wrap(type, type.cast(result));
    }

    private static void addApiInterfaces(@Nullable Class<?> type, Set<Class<?>> found) {
        if (type == null) {
            return;
        }
        for (Class<?> implemented : type.getInterfaces()) {
            if (isApi(implemented)) {
                found.add(implemented);
            }
            addApiInterfaces(implemented, found);
        }
        addApiInterfaces(type.getSuperclass(), found);
    }

    private static boolean isApi(Class<?> type) {
        return type.getName().startsWith(API);
    }
}
