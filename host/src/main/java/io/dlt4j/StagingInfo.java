package io.dlt4j;

import static java.util.Objects.requireNonNull;

/**
 * Where the files of a load were staged.
 *
 * @param type the canonical type, for example {@code dlt.destinations.filesystem}
 * @param name the name, equal to the last part of the type unless given
 * @param location where the files are
 */
public record StagingInfo(String type, String name, String location) {

    /** Checks the parts. */
    public StagingInfo {
        requireNonNull(type, "type is null");
        requireNonNull(name, "name is null");
        requireNonNull(location, "location is null");
    }
}
