package io.dlt4j.testkit;

import io.dlt4j.api.DestinationFactory;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The class path of the tests without the destinations on it: the plugin's own classes are there too, and would be found twice.
 */
final class HiddenPlugins extends ClassLoader {

    private static final String SERVICE = "META-INF/services/" + DestinationFactory.class.getName();
    private static final String SHEETS = "META-INF/dlt4j/capabilities/";

    private final String sheet;

    HiddenPlugins(ClassLoader parent, String type) {
        super("class path without destinations", parent);
        this.sheet = SHEETS + type + ".json";
    }

    @Override
    public @Nullable URL getResource(String name) {
        return isHidden(name) ? null : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return isHidden(name) ? Collections.emptyEnumeration() : super.getResources(name);
    }

    private boolean isHidden(String name) {
        return name.equals(SERVICE) || name.equals(sheet);
    }
}
