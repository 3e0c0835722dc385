package io.dlt4j.config;

import static java.util.Objects.requireNonNull;

/**
 * A place where a value was looked for.
 *
 * @param provider the provider's name, for example {@code secrets.toml}
 * @param key the key as a user would write it there, for example {@code destination.postgres.credentials}
 */
public record TriedKey(String provider, String key) {

    /** Checks the parts. */
    public TriedKey {
        requireNonNull(provider, "provider is null");
        requireNonNull(key, "key is null");
    }

    /** {@code (provider, key)}, as messages list it. */
    @Override
    public String toString() {
        return "(" + provider + ", " + key + ")";
    }
}
