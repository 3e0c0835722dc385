package io.dlt4j.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source of configuration values. Thread-safe; reads nothing before it is first asked. */
interface ConfigProvider {

    /** The name in messages and traces. */
    String name();

    /** Whether secrets may be kept here. */
    boolean holdsSecrets();

    /** Whether there is nothing at all in it; an empty provider is not asked and does not show up in traces. */
    boolean isEmpty();

    /** The key of {@code path} as a user would write it. */
    String key(List<String> path);

    /**
     * The value at {@code path}, as the provider has it: text, or a TOML value.
     *
     * @param path sections from the outermost, then the field; no part is empty
     * @param secret whether the field is secret
     */
    @Nullable
    Object find(List<String> path, boolean secret);

    /** What a user should know about the files behind it when a field is missing; lines without line ends. */
    List<String> locations();
}
