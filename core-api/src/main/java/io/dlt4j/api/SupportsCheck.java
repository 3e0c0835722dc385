package io.dlt4j.api;

import java.util.function.Consumer;
import org.apiguardian.api.API;

/** A {@link DestinationFactory} that can try out a configuration before anything is loaded. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SupportsCheck {

    /**
     * Connects, tries in the dataset what a load needs, and takes all of it back: the destination is left as it was found, also
     * when the check fails.
     *
     * @param passed is told each thing that worked, in order, as a short clause such as {@code created a table}; no secrets
     * @throws io.dlt4j.api.error.DltException at the first thing that does not work
     */
    void check(DestinationContext context, Consumer<String> passed);
}
