package io.dlt4j.api.load;

import org.apiguardian.api.API;

/** A client that can drop tables, which a refresh of sources or resources takes. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SupportsDrop {

    /**
     * Drops tables: once, however often it is called with the same key. It is called before {@link DestinationClient#migrate}: a
     * dataset that is missing is created with what it takes to remember the key. Tables that are missing are passed over; those of
     * the same names in a staging dataset go as well.
     */
    JobOutcome drop(DropJob job);
}
