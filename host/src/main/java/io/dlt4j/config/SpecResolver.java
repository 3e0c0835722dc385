package io.dlt4j.config;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigField.Kind;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.error.DltException;
import io.dlt4j.config.FieldOrigin.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives each field of one specification its value: explicit, else from the providers, else its default. All fields are
 * looked at before missing ones are reported. Used once, by one thread.
 */
final class SpecResolver {

    private final KeyLookup lookup;
    private final ConfigSpec spec;
    private final Place place;
    private final Map<String, Given> given;

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<MissingFields.Field> missing = new ArrayList<>();
    private final List<String> resolved = new ArrayList<>();
    private final List<FieldOrigin> origins = new ArrayList<>();

    /**
     * Where a specification is.
     *
     * @param sections the caller's
     * @param embedded the names of the fields on the way down to it, outermost first
     */
    record Place(List<String> sections, List<String> embedded) {

        static Place top(List<String> sections) {
            return new Place(List.copyOf(sections), List.of());
        }

        /** The place of what is embedded in a field of a specification that is here. */
        Place within(ConfigSpec spec, String field) {
            List<String> inner = new ArrayList<>(embedded);
            if (embedded.isEmpty()) {
                spec.section().ifPresent(inner::add);
            }
            inner.add(field);
            return new Place(sections, inner);
        }
    }

    /**
     * A value that is not looked up.
     *
     * @param value raw; {@code null} says that the field has none
     * @param from the provider's key, if it is a part of a native value
     */
    record Given(@Nullable Object value, Optional<TriedKey> from) {

        static Map<String, Given> explicit(Map<?, ?> values) {
            Map<String, Given> given = new LinkedHashMap<>();
            values.forEach((name, value) -> given.put(String.valueOf(name), new Given(value, Optional.empty())));
            return given;
        }
    }

    /**
     * What came out.
     *
     * @param values those that are there
     * @param missing the required ones that are not
     * @param origins of each field, in order
     */
    record Resolution(ResolvedValues values, Optional<MissingFields> missing, List<FieldOrigin> origins) {}

    SpecResolver(KeyLookup lookup, ConfigSpec spec, Place place, Map<String, Given> given) {
        this.lookup = lookup;
        this.spec = spec;
        this.place = place;
        this.given = given;
    }

    Resolution resolve() {
        spec.fields().stream().filter(field -> !field.isDependent()).forEach(this::resolve);
        spec.fields().stream().filter(ConfigField::isDependent).forEach(this::resolve);
        Optional<MissingFields> fields =
                missing.isEmpty() ? Optional.empty() : Optional.of(new MissingFields(spec.name(), missing, resolved));
        return new Resolution(new ResolvedValues(spec, values), fields, origins);
    }

    private void resolve(ConfigField<?> field) {
        Given value = given.get(field.name());
        if (value != null && value.value() == null) {
            absent(field, Source.EXPLICIT, List.of(new TriedKey("ExplicitValues", field.name())));
        } else if (field.kind() == Kind.CREDENTIALS) {
            credentials(field, Optional.ofNullable(value));
        } else if (field.kind() == Kind.NESTED) {
            nested(field, value);
        } else if (value != null) {
            given(field, value);
        } else if (field.isLookedUp()) {
            lookUp(field);
        } else if (!useDefault(field, List.of())) {
            absent(field, Source.NONE, List.of(new TriedKey("ExplicitValues", field.name())));
        }
    }

    private void given(ConfigField<?> field, Given value) {
        Object origin = value.from().isPresent() ? value.from().get() : "the value given explicitly";
        Object converted = convert(field, Objects.requireNonNull(value.value(), "value is null"), origin);
        keep(field, converted, true);
        Source source = value.from().isPresent() ? Source.PROVIDER : Source.EXPLICIT;
        origin(field, converted, source, value.from(), List.of());
    }

    private void lookUp(ConfigField<?> field) {
        KeyLookup.Hit hit = lookup.find(
                field.name(),
                field.kind() == Kind.SECRET,
                LookupPaths.ofField(place.sections(), place.embedded(), spec.section()));
        if (hit.value() != null) {
            Placeholder.warnAbout(field.name(), hit.value(), hit.key(), hit.provider());
            Object converted = convert(field, hit.value(), hit.key());
            keep(field, converted, false);
            origin(field, converted, Source.PROVIDER, Optional.of(hit.key()), hit.tried());
        } else if (!useDefault(field, hit.tried())) {
            absent(field, Source.NONE, hit.tried());
        }
    }

    private boolean useDefault(ConfigField<?> field, List<TriedKey> tried) {
        if (field.defaultValue().isEmpty()) {
            return false;
        }
        Object value = field.defaultValue().get();
        keep(field, value, false);
        origin(field, value, Source.DEFAULT, Optional.empty(), tried);
        return true;
    }

    private void nested(ConfigField<?> field, @Nullable Given explicit) {
        if (explicit != null && explicit.value() instanceof ConfigValues ready) {
            ready(field, ready);
            return;
        }
        Map<String, Given> parts =
                explicit != null && explicit.value() instanceof Map<?, ?> map ? Given.explicit(map) : Map.of();
        Resolution resolution = new SpecResolver(
                        lookup, field.nestedSpec().orElseThrow(), place.within(spec, field.name()), parts)
                .resolve();
        origins.addAll(within(field, resolution.origins()));
        embedded(field, resolution.values(), resolution.missing().stream().toList());
    }

    private void credentials(ConfigField<?> field, Optional<Given> explicit) {
        if (explicit.isPresent() && explicit.get().value() instanceof ConfigValues ready) {
            ready(field, ready);
            return;
        }
        CredentialResolver.Outcome outcome = new CredentialResolver(lookup, place, place.within(spec, field.name()))
                .resolve(field.name(), field.alternatives(new ResolvedValues(spec, values)), explicit);
        origins.addAll(outcome.origins());
        if (outcome.needed()) {
            embedded(field, outcome.values().orElse(null), outcome.missing());
        }
    }

    private void ready(ConfigField<?> field, ConfigValues values) {
        keep(field, values, true);
        origin(field, "***", Source.EXPLICIT, Optional.empty(), List.of());
    }

    /** @param lacking what each alternative lacks; empty if one of them lacks nothing */
    private void embedded(ConfigField<?> field, @Nullable ConfigValues complete, List<MissingFields> lacking) {
        if (lacking.isEmpty() && complete != null) {
            keep(field, complete, true);
        } else if (field.defaultValue().isPresent()) {
            keep(field, field.defaultValue().get(), false);
        } else if (!field.isOptional()) {
            missing.add(new MissingFields.Nested(field.name(), lacking));
        }
    }

    static List<FieldOrigin> within(ConfigField<?> field, List<FieldOrigin> origins) {
        return origins.stream().map(origin -> origin.within(field.name())).toList();
    }

    private void keep(ConfigField<?> field, Object value, boolean wasGiven) {
        values.put(field.name(), value);
        if (field.isLookedUp()
                && (wasGiven || !value.equals(field.defaultValue().orElse(null)))) {
            resolved.add(field.name());
        }
    }

    private void absent(ConfigField<?> field, Source source, List<TriedKey> tried) {
        if (!field.isOptional()) {
            missing.add(new MissingFields.Plain(field.name(), tried));
        }
        origins.add(new FieldOrigin(field.name(), Optional.empty(), source, Optional.empty(), tried));
    }

    private void origin(
            ConfigField<?> field, Object value, Source source, Optional<TriedKey> key, List<TriedKey> tried) {
        origins.add(new FieldOrigin(field.name(), Optional.of(ValueText.shown(value)), source, key, tried));
    }

    /** @param origin where the raw value is, written out only if there must be a message */
    static Object convert(ConfigField<?> field, Object raw, Object origin) {
        Object value = Coercion.coerce(raw, field.kind());
        if (value == null) {
            throw invalid(
                    field,
                    origin + " is of type " + Coercion.typeName(raw) + " and cannot be converted to "
                            + field.kind().name().toLowerCase(Locale.ROOT),
                    "Correct the value there.");
        }
        if (!field.choices().isEmpty() && !field.choices().contains(value)) {
            throw invalid(
                    field,
                    origin + " is none of the values that it can have",
                    "Use one of: " + String.join(", ", field.choices()) + ".");
        }
        return value;
    }

    private static DltException invalid(ConfigField<?> field, String problem, String nextStep) {
        return new DltException(
                ConfigError.CONFIG_VALUE_INVALID,
                "Field `" + field.name() + "`: " + problem + ". The value may be a secret and is not shown.",
                nextStep);
    }
}
