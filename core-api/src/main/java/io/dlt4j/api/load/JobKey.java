package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;

/**
 * The identity of a job's effect. A destination with transactions inserts it into its ledger, table
 * {@code _dlt4j_jobs(pipeline_name, load_id, job_id)} with these three as primary key, before anything else in each
 * transaction; a destination without transactions makes names from it.
 *
 * @param pipelineName the pipeline
 * @param loadId the load package
 * @param jobId {@code table.file_id.format}, or a name of the host's for jobs without a file
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JobKey(String pipelineName, String loadId, String jobId) {

    /** Checks the parts. */
    public JobKey {
        requireNonNull(pipelineName, "pipelineName is null");
        requireNonNull(loadId, "loadId is null");
        requireNonNull(jobId, "jobId is null");
    }
}
