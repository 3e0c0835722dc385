package io.dlt4j.config;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigField.Kind;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.config.CredentialSpec;
import io.dlt4j.api.config.Secret;
import io.dlt4j.api.error.DltException;
import io.dlt4j.config.SpecResolver.Given;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a run: environment variables, then {@code secrets.toml}, then {@code config.toml}, then vaults that
 * these turn on, then providers that code adds.
 *
 * <p>A field is looked for under its sections from the most to the least specific one, first with the pipeline's name in
 * front of them and then without it; see {@code destinations-config.md} of the reference for the exact order. Files are
 * read at the first look-up, once. Thread-safe.
 */
public final class Config {

    private final KeyLookup lookup;
    private final Optional<String> profile;

    private Config(KeyLookup lookup, Optional<String> profile) {
        this.lookup = lookup;
        this.profile = profile;
    }

    /**
     * A configuration from the given folders and variables.
     *
     * @param context where the files are
     * @param environment variables by name, usually {@link System#getenv()}
     * @param pipelineName the pipeline whose own sections come first
     */
    public static Config of(RunContext context, Map<String, String> environment, Optional<String> pipelineName) {
        return builder(context, environment)
                .build()
                .withPipelineName(requireNonNull(pipelineName, "pipelineName is null"));
    }

    /**
     * Collects what a configuration is made from besides the files.
     *
     * @param context where the files are
     * @param environment variables by name, usually {@link System#getenv()}
     */
    public static Builder builder(RunContext context, Map<String, String> environment) {
        return new Builder(context, environment);
    }

    /** Collects what a configuration is made from. Not thread-safe. */
    public static final class Builder {

        private final RunContext context;
        private final Map<String, String> environment;
        private final Map<String, Object> values = new LinkedHashMap<>();
        private final Map<String, Object> secrets = new LinkedHashMap<>();
        private final List<ConfigProvider> custom = new ArrayList<>();
        private Path mountedSecrets = EnvironmentProvider.MOUNTED_SECRETS;

        private Builder(RunContext context, Map<String, String> environment) {
            this.context = requireNonNull(context, "context is null");
            this.environment = Map.copyOf(environment);
        }

        /**
         * Sets a value as if the files had it, over what they have: a {@link Secret} in {@code secrets.toml}, any other value
         * in {@code config.toml}. Nothing is written to the files; environment variables go before it.
         *
         * @param key all sections and the field, joined with dots
         * @param value a text, number, boolean, list, or a map, which is merged into what is there
         */
        public Builder value(String key, Object value) {
            List<String> path = pathOf(key);
            if (value instanceof Secret secret) {
                Tables.put(secrets, path, secret.reveal());
            } else {
                Tables.put(values, path, requireNonNull(value, "value is null"));
            }
            return this;
        }

        /** Asks {@code provider} too, after all others. */
        public Builder provider(ConfigProvider provider) {
            custom.add(requireNonNull(provider, "provider is null"));
            return this;
        }

        Builder mountedSecrets(Path directory) {
            mountedSecrets = directory;
            return this;
        }

        /**
         * The configuration. Reads nothing yet.
         *
         * @throws DltException {@link ConfigError#CONFIG_PROVIDER_DUPLICATE} if two providers have one name
         */
        public Config build() {
            List<ConfigProvider> first = List.of(
                    new EnvironmentProvider(environment, mountedSecrets),
                    toml("secrets.toml", true, secrets),
                    toml("config.toml", false, values));
            Config base = new Config(new KeyLookup(Providers.of(first), Optional.empty()), context.profile());
            Path runDir = context.runDir();
            Providers all = new Providers(first, new ConfiguredProviders(base, runDir), custom);
            return new Config(new KeyLookup(all, Optional.empty()), context.profile());
        }

        private TomlProvider toml(String name, boolean holdsSecrets, Map<String, Object> setInCode) {
            return new TomlProvider(name, holdsSecrets, context.settingsFiles(name), Tables.copy(setInCode));
        }
    }

    /** The same configuration seen from another pipeline, or from none. Files are not read again. */
    public Config withPipelineName(Optional<String> pipelineName) {
        return new Config(lookup.withPipelineName(requireNonNull(pipelineName, "pipelineName is null")), profile);
    }

    /**
     * The value of one field, or its default, or empty.
     *
     * @param sections the sections it belongs to, outermost first; those on the right may be missing in its key
     * @throws DltException if there is a value and it cannot be converted, or a secret is where it must
     *     not be, or a file cannot be read
     */
    public <T> Optional<T> find(ConfigField<T> field, String... sections) {
        return value(field, lookup.find(field.name(), isSecret(field), paths(sections)));
    }

    private static List<List<String>> paths(String... sections) {
        return LookupPaths.ofField(List.of(sections), List.of(), Optional.empty());
    }

    /**
     * As {@link #find}, for a field of a section of its own that stands inside others: those may be missing, the own one not.
     *
     * @param section the section that the field always stands in, for example {@code schema}
     * @param outer the sections around it, outermost first
     */
    public <T> Optional<T> findIn(String section, ConfigField<T> field, String... outer) {
        return value(
                field,
                lookup.find(
                        field.name(),
                        isSecret(field),
                        LookupPaths.of(List.of(outer), List.of(), Optional.of(section))));
    }

    /**
     * As {@link #find}, but at that one key: no section may be missing, and the pipeline's name does not count.
     *
     * @param sections all sections of the key
     */
    public <T> Optional<T> findExact(ConfigField<T> field, String... sections) {
        return value(
                field, lookup.withoutPipelineName().find(field.name(), isSecret(field), List.of(List.of(sections))));
    }

    /**
     * The values of all fields of a specification. Credentials may be given as one native text, as a table, or field by
     * field, also mixed: what the text names goes first.
     *
     * @param spec the fields
     * @param sections as in {@link #find}, for a destination {@code destination} and its name
     * @param explicitValues raw values by field name that providers are not asked for; a {@code null} says that the field
     *     has no value; names that the specification does not declare are ignored. For credentials: a native text, a map of
     *     fields, or {@link ConfigValues} that are resolved already
     * @throws io.dlt4j.api.error.DltException as {@link #find}, and {@link ConfigError#CONFIG_FIELD_MISSING} if a required
     *     field has no value: it lists every place that was asked
     */
    public ConfigValues resolve(ConfigSpec spec, List<String> sections, Map<String, Object> explicitValues) {
        SpecResolver.Resolution resolution = resolution(spec, sections, explicitValues);
        resolution.missing().ifPresent(missing -> {
            throw missing.toException(lookup.providers(), profile);
        });
        return resolution.values();
    }

    /**
     * Where each field of a specification gets its value from, in the order of the fields, those of credentials behind the
     * credentials. Missing fields are no error here.
     *
     * @param spec as in {@link #resolve}
     * @param sections as in {@link #resolve}
     * @param explicitValues as in {@link #resolve}
     */
    public List<FieldOrigin> explain(ConfigSpec spec, List<String> sections, Map<String, Object> explicitValues) {
        return List.copyOf(resolution(spec, sections, explicitValues).origins());
    }

    /**
     * Where one field gets its value from, as {@link #find} would find it.
     *
     * @param sections as in {@link #find}
     */
    public FieldOrigin explain(ConfigField<?> field, String... sections) {
        ConfigSpec spec = ConfigSpec.of("", List.of(field.optional()));
        return explain(spec, List.of(sections), Map.of()).get(0);
    }

    /**
     * Credentials that are not a part of another specification; their section is {@code credentials}.
     *
     * @param sections as in {@link #resolve}
     * @param explicit a native text, a map of fields or values that are resolved already; empty if providers are asked
     * @throws DltException as {@link #resolve}
     */
    public ConfigValues resolveCredentials(CredentialSpec spec, List<String> sections, Optional<Object> explicit) {
        ConfigField<ConfigValues> field = ConfigField.credentials(CredentialSpec.SECTION, spec);
        return resolve(
                        ConfigSpec.of(spec.fields().name(), List.of(field)),
                        sections,
                        explicit.<Map<String, Object>>map(value -> Map.of(field.name(), value))
                                .orElseGet(Map::of))
                .require(field);
    }

    /**
     * The value at one key: no section may be missing, and the pipeline's name does not count. A text that looks like a
     * boolean, a number, a list or a map of JSON becomes one.
     *
     * @param key all sections and the field, joined with dots
     */
    public Optional<Object> value(String key) {
        Optional<Object> value = exact(key, false, false);
        return value.map(raw -> raw instanceof String text ? AutoCast.of(text) : raw);
    }

    /**
     * The secret at one key. Only providers that may hold secrets are asked.
     *
     * @param key as in {@link #value}
     */
    public Optional<Secret> secret(String key) {
        return exact(key, true, true).map(raw -> raw instanceof Secret secret ? secret : Secret.of(ValueText.of(raw)));
    }

    private Optional<Object> exact(String key, boolean secret, boolean onlySecrets) {
        List<String> path = pathOf(key);
        List<String> sections = path.subList(0, path.size() - 1);
        for (ConfigProvider provider : lookup.providers()) {
            if (onlySecrets && !provider.holdsSecrets() || provider.isEmpty()) {
                continue;
            }
            List<String> known = provider.hasSections() ? sections : List.of();
            Optional<Object> value =
                    provider.find(new ConfigKey(Optional.empty(), known, path.get(path.size() - 1), secret));
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private static List<String> pathOf(String key) {
        List<String> path = List.of(key.split("\\.", -1));
        if (path.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("key '" + key + "' has an empty part");
        }
        return path;
    }

    private SpecResolver.Resolution resolution(
            ConfigSpec spec, List<String> sections, Map<String, Object> explicitValues) {
        return new SpecResolver(lookup, spec, SpecResolver.Place.top(sections), Given.explicit(explicitValues))
                .resolve();
    }

    @SuppressWarnings("unchecked")
    private static <T> Optional<T> value(ConfigField<T> field, KeyLookup.Hit hit) {
        if (hit.value() == null) {
            return field.defaultValue();
        }
        Placeholder.warnAbout(field.name(), hit.value(), hit.key(), hit.provider());
        return Optional.of((T) SpecResolver.convert(field, hit.value(), hit.key()));
    }

    private static boolean isSecret(ConfigField<?> field) {
        return field.kind() == Kind.SECRET || field.kind() == Kind.CREDENTIALS;
    }
}
