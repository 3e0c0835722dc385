package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A row of {@code _dlt_pipeline_state}.
 *
 * @param loadId the load that brought it
 * @param version the state's version
 * @param engineVersion the version of the stored form
 * @param pipelineName the pipeline
 * @param state the state as stored: Base64 of deflated JSON, or JSON
 * @param versionHash the state's hash, where it was recorded
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StoredState(
        String loadId,
        long version,
        long engineVersion,
        String pipelineName,
        String state,
        Optional<String> versionHash) {

    /** Checks the parts. */
    public StoredState {
        requireNonNull(loadId, "loadId is null");
        requireNonNull(pipelineName, "pipelineName is null");
        requireNonNull(state, "state is null");
        requireNonNull(versionHash, "versionHash is null");
    }
}
