package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A load that a client is about to do, or to go on with.
 *
 * @param pipelineName the pipeline
 * @param loadId the load package
 * @param notes an existing directory for what the client must remember of this load if it is interrupted, such as what it has
 *     decided to delete. It is on the local disk, belongs to the client alone, and goes when the load is complete, or when
 *     the package is normalized again. The client synchronises what it writes there
 * @param waiting the ids of the loads that are still to be done or to be completed from the same working directory. Another load of
 *     the pipeline that began and was not completed has lost its package, or is another machine's
 * @param files how many job files each table has in this load, those that are loaded already too; tables without files are left
 *     out
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LoadStart(
        String pipelineName, String loadId, Path notes, Set<String> waiting, Map<String, Integer> files) {

    /** Checks and copies the parts. */
    public LoadStart {
        requireNonNull(pipelineName, "pipelineName is null");
        requireNonNull(loadId, "loadId is null");
        requireNonNull(notes, "notes is null");
        waiting = Set.copyOf(waiting);
        files = Map.copyOf(files);
    }

    /** A load of which no files are told. */
    public LoadStart(String pipelineName, String loadId, Path notes, Set<String> waiting) {
        this(pipelineName, loadId, notes, waiting, Map.of());
    }

    /** The only load of its working directory, of which no files are told. */
    public LoadStart(String pipelineName, String loadId, Path notes) {
        this(pipelineName, loadId, notes, Set.of());
    }
}
