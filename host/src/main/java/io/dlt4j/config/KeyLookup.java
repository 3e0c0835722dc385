package io.dlt4j.config;

import io.dlt4j.api.error.DltException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the providers for one field, in the order of the reference: all of them with the pipeline's name in front, then all
 * of them without; within each, provider by provider; within a provider, path by path.
 */
final class KeyLookup {

    private final Providers providers;
    private final Optional<String> pipelineName;

    KeyLookup(Providers providers, Optional<String> pipelineName) {
        this.providers = providers;
        this.pipelineName = pipelineName;
    }

    /**
     * What was found, if anything.
     *
     * @param value the raw value
     * @param provider who has it
     * @param tried the places asked; the value is that of the last
     */
    record Hit(@Nullable Object value, @Nullable ConfigProvider provider, List<TriedKey> tried) {

        TriedKey key() {
            return tried.get(tried.size() - 1);
        }
    }

    List<ConfigProvider> providers() {
        return providers.all();
    }

    Optional<String> pipelineName() {
        return pipelineName;
    }

    KeyLookup withPipelineName(Optional<String> name) {
        return new KeyLookup(providers, name);
    }

    KeyLookup withoutPipelineName() {
        return withPipelineName(Optional.empty());
    }

    Hit find(String field, boolean secret, List<List<String>> paths) {
        List<TriedKey> tried = new ArrayList<>();
        Hit hit = null;
        if (pipelineName.isPresent()) {
            hit = pass(pipelineName, field, secret, paths, tried);
        }
        if (hit == null) {
            hit = pass(Optional.empty(), field, secret, paths, tried);
        }
        return hit != null ? hit : new Hit(null, null, List.copyOf(tried));
    }

    private @Nullable Hit pass(
            Optional<String> pipeline, String field, boolean secret, List<List<String>> paths, List<TriedKey> tried) {
        for (ConfigProvider provider : providers.all()) {
            boolean asked = provider.hasSections() || pipeline.isEmpty();
            if (!asked || provider.isEmpty()) {
                continue;
            }
            for (List<String> path : provider.hasSections() ? paths : List.of(List.<String>of())) {
                ConfigKey key = new ConfigKey(pipeline, path, field, secret);
                Optional<Object> value = provider.find(key);
                if (secret && !provider.holdsSecrets()) {
                    if (value.isPresent()) {
                        throw notSecret(provider, key);
                    }
                    continue;
                }
                tried.add(new TriedKey(provider.name(), provider.key(key)));
                if (value.isPresent()) {
                    return new Hit(value.get(), provider, List.copyOf(tried));
                }
            }
        }
        return null;
    }

    private DltException notSecret(ConfigProvider provider, ConfigKey key) {
        String holders = providers.all().stream()
                .filter(ConfigProvider::holdsSecrets)
                .map(ConfigProvider::name)
                .collect(Collectors.joining(", "));
        return new DltException(
                ConfigError.CONFIG_VALUE_NOT_SECRET,
                "`" + provider.key(key) + "` is a secret and was found in " + provider.name()
                        + ", which must not hold secrets (these may: " + holders + ").",
                "Move it to secrets.toml, or to the environment variable " + EnvironmentProvider.variable(key.path())
                        + ".");
    }
}
