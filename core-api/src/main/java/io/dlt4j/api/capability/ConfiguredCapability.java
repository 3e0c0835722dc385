package io.dlt4j.api.capability;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A capability that follows the destination's configuration. It is data, so that extract and normalize can apply it without the
 * plugin.
 *
 * @param capability the key of the capability in the sheet, for example {@code case_sensitive_identifiers}
 * @param field the field of the configuration whose value it takes; without a value nothing changes
 * @param condition a field that must be true for this, if there is a condition
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ConfiguredCapability(String capability, String field, Optional<String> condition) {

    /** Checks the parts. */
    public ConfiguredCapability {
        requireNonNull(capability, "capability is null");
        requireNonNull(field, "field is null");
        requireNonNull(condition, "condition is null");
    }
}
