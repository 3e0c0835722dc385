package io.dlt4j.api.load;

import io.dlt4j.api.schema.Schema;
import org.apiguardian.api.API;

/**
 * A client of a destination that others load from: job files are put there, and the other destination reads them from where
 * they are. It is no dataset then: neither schemas nor states nor completions of loads are recorded.
 *
 * <p>For each load the host calls {@link DestinationClient#begin}, {@link #openStage}, {@link DestinationClient#truncate} for the
 * tables that get rows, and {@link #stage}, from several threads at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SupportsStage {

    /**
     * Makes the place ready for files of the load that has begun.
     *
     * @param schema the schema of the package
     */
    void openStage(Schema schema);

    /**
     * Puts the files of a job there, in the place of what an earlier attempt has put there.
     *
     * @return the same job, whose files say where they are
     * @throws io.dlt4j.api.error.DltException if that fails; a later attempt may succeed
     */
    IngestJob stage(IngestJob job);
}
