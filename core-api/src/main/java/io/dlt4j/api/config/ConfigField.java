package io.dlt4j.api.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Declares one field of a {@link ConfigSpec}: its name, type, default, and whether it is secret or may be missing.
 *
 * <p>Immutable; the {@code with…} and {@code optional} methods return copies. Also the typed key under which
 * {@link ConfigValues} hands the resolved value out.
 *
 * @param <T> the Java type of the resolved value
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ConfigField<T> {

    /** How a raw value (text of a variable, a TOML value) becomes the field's value. */
    public enum Kind {
        /** {@link String}. */
        TEXT,
        /** {@link Secret}; looked up in providers that hold secrets only. */
        SECRET,
        /** {@link Boolean}. */
        BOOL,
        /** {@link Long}. */
        INTEGER,
        /** {@link Double}. */
        DECIMAL,
        /** {@link List} of {@link String}. */
        LIST,
        /** {@link Map} of {@link String} to {@link String}. */
        MAP,
        /** {@link ConfigValues} of a {@link CredentialSpec}. */
        CREDENTIALS
    }

    private final String name;
    private final Kind kind;
    private final Optional<T> defaultValue;
    private final boolean optional;
    private final String description;
    private final Optional<CredentialSpec> credentials;

    private ConfigField(
            String name,
            Kind kind,
            @Nullable T defaultValue,
            boolean optional,
            String description,
            @Nullable CredentialSpec credentials) {
        this.name = requireNonNull(name, "name is null");
        this.kind = requireNonNull(kind, "kind is null");
        this.defaultValue = Optional.ofNullable(defaultValue);
        this.optional = optional;
        this.description = requireNonNull(description, "description is null");
        this.credentials = Optional.ofNullable(credentials);
    }

    /** A required text field. */
    public static ConfigField<String> text(String name) {
        return new ConfigField<>(name, Kind.TEXT, null, false, "", null);
    }

    /** A required secret. */
    public static ConfigField<Secret> secret(String name) {
        return new ConfigField<>(name, Kind.SECRET, null, false, "", null);
    }

    /** A required boolean. */
    public static ConfigField<Boolean> bool(String name) {
        return new ConfigField<>(name, Kind.BOOL, null, false, "", null);
    }

    /** A required 64-bit integer. */
    public static ConfigField<Long> integer(String name) {
        return new ConfigField<>(name, Kind.INTEGER, null, false, "", null);
    }

    /** A required floating point number. */
    public static ConfigField<Double> decimal(String name) {
        return new ConfigField<>(name, Kind.DECIMAL, null, false, "", null);
    }

    /** A required list of texts. */
    public static ConfigField<List<String>> list(String name) {
        return new ConfigField<>(name, Kind.LIST, null, false, "", null);
    }

    /** A required map of texts. */
    public static ConfigField<Map<String, String>> map(String name) {
        return new ConfigField<>(name, Kind.MAP, null, false, "", null);
    }

    /** Required credentials, given field by field or in the native form of {@code spec}. */
    public static ConfigField<ConfigValues> credentials(String name, CredentialSpec spec) {
        return new ConfigField<>(name, Kind.CREDENTIALS, null, false, "", requireNonNull(spec, "spec is null"));
    }

    /** A copy that has {@code value} where no provider has one. */
    public ConfigField<T> withDefault(T value) {
        return new ConfigField<>(
                name, kind, requireNonNull(value, "value is null"), optional, description, credentials.orElse(null));
    }

    /** A copy that may stay without a value. */
    public ConfigField<T> optional() {
        return new ConfigField<>(name, kind, defaultValue.orElse(null), true, description, credentials.orElse(null));
    }

    /** A copy with a sentence for {@code destinations describe} and sample configuration files. */
    public ConfigField<T> describedAs(String text) {
        return new ConfigField<>(name, kind, defaultValue.orElse(null), optional, text, credentials.orElse(null));
    }

    /** The name, in dlt's snake_case. */
    public String name() {
        return name;
    }

    /** How raw values are converted. */
    public Kind kind() {
        return kind;
    }

    /** The value used where no provider has one. */
    public Optional<T> defaultValue() {
        return defaultValue;
    }

    /** Whether the field may stay without a value. */
    public boolean isOptional() {
        return optional;
    }

    /** A sentence about the field, possibly empty. */
    public String description() {
        return description;
    }

    /** The nested specification of a {@link Kind#CREDENTIALS} field. */
    public Optional<CredentialSpec> credentials() {
        return credentials;
    }

    /** Name and kind, for messages. */
    @Override
    public String toString() {
        return name + " (" + kind + ")";
    }
}
