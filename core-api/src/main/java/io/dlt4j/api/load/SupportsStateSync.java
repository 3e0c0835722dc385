package io.dlt4j.api.load;

import java.util.Optional;
import org.apiguardian.api.API;

/** A client that finds schemas and pipeline states that earlier loads stored in the dataset. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SupportsStateSync {

    /**
     * The newest state of a pipeline, by load id, whose load is complete; empty if there is none or if the dataset or a
     * system table does not exist.
     */
    Optional<StoredState> newestState(String pipelineName);

    /** The newest schema of that name, by time of insertion; empty as above. */
    Optional<StoredSchema> newestSchema(String schemaName);

    /** The schema with that hash; empty as above. */
    Optional<StoredSchema> schemaByHash(String versionHash);

    /** Whether the dataset exists. Creates nothing. */
    boolean datasetExists();
}
