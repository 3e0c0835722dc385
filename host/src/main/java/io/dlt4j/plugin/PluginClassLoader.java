package io.dlt4j.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/**
 * The classes of one plugin: its own, those of the Java platform, and of the host's only the API, slf4j and annotations.
 *
 * <p>Files under {@code META-INF/services} are the plugin's alone. The host's would name classes that are not visible here,
 * and a library of the plugin that finds the host's provider of the same service fails on it. Providers of the Java
 * platform are in named modules, which {@link java.util.ServiceLoader} asks without such files.
 */
final class PluginClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final List<String> SHARED_PACKAGES =
            List.of("io.dlt4j.api.", "org.slf4j.", "org.jspecify.", "org.apiguardian.");
    private static final List<String> SHARED_FOLDERS =
            SHARED_PACKAGES.stream().map(name -> name.replace('.', '/')).toList();
    private static final String SERVICES = "META-INF/services/";

    private final ClassLoader host;

    /**
     * @param id the plugin's id, which names the loader in stack traces
     * @param jars the plugin's jar, then those of its libraries
     */
    PluginClassLoader(String id, List<URL> jars, ClassLoader host) {
        super("dlt4j-plugin-" + id, jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.host = Objects.requireNonNull(host, "host is null");
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return startsWithAny(name, SHARED_PACKAGES) ? host.loadClass(name) : super.loadClass(name, resolve);
    }

    @Override
    public URL getResource(String name) {
        if (name.startsWith(SERVICES)) {
            return findResource(name);
        }
        return startsWithAny(name, SHARED_FOLDERS) ? host.getResource(name) : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (name.startsWith(SERVICES)) {
            return findResources(name);
        }
        return startsWithAny(name, SHARED_FOLDERS) ? host.getResources(name) : super.getResources(name);
    }

    /** Deregisters the plugin's JDBC drivers, which would keep the loader in memory, and closes the jars. */
    @Override
    public void close() throws IOException {
        try {
            if (hasLoadedDriver()) {
                deregisterDrivers();
            }
        } finally {
            super.close();
        }
    }

    /** Asks without touching {@code DriverManager}, which would load every driver of the application. */
    private boolean hasLoadedDriver() throws IOException {
        Enumeration<URL> files = findResources(SERVICES + "java.sql.Driver");
        while (files.hasMoreElements()) {
            try (InputStream stream = files.nextElement().openStream();
                    Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
                    BufferedReader lines = new BufferedReader(reader)) {
                if (lines.lines().map(String::strip).anyMatch(this::isLoaded)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isLoaded(String className) {
        return !className.isEmpty() && findLoadedClass(className) != null;
    }

    /** {@code DriverManager} lets only classes of this loader see and remove its drivers: so the work is defined here. */
    private void deregisterDrivers() {
        String name = JdbcDriverRelease.class.getName();
        try (InputStream stream = JdbcDriverRelease.class.getResourceAsStream("JdbcDriverRelease.class")) {
            byte[] code = Objects.requireNonNull(stream, "JdbcDriverRelease.class is null")
                    .readAllBytes();
            Class<?> release = defineClass(name, code, 0, code.length);
            ((Runnable) release.getConstructor().newInstance()).run();
        } catch (IOException | ReflectiveOperationException | LinkageError e) {
            LoggerFactory.getLogger(PluginClassLoader.class)
                    .warn("JDBC drivers of {} stay registered; its classes cannot be unloaded", getName(), e);
        }
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
