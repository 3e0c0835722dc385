package io.dlt4j.plugin;

import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.format.FileFormatProvider;
import io.dlt4j.api.storage.StorageProvider;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Something that brings destinations, formats or stores. Thread-safe. */
interface Plugin {

    String id();

    /** The API version it was compiled against, if it says so. */
    Optional<String> api();

    /** Its own version, if its jar says so. */
    default Optional<String> version() {
        return Optional.empty();
    }

    /** Where it is, the same text for the same jar. */
    String location();

    Optional<PluginProblem> problem();

    /** The calls into this plugin. Opens its class loader if it is not open. */
    PluginInvoker invoker();

    /** The destination types; empty if its descriptor cannot be read. */
    default List<String> destinations() {
        return List.of();
    }

    /** The class name of the factory of a type that it brings. */
    default Optional<String> factoryName(String type) {
        return Optional.empty();
    }

    /** The bytes of the capability sheet of a type. Loads no class. */
    default Optional<byte[]> capabilitySheet(String type) throws IOException {
        return Optional.empty();
    }

    /**
     * Loads the factory of a type that it brings, unless that was done.
     *
     * @throws DltException if it cannot be loaded
     */
    default DestinationFactory factory(String type) {
        throw new IllegalStateException(id() + " brings no destination " + type);
    }

    /** The names of the formats; empty if its descriptor cannot be read. */
    default List<String> formats() {
        return List.of();
    }

    /**
     * Loads the provider of a format that it brings, unless that was done.
     *
     * @throws DltException if it cannot be loaded
     */
    default FileFormatProvider format(String name) {
        throw new IllegalStateException(id() + " brings no format " + name);
    }

    /** Whether it brings the type, or may do so if it were not broken. */
    default boolean claimsDestination(String type) {
        return destinations().contains(type) || (isUnreadable() && id().equals(type));
    }

    /** Whether it brings the format, or may do so if it were not broken. */
    default boolean claimsFormat(String name) {
        return formats().contains(name) || (isUnreadable() && (id().equals(name) || id().equals("format-" + name)));
    }

    /** The schemes of URLs whose stores it brings; empty if its descriptor cannot be read. */
    default List<String> storages() {
        return List.of();
    }

    /**
     * Loads the provider of a scheme that it brings, unless that was done.
     *
     * @throws DltException if it cannot be loaded
     */
    default StorageProvider storage(String scheme) {
        throw new IllegalStateException(id() + " brings no store of " + scheme + "://");
    }

    /** Whether it brings stores of the scheme, or may do so if it were not broken. */
    default boolean claimsStorage(String scheme) {
        return storages().contains(scheme)
                || (isUnreadable() && InstallHint.storageId(scheme).equals(id()));
    }

    private boolean isUnreadable() {
        return destinations().isEmpty() && formats().isEmpty() && storages().isEmpty();
    }

    /** Maven coordinates of the libraries that it needs; empty if it does not say. */
    default List<String> libraries() {
        return List.of();
    }

    /** What its code threw where it must not. */
    default DltException unavailable(Throwable failure) {
        return unavailable(PluginProblem.of(failure, libraries()));
    }

    default DltException unavailable(PluginProblem problem) {
        return problem.toException(id(), location());
    }
}
