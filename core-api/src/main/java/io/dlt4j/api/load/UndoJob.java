package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Takes back what a load that will never be completed has done to the dataset, as one effect. Immutable.
 *
 * <p>Rows that were added can be removed again; what a truncation, a merge, a replacement or a drop has done cannot.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class UndoJob {

    private final String pipelineName;
    private final String loadId;
    private final List<IngestJob> ingests;
    private final List<JobKey> irreversible;

    private UndoJob(String pipelineName, String loadId, List<IngestJob> ingests, List<JobKey> irreversible) {
        this.pipelineName = requireNonNull(pipelineName, "pipelineName is null");
        this.loadId = requireNonNull(loadId, "loadId is null");
        this.ingests = List.copyOf(ingests);
        this.irreversible = List.copyOf(irreversible);
    }

    /**
     * Takes back a load.
     *
     * @param ingests those into the dataset itself, of root tables before those nested in them
     * @param irreversible the keys of all other jobs that change the dataset itself
     */
    public static UndoJob of(String pipelineName, String loadId, List<IngestJob> ingests, List<JobKey> irreversible) {
        return new UndoJob(pipelineName, loadId, ingests, irreversible);
    }

    /** The pipeline. */
    public String pipelineName() {
        return pipelineName;
    }

    /** The load package. */
    public String loadId() {
        return loadId;
    }

    /** The jobs that add rows to the dataset itself; some may not have run. Their files are there. */
    public List<IngestJob> ingests() {
        return ingests;
    }

    /** The keys of the jobs that cannot be taken back; none of them has run when {@link SupportsUndo#undo} is called. */
    public List<JobKey> irreversible() {
        return irreversible;
    }

    /** The keys of all jobs. */
    public List<JobKey> keys() {
        List<JobKey> keys = new ArrayList<>(irreversible);
        ingests.forEach(job -> job.files().forEach(file -> keys.add(file.key())));
        return List.copyOf(keys);
    }
}
