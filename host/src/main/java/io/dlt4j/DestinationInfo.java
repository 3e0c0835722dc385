package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.capability.Capabilities;
import java.util.Optional;

/**
 * What a destination was found to be.
 *
 * @param type the type of its plugin, for example {@code duckdb}
 * @param canonicalType what load infos and the pipeline's state call it: {@code dlt.destinations.duckdb}, or the class name of a
 *     factory that the reference has not
 * @param name the name of its configuration: the one that it was given, else its type
 * @param configuredName the name that it was given in code or configuration
 * @param capabilities what it can do, as configured
 */
public record DestinationInfo(
        String type, String canonicalType, String name, Optional<String> configuredName, Capabilities capabilities) {

    /** Checks the parts. */
    public DestinationInfo {
        requireNonNull(type, "type is null");
        requireNonNull(canonicalType, "canonicalType is null");
        requireNonNull(name, "name is null");
        requireNonNull(configuredName, "configuredName is null");
        requireNonNull(capabilities, "capabilities is null");
    }

    static DestinationInfo of(Target target, Capabilities capabilities) {
        return new DestinationInfo(
                target.type(),
                target.reference().canonicalType(),
                target.name(),
                target.reference().explicitName(),
                capabilities);
    }

    /** Name and canonical type, for example {@code duckdb (dlt.destinations.duckdb)}. */
    public String description() {
        return name + " (" + canonicalType + ")";
    }
}
