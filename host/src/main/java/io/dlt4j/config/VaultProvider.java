package io.dlt4j.config;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Looks values up in a {@link Vault}. They are in TOML <em>fragments</em>, one for all, for a pipeline, for {@code sources}
 * or {@code destination}, and for one of these, each with full paths from the root; or one by one under their own keys.
 * What was read, and what was not there, is remembered until the process ends. Thread-safe.
 */
public final class VaultProvider implements ConfigProvider {

    /** The key of the fragment that is for all, and, behind its name, of that of a pipeline. */
    static final String FRAGMENT = "dlt_secrets_toml";

    private static final List<String> SECTIONS_WITH_FRAGMENTS = List.of("sources", "destination");

    private final Vault vault;
    private final Options options;
    private final Set<String> asked = new HashSet<>();
    private Map<String, Object> document = new LinkedHashMap<>();
    private @Nullable Set<String> listed;

    /**
     * What a vault is asked for.
     *
     * @param onlySecrets only values of secret fields
     * @param onlyTomlFragments no keys of single values
     * @param listSecrets all keys are listed first, and none is asked for that is not there
     */
    public record Options(boolean onlySecrets, boolean onlyTomlFragments, boolean listSecrets) {}

    private VaultProvider(Vault vault, Options options) {
        this.vault = requireNonNull(vault, "vault is null");
        this.options = requireNonNull(options, "options is null");
    }

    /** A provider of what is in {@code vault}. */
    public static VaultProvider of(Vault vault, Options options) {
        if (options.listSecrets() && (options.onlySecrets() || options.onlyTomlFragments())) {
            LoggerFactory.getLogger(VaultProvider.class)
                    .warn(
                            "{}: list_secrets together with only_secrets or only_toml_fragments lists all keys and then"
                                    + " does not ask for most of them",
                            vault.name());
        }
        return new VaultProvider(vault, options);
    }

    @Override
    public String name() {
        return vault.name();
    }

    @Override
    public String key(ConfigKey key) {
        return vault.key(key.path());
    }

    @Override
    public synchronized Optional<Object> find(ConfigKey key) {
        unread(List.of(FRAGMENT)).flatMap(Fragment::parse).ifPresent(all -> document = Tables.copy(all));
        Optional<Object> value = known(key);
        if (value.isPresent() || options.onlySecrets() && !key.secret()) {
            return value;
        }
        readFragments(key);
        value = known(key);
        if (value.isEmpty() && !options.onlyTomlFragments()) {
            readSingle(key);
            value = known(key);
        }
        return value;
    }

    private Optional<Object> known(ConfigKey key) {
        return Tables.find(document, key.path());
    }

    /** Later fragments are more specific, and go over earlier ones. */
    private void readFragments(ConfigKey key) {
        key.pipelineName().ifPresent(pipeline -> mergeFragment(List.of(pipeline, FRAGMENT)));
        for (String section : SECTIONS_WITH_FRAGMENTS) {
            int at = key.sections().indexOf(section);
            if (at < 0) {
                continue;
            }
            List<List<String>> paths = new ArrayList<>();
            paths.add(key.sections().subList(0, at + 1));
            if (at + 1 < key.sections().size()) {
                paths.add(key.sections().subList(0, at + 2));
            }
            paths.forEach(this::mergeFragment);
            key.pipelineName()
                    .ifPresent(pipeline -> paths.forEach(path -> {
                        List<String> prefixed = new ArrayList<>(path);
                        prefixed.add(0, pipeline);
                        mergeFragment(prefixed);
                    }));
        }
    }

    private void mergeFragment(List<String> path) {
        unread(path).flatMap(Fragment::parse).ifPresent(fragment -> Tables.merge(document, fragment));
    }

    /** A text stays one until a field's type is known: what looks like a number may be a password. */
    private void readSingle(ConfigKey key) {
        unread(key.path())
                .ifPresent(text -> Fragment.parse(text)
                        .ifPresentOrElse(
                                fragment -> Tables.merge(document, fragment),
                                () -> Tables.put(document, key.path(), text)));
    }

    /** The text under a key that was not asked for before. */
    private Optional<String> unread(List<String> path) {
        String key = vault.key(path);
        if (!asked.add(key) || options.listSecrets() && !listed().contains(key)) {
            return Optional.empty();
        }
        return vault.read(key);
    }

    private Set<String> listed() {
        Set<String> keys = listed;
        if (keys == null) {
            keys = Set.copyOf(vault.list());
            listed = keys;
        }
        return keys;
    }

    /** The name only. */
    @Override
    public String toString() {
        return name();
    }
}
