package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The end of a load: the row of {@code _dlt_loads}.
 *
 * @param pipelineName the pipeline, whose earlier loads' ledger keys go with this
 * @param loadId the load package
 * @param schemaName the schema of the package
 * @param schemaVersionHash its hash
 * @param insertedAt the client's clock
 * @param state the pipeline state that the load brings, if it brings one
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LoadCompletion(
        String pipelineName,
        String loadId,
        String schemaName,
        String schemaVersionHash,
        Instant insertedAt,
        Optional<StateRow> state) {

    /** Checks the parts. */
    public LoadCompletion {
        requireNonNull(pipelineName, "pipelineName is null");
        requireNonNull(loadId, "loadId is null");
        requireNonNull(schemaName, "schemaName is null");
        requireNonNull(schemaVersionHash, "schemaVersionHash is null");
        requireNonNull(insertedAt, "insertedAt is null");
        requireNonNull(state, "state is null");
    }

    /** The end of a load without a state. */
    public LoadCompletion(
            String pipelineName, String loadId, String schemaName, String schemaVersionHash, Instant insertedAt) {
        this(pipelineName, loadId, schemaName, schemaVersionHash, insertedAt, Optional.empty());
    }
}
