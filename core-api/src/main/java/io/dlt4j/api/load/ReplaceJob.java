package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.schema.ReplaceStrategy;
import io.dlt4j.api.schema.TableSchema;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Replaces the rows of a root table and of all that is nested in it by the staged ones, as one effect.
 *
 * @param key the identity of this effect
 * @param chain the root table and the nested ones, parents first; all exist in the dataset and in the staging dataset
 * @param strategy how; one that uses staging
 * @param emptied as in {@link MergeJob#emptied}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ReplaceJob(JobKey key, List<TableSchema> chain, ReplaceStrategy strategy, JobKey emptied) {

    /** Copies the chain and checks the parts. */
    public ReplaceJob {
        requireNonNull(key, "key is null");
        requireNonNull(strategy, "strategy is null");
        requireNonNull(emptied, "emptied is null");
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("the chain is empty");
        }
        if (!strategy.usesStaging()) {
            throw new IllegalArgumentException(strategy.text() + " uses no staging");
        }
    }

    /** The table that the others are nested in. */
    public TableSchema root() {
        return chain.get(0);
    }
}
