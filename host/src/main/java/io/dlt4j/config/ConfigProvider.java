package io.dlt4j.config;

import java.util.List;
import java.util.Optional;

/**
 * A source of configuration values. One's own is given to a pipeline with {@code PipelineBuilder.provider}, and is asked
 * after all others; {@link DocumentProvider} is one for values that are read at once, {@link VaultProvider} one for stores
 * that are asked key by key.
 *
 * <p>Thread-safe. Should read nothing before it is first asked. A {@link io.dlt4j.api.error.DltException} that it throws ends
 * the look-up; nothing that it throws or returns from {@link #name}, {@link #key} and {@link #locations} contains a value.
 */
public interface ConfigProvider {

    /** The name in messages and traces, different from those of other providers. */
    String name();

    /** Whether secrets may be kept here. One that is found where they may not is an error. */
    default boolean holdsSecrets() {
        return true;
    }

    /** Whether keys have sections; if not it is asked once, for the bare name. */
    default boolean hasSections() {
        return true;
    }

    /** Whether there is nothing at all in it; an empty provider is not asked and does not show up in traces. */
    default boolean isEmpty() {
        return false;
    }

    /** The key as a user would write it here. */
    default String key(ConfigKey key) {
        return String.join(".", key.path());
    }

    /**
     * The value at {@code key}, as the provider has it: {@code String}, {@code Long}, {@code Double}, {@code Boolean},
     * {@code java.time} values, {@code List} and {@code Map} of these, or {@link io.dlt4j.api.config.Secret}.
     */
    Optional<Object> find(ConfigKey key);

    /** Where its values may be, for example files; for the message about missing fields. */
    default List<String> locations() {
        return List.of();
    }

    /** Those of {@link #locations} that are there. */
    default List<String> presentLocations() {
        return List.of();
    }
}
