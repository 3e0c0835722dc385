package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.apiguardian.api.API;

/**
 * The row that a load adds to {@code _dlt_pipeline_state}. The same row is in a job file of the load; this is for destinations
 * that keep states apart from tables.
 *
 * @param state all of it but the time
 * @param createdAt when it was extracted
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StateRow(StoredState state, Instant createdAt) {

    /** Checks the parts. */
    public StateRow {
        requireNonNull(state, "state is null");
        requireNonNull(createdAt, "createdAt is null");
    }
}
