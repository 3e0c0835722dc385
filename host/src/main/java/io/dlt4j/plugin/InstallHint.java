package io.dlt4j.plugin;

import io.dlt4j.Product;
import java.util.List;

/** How a user gets the plugin of a destination. */
final class InstallHint {

    /** The destinations that have a plugin of this product, by name. */
    static final List<String> OWN = List.of("bigquery", "duckdb", "filesystem", "postgres");

    private static final String GROUP = "io.dlt4j";

    private InstallHint() {}

    /** One or two sentences. Promises coordinates only of plugins that belong to this release. */
    static String of(String type) {
        if (!OWN.contains(type)) {
            return "Put the plugin that brings '" + type + "' on the class path, or its folder into a plugin directory;"
                    + " dlt4j " + Product.VERSION + " has none of its own for it.";
        }
        return "Add " + coordinates(type) + " to the class path, which brings its driver, or put the plugin's folder '"
                + type + "' into a plugin directory such as ~/.dlt/plugins.";
    }

    /** The Maven coordinates of a plugin of this release. */
    static String coordinates(String type) {
        return GROUP + ":dlt4j-destination-" + type + ":" + Product.VERSION;
    }
}
