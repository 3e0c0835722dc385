package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.DestinationFactory;
import io.dlt4j.api.capability.Capabilities;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.Secret;
import io.dlt4j.sink.Sink;
import io.dlt4j.sink.SinkFunction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names a destination: its type, the name of its configuration if that is not the type's, and arguments given in code.
 *
 * <p>Nothing is looked up, loaded or opened by naming a destination: what the reference stands for is found when a pipeline is
 * opened with it, its configuration is resolved when a client is opened. Immutable; two destinations are equal if they are the
 * same object.
 */
public final class Destination {

    private static final String CREDENTIALS = "credentials";
    private static final String ENVIRONMENT = "environment";

    private final String reference;
    private final Optional<Class<? extends DestinationFactory>> factory;
    private final Optional<String> name;
    private final Map<String, @Nullable Object> arguments;
    private final Optional<Sink> sink;

    private Destination(
            String reference,
            Optional<Class<? extends DestinationFactory>> factory,
            Optional<Sink> sink,
            Optional<String> name,
            Map<String, @Nullable Object> arguments) {
        this.reference = requireNonNull(reference, "reference is null");
        this.factory = factory;
        this.sink = sink;
        this.name = name;
        this.arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        if (reference.isBlank()) {
            throw new IllegalArgumentException("reference is blank");
        }
    }

    /**
     * A destination by what a user writes: the name of a configured destination ({@code destination.<name>.destination_type}), a
     * type such as {@code duckdb}, also in the form {@code dlt.destinations.duckdb}, or the class name of a factory.
     */
    public static Destination from(String reference) {
        return new Destination(reference, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    /** A destination by its factory class, which need not be named in a service file. */
    public static Destination from(Class<? extends DestinationFactory> factory) {
        return new Destination(factory.getName(), Optional.of(factory), Optional.empty(), Optional.empty(), Map.of());
    }

    /**
     * A destination that is a function of this program; it gets ten rows a call.
     *
     * @param name the destination's name, and the section of its configuration
     */
    public static Destination sink(String name, SinkFunction function) {
        return sink(Sink.of(name, function));
    }

    /** A destination that is a function of this program. */
    public static Destination sink(Sink sink) {
        return new Destination(
                "dlt.destinations." + Sink.TYPE,
                Optional.empty(),
                Optional.of(sink),
                Optional.of(sink.name()),
                Map.of());
    }

    /** A copy whose configuration is looked up under {@code destinationName}; its reference is then a type. */
    public Destination named(String destinationName) {
        if (destinationName.isBlank()) {
            throw new IllegalArgumentException("destinationName is blank");
        }
        return new Destination(reference, factory, sink, Optional.of(destinationName), arguments);
    }

    /**
     * A copy with an argument: a field of the destination's configuration, which then goes before all providers, or a
     * capability by its name in the reference or in the sheet. What is neither is reported when the destination is opened, and has
     * no effect.
     *
     * @param argument for example {@code create_indexes} or {@code max_identifier_length}
     * @param value as the field takes it; {@code null} says that it has none. A value that equals the field's default counts as
     *     not given, as in the reference
     */
    public Destination with(String argument, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(arguments);
        more.put(requireNonNull(argument, "argument is null"), value);
        return new Destination(reference, factory, sink, name, more);
    }

    /** A copy with credentials in their native form: a connection string, a path, the text of a key file. */
    public Destination credentials(String nativeForm) {
        return with(CREDENTIALS, Secret.of(nativeForm));
    }

    /** A copy with credentials in their native form. */
    public Destination credentials(Secret nativeForm) {
        return with(CREDENTIALS, requireNonNull(nativeForm, "nativeForm is null"));
    }

    /** A copy with credentials field by field; those that are not given are looked up. */
    public Destination credentials(Map<String, ?> fields) {
        return with(CREDENTIALS, Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
    }

    /** A copy with credentials that are resolved already. */
    public Destination credentials(ConfigValues resolved) {
        return with(CREDENTIALS, requireNonNull(resolved, "resolved is null"));
    }

    /** A copy with a label that load infos carry, for example {@code production}. */
    public Destination environment(String label) {
        return with(ENVIRONMENT, requireNonNull(label, "label is null"));
    }

    /**
     * What it can do, in the environment and the configuration of this process. Needs no credentials and loads no driver.
     *
     * @throws io.dlt4j.api.error.DltException if the reference is no destination
     */
    public Capabilities capabilities() {
        try (Destinations here = Destinations.ofProcess()) {
            return here.inspect(this).capabilities();
        }
    }

    /** As {@link #capabilities()}, adjusted to a naming convention such as {@code sql_cs_v1}. */
    public Capabilities capabilities(String namingConvention) {
        try (Destinations here = Destinations.ofProcess()) {
            return here.inspect(this, namingConvention).capabilities();
        }
    }

    /** What the user wrote; for a class, its name. */
    public String reference() {
        return reference;
    }

    /** The name that {@link #named} gave it. */
    public Optional<String> explicitName() {
        return name;
    }

    Optional<Class<? extends DestinationFactory>> factory() {
        return factory;
    }

    Optional<Sink> sink() {
        return sink;
    }

    /** The arguments given in code; a value may be {@code null}. */
    Map<String, @Nullable Object> arguments() {
        return arguments;
    }

    /** Reference and name; no arguments, which may be secrets. */
    @Override
    public String toString() {
        return name.map(given -> given + " (" + reference + ")").orElse(reference);
    }
}
