package io.dlt4j.config;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.config.ConfigField.Kind;
import io.dlt4j.api.config.ConfigSpec;
import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.config.SpecResolver.Given;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a run: environment variables, then {@code secrets.toml}, then {@code config.toml}.
 *
 * <p>A field is looked for under its sections from the most to the least specific one, first with the pipeline's name in
 * front of them and then without it; see {@code destinations-config.md} of the reference for the exact order. Files are
 * read at the first look-up, once. Thread-safe.
 */
public final class Config {

    private final KeyLookup lookup;

    private Config(KeyLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * A configuration from the given folders and variables.
     *
     * @param context where the files are
     * @param environment variables by name, usually {@link System#getenv()}
     * @param pipelineName the pipeline whose own sections come first
     */
    public static Config of(RunContext context, Map<String, String> environment, Optional<String> pipelineName) {
        return of(context, environment, pipelineName, EnvironmentProvider.MOUNTED_SECRETS);
    }

    static Config of(
            RunContext context, Map<String, String> environment, Optional<String> pipelineName, Path mountedSecrets) {
        List<Path> directories = List.of(context.settingsDir(), context.globalDir());
        return new Config(new KeyLookup(
                List.of(
                        new EnvironmentProvider(Map.copyOf(environment), mountedSecrets),
                        new TomlProvider("secrets.toml", true, directories),
                        new TomlProvider("config.toml", false, directories)),
                requireNonNull(pipelineName, "pipelineName is null")));
    }

    /** The same configuration seen from another pipeline, or from none. Files are not read again. */
    public Config withPipelineName(Optional<String> pipelineName) {
        return new Config(lookup.withPipelineName(requireNonNull(pipelineName, "pipelineName is null")));
    }

    /**
     * The value of one field, or its default, or empty.
     *
     * @param sections the sections it belongs to, outermost first; those on the right may be missing in its key
     * @throws io.dlt4j.api.error.DltException if there is a value and it cannot be converted, or a secret is where it must
     *     not be, or a file cannot be read
     */
    public <T> Optional<T> find(ConfigField<T> field, String... sections) {
        return value(
                field, lookup.find(field.name(), isSecret(field), LookupPaths.ofField(List.of(sections), List.of())));
    }

    /**
     * As {@link #find}, for a field of a section of its own that stands inside others: those may be missing, the own one not.
     *
     * @param section the section that the field always stands in, for example {@code schema}
     * @param outer the sections around it, outermost first
     */
    public <T> Optional<T> findIn(String section, ConfigField<T> field, String... outer) {
        return value(
                field, lookup.find(field.name(), isSecret(field), LookupPaths.of(List.of(outer), List.of(), section)));
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
            throw missing.toException(lookup.providers());
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

    private SpecResolver.Resolution resolution(
            ConfigSpec spec, List<String> sections, Map<String, Object> explicitValues) {
        return new SpecResolver(lookup, spec, List.copyOf(sections), List.of(), Given.explicit(explicitValues))
                .resolve();
    }

    @SuppressWarnings("unchecked")
    private static <T> Optional<T> value(ConfigField<T> field, KeyLookup.Hit hit) {
        if (hit.value() == null) {
            return field.defaultValue();
        }
        return Optional.of((T) SpecResolver.convert(field, hit.value(), hit.key()));
    }

    private static boolean isSecret(ConfigField<?> field) {
        return field.kind() == Kind.SECRET || field.kind() == Kind.CREDENTIALS;
    }
}
