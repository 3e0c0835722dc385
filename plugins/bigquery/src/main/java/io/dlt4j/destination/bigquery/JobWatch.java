package io.dlt4j.destination.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.BigQuery.JobField;
import com.google.cloud.bigquery.BigQuery.JobOption;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobStatus;
import io.dlt4j.api.error.DltException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Looks after jobs until they are done. Thread-safe. */
final class JobWatch {

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    private final Service service;

    JobWatch(Service service) {
        this.service = requireNonNull(service, "service is null");
    }

    /**
     * How far a job is.
     *
     * @param isOver whether it is done
     * @param status with the error, if it is done with one
     */
    record End(boolean isOver, Optional<JobStatus> status) {}

    /** The job of that id; empty if there is none. */
    Optional<End> find(JobId id) {
        Job job = service.api().getJob(id, JobOption.fields(JobField.STATUS, JobField.CONFIGURATION));
        if (job == null) {
            return Optional.empty();
        }
        JobStatus status = job.getStatus();
        boolean over = status != null && JobStatus.State.DONE.equals(status.getState());
        return Optional.of(new End(over, over && status.getError() != null ? Optional.of(status) : Optional.empty()));
    }

    /**
     * Waits for a job that was accepted.
     *
     * @throws BigQueryException if it cannot be asked for
     */
    End await(JobId id) {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            Optional<End> end = find(id);
            if (end.isPresent() && end.get().isOver()) {
                return end.get();
            }
            sleep(id, pause);
            pause = Math.min(pause + pause / 2, LONGEST_PAUSE_MILLIS);
        }
    }

    private static void sleep(JobId id, long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DltException(
                    BigQueryError.BIGQUERY_COMMIT_UNKNOWN,
                    "Waiting for job " + id.getJob() + " was interrupted.",
                    "Run the same command again: it goes on waiting for the same job.",
                    e);
        }
    }
}
