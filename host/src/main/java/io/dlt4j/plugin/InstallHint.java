package io.dlt4j.plugin;

import io.dlt4j.Product;
import java.util.List;
import java.util.Map;

/** How a user gets a plugin. */
final class InstallHint {

    /** The destinations that have a plugin of this product, by name. */
    static final List<String> OWN = List.of("bigquery", "duckdb", "filesystem", "postgres");

    /** The plugins of this product that bring stores, by scheme. */
    private static final Map<String, String> STORAGES = Map.ofEntries(
            Map.entry("s3", "storage-s3"),
            Map.entry("s3a", "storage-s3"),
            Map.entry("gs", "storage-gcs"),
            Map.entry("gcs", "storage-gcs"),
            Map.entry("az", "storage-azure"),
            Map.entry("azure", "storage-azure"),
            Map.entry("adl", "storage-azure"),
            Map.entry("abfs", "storage-azure"),
            Map.entry("abfss", "storage-azure"));

    private static final String GROUP = "io.dlt4j";

    private InstallHint() {}

    /** One or two sentences. Promises coordinates only of plugins that belong to this release. */
    static String of(String type) {
        if (!OWN.contains(type)) {
            return "Put the plugin that brings '" + type + "' on the class path, or its folder into a plugin directory;"
                    + " dlt4j " + Product.VERSION + " has none of its own for it.";
        }
        return "Add " + coordinates(type)
                + " to the class path, which brings its driver, or run 'dlt4j plugins install " + coordinates(type)
                + "'.";
    }

    /** As {@link #of}, for the stores of a scheme. */
    static String ofStorage(String scheme) {
        String id = storageId(scheme);
        if (!STORAGES.containsValue(id)) {
            return "Put the plugin that brings '" + scheme
                    + "' on the class path, or its folder into a plugin directory;" + " dlt4j " + Product.VERSION
                    + " has none of its own for it.";
        }
        String coordinates = GROUP + ":dlt4j-" + id + ":" + Product.VERSION;
        return "Add " + coordinates
                + " to the class path, which brings the service's client, or run 'dlt4j plugins install " + coordinates
                + "'.";
    }

    /** The id of the plugin that brings a scheme. */
    static String storageId(String scheme) {
        return STORAGES.getOrDefault(scheme, "storage-" + scheme);
    }

    /** The Maven coordinates of a plugin of this release. */
    static String coordinates(String type) {
        return GROUP + ":dlt4j-destination-" + type + ":" + Product.VERSION;
    }
}
