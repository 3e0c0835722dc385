package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.schema.MergeStrategy;
import io.dlt4j.api.schema.TableSchema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Merges the staged rows of a root table and all that is nested in it into the tables of the dataset, as one effect.
 *
 * @param key the identity of this effect
 * @param chain the root table and the nested ones, parents first; all exist in the dataset and in the staging dataset
 * @param strategy how
 * @param emptied the key of the {@link TruncateJob} that emptied the staging tables for this load. If it is not in the ledger
 *     any more, another load has taken the tables since: what is in them must not be merged
 * @param validity when versions begin and end; for {@link MergeStrategy#SCD2} only
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record MergeJob(
        JobKey key, List<TableSchema> chain, MergeStrategy strategy, JobKey emptied, Optional<Validity> validity) {

    /** Copies the chain and checks the parts. */
    public MergeJob {
        requireNonNull(key, "key is null");
        requireNonNull(strategy, "strategy is null");
        requireNonNull(emptied, "emptied is null");
        requireNonNull(validity, "validity is null");
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("the chain is empty");
        }
        if (strategy == MergeStrategy.SCD2 && validity.isEmpty()) {
            throw new IllegalArgumentException("no validity for " + chain.get(0).name());
        }
    }

    /** The table that the others are nested in. */
    public TableSchema root() {
        return chain.get(0);
    }

    /**
     * The times of versions.
     *
     * @param boundary when versions that are not there any more end and new ones begin
     * @param activeUntil what stands for the end of a version that has not ended; empty for null
     */
    public record Validity(Instant boundary, Optional<Instant> activeUntil) {

        /** Checks the parts. */
        public Validity {
            requireNonNull(boundary, "boundary is null");
            requireNonNull(activeUntil, "activeUntil is null");
        }
    }
}
