package io.dlt4j.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values of a nested map, for example of a file of one's own format; looked up as in a TOML file. Immutable. */
public final class DocumentProvider implements ConfigProvider {

    private final String name;
    private final Map<String, Object> document;
    private final boolean secrets;
    private final List<String> locations;

    private DocumentProvider(String name, Map<String, Object> document, boolean secrets, List<String> locations) {
        this.name = requireNonNull(name, "name is null");
        this.document = document;
        this.secrets = secrets;
        this.locations = List.copyOf(locations);
    }

    /** Values that may be secrets; the map is copied, entries with {@code null} are left out. */
    public static DocumentProvider of(String name, Map<String, ?> document) {
        return new DocumentProvider(name, Tables.copy(document), true, List.of());
    }

    /** A copy that may not hold secrets. */
    public DocumentProvider withoutSecrets() {
        return new DocumentProvider(name, document, false, locations);
    }

    /** A copy that names where the values were read. */
    public DocumentProvider readFrom(List<String> places) {
        return new DocumentProvider(name, document, secrets, places);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean holdsSecrets() {
        return secrets;
    }

    @Override
    public boolean isEmpty() {
        return document.isEmpty();
    }

    @Override
    public Optional<Object> find(ConfigKey key) {
        return Tables.find(document, key.path());
    }

    @Override
    public List<String> locations() {
        return locations;
    }

    @Override
    public List<String> presentLocations() {
        return locations;
    }

    /** The name only. */
    @Override
    public String toString() {
        return name;
    }
}
