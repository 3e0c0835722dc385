package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.config.Config;
import io.dlt4j.plugin.DestinationReference;
import io.dlt4j.schema.NamingConvention;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A destination that was found. Nothing of its configuration has been resolved, and its plugin may be missing.
 *
 * @param given what the user named, if it was an object and not a text
 * @param sheet what the type can do
 * @param arguments given in code; a value may be {@code null}
 */
record Target(
        DestinationReference reference,
        Optional<Destination> given,
        Capabilities sheet,
        Map<String, @Nullable Object> arguments) {

    Target {
        requireNonNull(reference, "reference is null");
        requireNonNull(given, "given is null");
        requireNonNull(sheet, "sheet is null");
        requireNonNull(arguments, "arguments is null");
    }

    String type() {
        return reference.type();
    }

    /** The label of its configuration: the name it was given, else its type. */
    String name() {
        return reference.name();
    }

    /** Whether it was given a name, be it that of its type. */
    boolean isNamed() {
        return reference.explicitName().isPresent();
    }

    /** Where its configuration is looked up. */
    List<String> sections() {
        return List.of("destination", name());
    }

    /** What it can do as configured, before any naming convention. */
    Capabilities capabilities(Config config) {
        return effective(config).of(sheet);
    }

    /** What it can do under a naming convention. */
    Capabilities capabilities(Config config, NamingConvention naming) {
        return effective(config).of(sheet, naming);
    }

    private EffectiveCapabilities effective(Config config) {
        return new EffectiveCapabilities(config, sections(), arguments);
    }

    /** {@code name (canonical type)}. */
    @Override
    public String toString() {
        return reference.description();
    }
}
