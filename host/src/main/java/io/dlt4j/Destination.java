package io.dlt4j;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Names a destination: its type, the name of its configuration if that is not the type's, and values given in code.
 *
 * <p>Nothing is looked up, loaded or opened by naming a destination. Immutable.
 */
public final class Destination {

    private static final String REFERENCE_PREFIX = "dlt.destinations.";

    private final String reference;
    private final Optional<String> name;
    private final Map<String, Object> values;

    private Destination(String reference, Optional<String> name, Map<String, Object> values) {
        this.reference = requireNonNull(reference, "reference is null");
        this.name = name;
        this.values = Map.copyOf(values);
    }

    /** A destination by its type, for example {@code duckdb}, also in the form {@code dlt.destinations.duckdb}. */
    public static Destination of(String reference) {
        if (reference.isBlank()) {
            throw new IllegalArgumentException("reference is blank");
        }
        return new Destination(reference, Optional.empty(), Map.of());
    }

    /** A copy whose configuration is looked up under {@code destinationName}. */
    public Destination named(String destinationName) {
        return new Destination(reference, Optional.of(destinationName), values);
    }

    /** A copy with a configuration value that goes before all providers. */
    public Destination with(String key, Object value) {
        Map<String, Object> more = new TreeMap<>(values);
        more.put(key, requireNonNull(value, "value is null"));
        return new Destination(reference, name, more);
    }

    /** The type without dlt's prefix. */
    public String type() {
        return reference.startsWith(REFERENCE_PREFIX) ? reference.substring(REFERENCE_PREFIX.length()) : reference;
    }

    /** The type as the pipeline state has it: with dlt's prefix. */
    String canonicalType() {
        return type().indexOf('.') < 0 ? REFERENCE_PREFIX + type() : type();
    }

    /** The name: the type unless {@link #named} gave another one. */
    public String name() {
        return name.orElse(type());
    }

    /** Whether {@link #named} gave it a name. */
    public boolean isNamed() {
        return name.isPresent() && !name.get().equals(type());
    }

    /** The values given in code. */
    Map<String, Object> values() {
        return values;
    }

    /** Type and name; no values, which may be secrets. */
    @Override
    public String toString() {
        return isNamed() ? name() + " (" + type() + ")" : type();
    }
}
