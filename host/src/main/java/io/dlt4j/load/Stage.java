package io.dlt4j.load;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.LoadStart;
import io.dlt4j.api.load.SupportsStage;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.schema.DltSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where job files are put before their destination loads them. Immutable.
 *
 * @param client of the staging destination; stays the caller's
 * @param emptied whether the tables that get rows are emptied there before
 */
public record Stage(DestinationClient client, boolean emptied) {

    /**
     * Checks that the client is one that others load from.
     *
     * @throws DltException {@link LoadError#LOAD_STAGE_UNSUPPORTED} if it is not
     */
    public Stage {
        requireNonNull(client, "client is null");
        if (!(client instanceof SupportsStage)) {
            throw new DltException(
                    LoadError.LOAD_STAGE_UNSUPPORTED,
                    "The staging destination at " + client.location() + " is none that others load from.",
                    "Use filesystem as staging destination, or none.");
        }
    }

    /** Makes the place ready; returns what has to be emptied there. */
    Optional<TruncateJob> open(LoadStart start, DltSchema schema, List<IngestJob> jobs) {
        client.begin(start);
        stage().openStage(schema);
        Map<String, TableSchema> tables = new LinkedHashMap<>();
        jobs.forEach(job -> tables.put(job.table().name(), job.table()));
        JobKey key = new JobKey(start.pipelineName(), start.loadId(), "stage.truncate");
        return emptied && !tables.isEmpty()
                ? Optional.of(TruncateJob.of(key, new ArrayList<>(tables.values())))
                : Optional.empty();
    }

    /** The job with its files there. */
    IngestJob put(IngestJob job) {
        return stage().stage(job);
    }

    private SupportsStage stage() {
        return (SupportsStage) client;
    }
}
