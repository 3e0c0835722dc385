package io.dlt4j.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A store of secrets that is asked key by key. {@link VaultProvider} makes a provider of it, asks for each key once and
 * keeps what it answered, so that an implementation needs no cache. Called by one thread at a time.
 */
public interface Vault {

    /** The provider's name in messages and traces, for example {@code Google Secrets}. */
    String name();

    /** The vault's key for sections and a name; keys of different paths may be equal only if the vault cannot tell them apart. */
    String key(List<String> path);

    /**
     * The text kept under a key, or empty if there is none or it may not be read, which is then logged.
     *
     * @param key as {@link #key} made it
     * @throws io.dlt4j.api.error.DltException if the vault is out of reach or refuses to work
     */
    Optional<String> read(String key);

    /**
     * All keys that there are.
     *
     * @throws io.dlt4j.api.error.DltException if the vault cannot or may not list them
     */
    Set<String> list();
}
