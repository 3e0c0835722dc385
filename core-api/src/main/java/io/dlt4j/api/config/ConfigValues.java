package io.dlt4j.api.config;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The resolved values of a {@link ConfigSpec}. Implemented by the host; immutable and thread-safe.
 *
 * <p>Required fields are present: the host reports missing ones, with every place it looked, before it hands this out.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ConfigValues {

    /**
     * The value of a field that is required or has a default.
     *
     * @throws io.dlt4j.api.error.DltException if it has no value, which is a defect of the caller
     */
    <T> T require(ConfigField<T> field);

    /** The value of a field, or empty if it has none. */
    <T> Optional<T> find(ConfigField<T> field);

    /** What these are the values of; where credentials have alternatives, the one that was taken. */
    default Optional<ConfigSpec> spec() {
        return Optional.empty();
    }
}
