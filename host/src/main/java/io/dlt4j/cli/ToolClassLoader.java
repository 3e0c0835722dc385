package io.dlt4j.cli;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/** The classes of a tool: the platform's, its own, and the host's, but not those of the libraries that the host uses. */
final class ToolClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader host;

    ToolClassLoader(String name, List<URL> jars, ClassLoader host) {
        super("dlt4j-tool-" + name, jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("io.dlt4j.") || name.startsWith("org.slf4j.")) {
            try {
                return host.loadClass(name);
            } catch (ClassNotFoundException e) {
                // A class of the tool itself.
                return super.loadClass(name, resolve);
            }
        }
        return super.loadClass(name, resolve);
    }
}
