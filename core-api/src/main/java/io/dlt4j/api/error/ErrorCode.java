package io.dlt4j.api.error;

import org.apiguardian.api.API;

/**
 * A stable name for one kind of failure, for example {@code LOAD_COMMIT_UNKNOWN}.
 *
 * <p>Usually an enum constant: plugins bring an enum of their own that implements this interface. Names have the
 * shape {@code AREA_PROBLEM}; they are part of what users search for and never change their meaning.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface ErrorCode {

    /** The name, upper-case ASCII letters, digits and underscores. */
    String name();

    /** Who can mend it. */
    ErrorCategory category();
}
