package io.dlt4j.config;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigField.Kind;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.CredentialSpec;
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
    private final List<String> sections;
    private final List<String> embedded;
    private final Map<String, Given> given;

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<MissingFields.Field> missing = new ArrayList<>();
    private final List<String> resolved = new ArrayList<>();
    private final List<FieldOrigin> origins = new ArrayList<>();

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
    record Resolution(ConfigValues values, Optional<MissingFields> missing, List<FieldOrigin> origins) {}

    SpecResolver(
            KeyLookup lookup, ConfigSpec spec, List<String> sections, List<String> embedded, Map<String, Given> given) {
        this.lookup = lookup;
        this.spec = spec;
        this.sections = sections;
        this.embedded = embedded;
        this.given = given;
    }

    Resolution resolve() {
        for (ConfigField<?> field : spec.fields()) {
            Given value = given.get(field.name());
            if (value != null && value.value() == null) {
                absent(field, Source.EXPLICIT, List.of(new TriedKey("ExplicitValues", field.name())));
            } else if (field.credentials().isPresent()) {
                credentials(field, field.credentials().get(), value);
            } else if (value != null) {
                given(field, value);
            } else {
                lookUp(field);
            }
        }
        Optional<MissingFields> fields =
                missing.isEmpty() ? Optional.empty() : Optional.of(new MissingFields(spec.name(), missing, resolved));
        return new Resolution(new ResolvedValues(spec, values), fields, origins);
    }

    private void given(ConfigField<?> field, Given value) {
        Object place = value.from().isPresent() ? value.from().get() : "the value given explicitly";
        Object converted = convert(field, Objects.requireNonNull(value.value(), "value is null"), place);
        keep(field, converted, true);
        Source source = value.from().isPresent() ? Source.PROVIDER : Source.EXPLICIT;
        origin(field, converted, source, value.from(), List.of());
    }

    private void lookUp(ConfigField<?> field) {
        KeyLookup.Hit hit =
                lookup.find(field.name(), field.kind() == Kind.SECRET, LookupPaths.ofField(sections, embedded));
        if (hit.value() != null) {
            Object converted = convert(field, hit.value(), hit.key());
            keep(field, converted, false);
            origin(field, converted, Source.PROVIDER, Optional.of(hit.key()), hit.tried());
        } else if (field.defaultValue().isPresent()) {
            Object value = field.defaultValue().get();
            keep(field, value, false);
            origin(field, value, Source.DEFAULT, Optional.empty(), hit.tried());
        } else {
            absent(field, Source.NONE, hit.tried());
        }
    }

    private void credentials(ConfigField<?> field, CredentialSpec credentials, @Nullable Given explicit) {
        if (explicit != null && explicit.value() instanceof ConfigValues ready) {
            keep(field, ready, true);
            origin(field, "***", Source.EXPLICIT, Optional.empty(), List.of());
            return;
        }
        Map<String, Given> parts = explicit != null
                ? new NativeValue(credentials, explicit.value(), explicit.from()).fields()
                : lookUpNative(field, credentials);
        List<String> within = new ArrayList<>(embedded);
        within.add(field.name());
        Resolution resolution = new SpecResolver(lookup, credentials.fields(), sections, within, parts).resolve();
        for (FieldOrigin origin : resolution.origins()) {
            origins.add(new FieldOrigin(
                    field.name() + "." + origin.field(),
                    origin.value(),
                    origin.source(),
                    origin.key(),
                    origin.tried()));
        }
        if (resolution.missing().isEmpty()) {
            keep(field, resolution.values(), true);
        } else if (field.defaultValue().isPresent()) {
            keep(field, field.defaultValue().get(), false);
        } else if (!field.isOptional()) {
            missing.add(
                    new MissingFields.Nested(field.name(), resolution.missing().get()));
        }
    }

    /** Looks for the credentials as one value. A table there is not one: its entries are found field by field. */
    private Map<String, Given> lookUpNative(ConfigField<?> field, CredentialSpec credentials) {
        KeyLookup.Hit hit = lookup.find(field.name(), true, LookupPaths.ofField(sections, embedded));
        if (hit.value() == null || hit.value() instanceof Map<?, ?>) {
            origins.add(new FieldOrigin(field.name(), Optional.empty(), Source.NONE, Optional.empty(), hit.tried()));
            return Map.of();
        }
        origin(field, "***", Source.PROVIDER, Optional.of(hit.key()), hit.tried());
        return new NativeValue(credentials, hit.value(), Optional.of(hit.key())).fields();
    }

    private void keep(ConfigField<?> field, Object value, boolean wasGiven) {
        values.put(field.name(), value);
        if (wasGiven || !value.equals(field.defaultValue().orElse(null))) {
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

    /** @param place where the raw value is, written out only if there must be a message */
    static Object convert(ConfigField<?> field, Object raw, Object place) {
        Object value = Coercion.coerce(raw, field.kind());
        if (value == null) {
            throw new DltException(
                    ConfigError.CONFIG_VALUE_INVALID,
                    "Field `" + field.name() + "`: " + place + " is of type " + Coercion.typeName(raw)
                            + " and cannot be converted to "
                            + field.kind().name().toLowerCase(Locale.ROOT)
                            + ". The value may be a secret and is not shown.",
                    "Correct the value there.");
        }
        return value;
    }
}
