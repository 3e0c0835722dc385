package io.dlt4j.config;

import io.dlt4j.api.error.DltException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the providers for one field, in the order of the reference: all of them with the pipeline's name in front, then all
 * of them without; within each, provider by provider; within a provider, path by path.
 */
final class KeyLookup {

    private final List<ConfigProvider> providers;
    private final Optional<String> pipelineName;

    KeyLookup(List<ConfigProvider> providers, Optional<String> pipelineName) {
        this.providers = List.copyOf(providers);
        this.pipelineName = pipelineName;
    }

    /**
     * What was found, if anything.
     *
     * @param value the raw value
     * @param tried the places asked; the value is that of the last
     */
    record Hit(@Nullable Object value, List<TriedKey> tried) {

        TriedKey key() {
            return tried.get(tried.size() - 1);
        }
    }

    List<ConfigProvider> providers() {
        return providers;
    }

    KeyLookup withPipelineName(Optional<String> name) {
        return new KeyLookup(providers, name);
    }

    KeyLookup withoutPipelineName() {
        return withPipelineName(Optional.empty());
    }

    Hit find(String field, boolean secret, List<List<String>> paths) {
        List<TriedKey> tried = new ArrayList<>();
        Object value = null;
        if (pipelineName.isPresent()) {
            value = pass(pipelineName.get(), field, secret, paths, tried);
        }
        if (value == null) {
            value = pass("", field, secret, paths, tried);
        }
        return new Hit(value, List.copyOf(tried));
    }

    private @Nullable Object pass(
            String prefix, String field, boolean secret, List<List<String>> paths, List<TriedKey> tried) {
        for (ConfigProvider provider : providers) {
            if (provider.isEmpty()) {
                continue;
            }
            for (List<String> path : paths) {
                List<String> full = fullPath(prefix, path, field);
                Object value = provider.find(full, secret);
                if (secret && !provider.holdsSecrets()) {
                    if (value != null) {
                        throw notSecret(provider, full);
                    }
                    continue;
                }
                tried.add(new TriedKey(provider.name(), provider.key(full)));
                if (value != null) {
                    return value;
                }
            }
        }
        return null;
    }

    private static List<String> fullPath(String prefix, List<String> path, String field) {
        List<String> full = new ArrayList<>(path.size() + 2);
        if (!prefix.isEmpty()) {
            full.add(prefix);
        }
        for (String section : path) {
            if (!section.isEmpty()) {
                full.add(section);
            }
        }
        full.add(field);
        return full;
    }

    private DltException notSecret(ConfigProvider provider, List<String> path) {
        String holders = providers.stream()
                .filter(ConfigProvider::holdsSecrets)
                .map(ConfigProvider::name)
                .collect(Collectors.joining(", "));
        return new DltException(
                ConfigError.CONFIG_VALUE_NOT_SECRET,
                "`" + provider.key(path) + "` is a secret and was found in " + provider.name()
                        + ", which must not hold secrets (these may: " + holders + ").",
                "Move it to secrets.toml, or to the environment variable "
                        + String.join("__", path).toUpperCase(Locale.ROOT) + ".");
    }
}
