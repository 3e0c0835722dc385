package io.dlt4j.api.config;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Declares one field of a {@link ConfigSpec}: its name, type, default, and whether it is secret or may be missing.
 *
 * <p>Immutable; the {@code with…}, {@code oneOf} and {@code optional} methods return copies. Also the typed key under which
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
        /** {@link BigDecimal}: every digit counts. */
        NUMBER,
        /** {@code byte[]}; as text in Base64, or hexadecimal after {@code 0x}. */
        BYTES,
        /** {@link OffsetDateTime}; one without an offset is in UTC. */
        TIMESTAMP,
        /** {@link LocalDate}. */
        DATE,
        /** {@link LocalTime}. */
        TIME,
        /** {@link List} of {@link String}. */
        LIST,
        /** {@link Map} of {@link String} to {@link String}. */
        MAP,
        /** {@link Map} of {@link String} to what TOML and JSON have: texts, numbers, booleans, lists, maps. */
        TABLE,
        /** {@link ConfigValues} of another {@link ConfigSpec}. */
        NESTED,
        /** {@link ConfigValues} of a {@link CredentialSpec}. */
        CREDENTIALS
    }

    private final String name;
    private final Kind kind;
    private final Traits<T> traits;

    /**
     * What the copying methods change.
     *
     * @param embedded the alternatives of credentials, a {@link Choice} among them, or the {@link ConfigSpec} nested here
     */
    private record Traits<T>(
            @Nullable T defaultValue,
            boolean optional,
            boolean lookedUp,
            String description,
            List<String> choices,
            @Nullable Object embedded) {

        static <T> Traits<T> none() {
            return new Traits<>(null, false, true, "", List.of(), null);
        }

        static <T> Traits<T> embedding(Object embedded) {
            return new Traits<>(null, false, true, "", List.of(), embedded);
        }
    }

    /** The credentials that fit the fields resolved so far. */
    private record Choice(Function<ConfigValues, List<CredentialSpec>> alternatives) {}

    private ConfigField(String name, Kind kind, Traits<T> traits) {
        this.name = requireNonNull(name, "name is null");
        this.kind = requireNonNull(kind, "kind is null");
        this.traits = traits;
    }

    private static <T> ConfigField<T> plain(String name, Kind kind) {
        return new ConfigField<>(name, kind, Traits.none());
    }

    /** A required text field. */
    public static ConfigField<String> text(String name) {
        return plain(name, Kind.TEXT);
    }

    /** A required secret. */
    public static ConfigField<Secret> secret(String name) {
        return plain(name, Kind.SECRET);
    }

    /** A required boolean. */
    public static ConfigField<Boolean> bool(String name) {
        return plain(name, Kind.BOOL);
    }

    /** A required 64-bit integer. */
    public static ConfigField<Long> integer(String name) {
        return plain(name, Kind.INTEGER);
    }

    /** A required floating point number. */
    public static ConfigField<Double> decimal(String name) {
        return plain(name, Kind.DECIMAL);
    }

    /** A required number of any size and scale. */
    public static ConfigField<BigDecimal> number(String name) {
        return plain(name, Kind.NUMBER);
    }

    /** Required bytes. */
    public static ConfigField<byte[]> bytes(String name) {
        return plain(name, Kind.BYTES);
    }

    /** A required instant with its offset. */
    public static ConfigField<OffsetDateTime> timestamp(String name) {
        return plain(name, Kind.TIMESTAMP);
    }

    /** A required date. */
    public static ConfigField<LocalDate> date(String name) {
        return plain(name, Kind.DATE);
    }

    /** A required time of day. */
    public static ConfigField<LocalTime> time(String name) {
        return plain(name, Kind.TIME);
    }

    /** A required list of texts. */
    public static ConfigField<List<String>> list(String name) {
        return plain(name, Kind.LIST);
    }

    /** A required map of texts. */
    public static ConfigField<Map<String, String>> map(String name) {
        return plain(name, Kind.MAP);
    }

    /** A required map of values as TOML and JSON have them, nested as deep as they come. */
    public static ConfigField<Map<String, Object>> table(String name) {
        return plain(name, Kind.TABLE);
    }

    /** A configuration within this one; its fields are looked up in a section of this field's name. */
    public static ConfigField<ConfigValues> nested(String name, ConfigSpec spec) {
        return new ConfigField<>(name, Kind.NESTED, Traits.embedding(requireNonNull(spec, "spec is null")));
    }

    /** Required credentials, given field by field or in the native form of {@code spec}. */
    public static ConfigField<ConfigValues> credentials(String name, CredentialSpec spec) {
        return credentials(name, List.of(spec));
    }

    /**
     * Required credentials of one of several kinds: the first that comes out complete is taken. {@link ConfigValues#spec()}
     * of the result tells which.
     *
     * @param alternatives at least one, the preferred first
     */
    public static ConfigField<ConfigValues> credentials(String name, List<CredentialSpec> alternatives) {
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException("credentials '" + name + "' have no alternative");
        }
        return new ConfigField<>(name, Kind.CREDENTIALS, Traits.embedding(List.copyOf(alternatives)));
    }

    /**
     * Required credentials whose kind depends on other fields of the same specification; resolved after all of these.
     *
     * @param choice the alternatives for the values resolved so far; none if no credentials are needed
     */
    public static ConfigField<ConfigValues> credentialsBy(
            String name, Function<ConfigValues, List<CredentialSpec>> choice) {
        return new ConfigField<>(
                name, Kind.CREDENTIALS, Traits.embedding(new Choice(requireNonNull(choice, "choice is null"))));
    }

    /** A copy that has {@code value} where no provider has one. */
    public ConfigField<T> withDefault(T value) {
        return with(new Traits<>(
                requireNonNull(value, "value is null"),
                traits.optional,
                traits.lookedUp,
                traits.description,
                traits.choices,
                traits.embedded));
    }

    /** A copy that may stay without a value. */
    public ConfigField<T> optional() {
        return with(new Traits<>(
                traits.defaultValue, true, traits.lookedUp, traits.description, traits.choices, traits.embedded));
    }

    /** A copy that no provider is asked for: it has its default unless code or a native form gives another value. */
    public ConfigField<T> withoutLookup() {
        return with(new Traits<>(
                traits.defaultValue, traits.optional, false, traits.description, traits.choices, traits.embedded));
    }

    /**
     * A copy that takes these values only.
     *
     * @throws IllegalStateException if this is no text field
     */
    public ConfigField<T> oneOf(String... values) {
        if (kind != Kind.TEXT) {
            throw new IllegalStateException("only texts can be chosen, and " + this + " is none");
        }
        return with(new Traits<>(
                traits.defaultValue,
                traits.optional,
                traits.lookedUp,
                traits.description,
                List.of(values),
                traits.embedded));
    }

    /** A copy with a sentence for {@code destinations describe} and sample configuration files. */
    public ConfigField<T> describedAs(String text) {
        return with(new Traits<>(
                traits.defaultValue,
                traits.optional,
                traits.lookedUp,
                requireNonNull(text, "text is null"),
                traits.choices,
                traits.embedded));
    }

    private ConfigField<T> with(Traits<T> changed) {
        return new ConfigField<>(name, kind, changed);
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
        return Optional.ofNullable(traits.defaultValue);
    }

    /** Whether the field may stay without a value. */
    public boolean isOptional() {
        return traits.optional;
    }

    /** Whether providers are asked for it. */
    public boolean isLookedUp() {
        return traits.lookedUp;
    }

    /** A sentence about the field, possibly empty. */
    public String description() {
        return traits.description;
    }

    /** The only texts that it takes; empty if it takes any. */
    public List<String> choices() {
        return traits.choices;
    }

    /** Whether the alternatives of credentials depend on other fields. */
    public boolean isDependent() {
        return traits.embedded instanceof Choice;
    }

    /**
     * The alternatives of a {@link Kind#CREDENTIALS} field, the preferred first; empty for other kinds, and where no
     * credentials are needed.
     *
     * @param soFar the values of the fields of the same specification that do not depend on others
     */
    public List<CredentialSpec> alternatives(ConfigValues soFar) {
        if (traits.embedded instanceof Choice choice) {
            return List.copyOf(choice.alternatives.apply(soFar));
        }
        return alternatives();
    }

    /** As {@link #alternatives(ConfigValues)}, for a field that {@linkplain #isDependent depends} on no other; else empty. */
    @SuppressWarnings("unchecked")
    public List<CredentialSpec> alternatives() {
        return traits.embedded instanceof List<?> list ? (List<CredentialSpec>) list : List.of();
    }

    /** The preferred kind of credentials, where it does not depend on other fields; for descriptions and samples. */
    public Optional<CredentialSpec> credentials() {
        return traits.embedded instanceof List<?> list ? Optional.of((CredentialSpec) list.get(0)) : Optional.empty();
    }

    /** The specification of a {@link Kind#NESTED} field. */
    public Optional<ConfigSpec> nestedSpec() {
        return traits.embedded instanceof ConfigSpec spec ? Optional.of(spec) : Optional.empty();
    }

    /** Name and kind, for messages. */
    @Override
    public String toString() {
        return name + " (" + kind + ")";
    }
}
