package io.dlt4j.api.load;

import java.util.Set;
import org.apiguardian.api.API;

/**
 * A client that can take back what an unfinished load has done, so that its package can be dropped. The host calls {@link
 * DestinationClient#begin} for the load before, and {@link #committed} before {@link #undo}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SupportsUndo {

    /**
     * Which of the load's jobs have an effect in the dataset, whole or in part. From here on no attempt of another process at the
     * load has an effect any more. Empty, without creating anything, if there is no dataset.
     */
    Set<JobKey> committed(UndoJob job);

    /**
     * Removes the rows that the job's ingests have added, together with the keys of all jobs of the load, as one effect. Without
     * ingests the rows stay, and nothing tells any more that the load had begun. Rows of other loads stay. Fine if there are none,
     * and if it was done before.
     */
    JobOutcome undo(UndoJob job);
}
