package io.dlt4j.destination.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.QueryJobConfiguration;
import io.dlt4j.api.FailPoint;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.JobOutcome;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs jobs that have their effect once, however often they are asked for, by whichever process. The receipt of an effect is a job
 * of its name that is done without an error. The number of the attempt, which is part of the id, grows only after the job before was
 * read as done with an error: a job whose fate is not known is asked for again under the same id. Thread-safe.
 */
final class KeyedJobs {

    private final Service service;
    private final JobWatch watch;
    private final FailPoint failPoint;

    /** The attempts that this process has seen fail, so that they need not be asked for again. */
    private final Map<JobName, Integer> failed = new ConcurrentHashMap<>();

    KeyedJobs(Service service, FailPoint failPoint) {
        this.service = requireNonNull(service, "service is null");
        this.failPoint = requireNonNull(failPoint, "failPoint is null");
        this.watch = new JobWatch(service);
    }

    /** Sends a job to BigQuery. */
    @FunctionalInterface
    interface Submission {

        /**
         * Returns when the job was accepted.
         *
         * @throws BigQueryException if it was refused, or if that is not known
         */
        void send(JobId id);
    }

    /** Runs one statement or one script. */
    JobOutcome run(String step, String doing, JobName name, String sql) {
        QueryJobConfiguration query =
                QueryJobConfiguration.newBuilder(sql).setUseLegacySql(false).build();
        return run(step, doing, name, (Submission) id -> service.api().create(JobInfo.of(id, query)));
    }

    /**
     * Runs a job unless it was done before.
     *
     * @param step names the points for crash tests: {@code bigquery.<step>.before-submit}, {@code after-submit}, {@code after-done}
     * @param doing what is done, as the beginning of a sentence
     */
    JobOutcome run(String step, String doing, JobName name, Submission submission) {
        int attempt = failed.getOrDefault(name, 0);
        while (true) {
            Optional<JobOutcome> outcome = attempt(step, doing, id(name, attempt), submission);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            attempt++;
            failed.put(name, attempt);
        }
    }

    /**
     * Whether the effect was made, by whichever process. Waits for a job that is running.
     *
     * @throws BigQueryException if it cannot be asked for
     */
    boolean isDone(JobName name) {
        for (int attempt = failed.getOrDefault(name, 0); ; attempt++) {
            JobId id = id(name, attempt);
            if (watch.find(id).isEmpty()) {
                return false;
            }
            if (watch.await(id).status().isEmpty()) {
                return true;
            }
        }
    }

    private JobId id(JobName name, int attempt) {
        return JobId.newBuilder()
                .setProject(service.project())
                .setLocation(service.location())
                .setJob(name.attempt(attempt))
                .build();
    }

    /** Empty if the attempt had failed before it was asked for. */
    private Optional<JobOutcome> attempt(String step, String doing, JobId id, Submission submission) {
        try {
            Optional<JobWatch.End> known = watch.find(id);
            if (known.isEmpty()) {
                failPoint.reach("bigquery." + step + ".before-submit");
                Optional<JobOutcome> refused = submit(doing, id, submission);
                if (refused.isPresent()) {
                    return refused;
                }
                failPoint.reach("bigquery." + step + ".after-submit");
            }
            JobWatch.End end = watch.await(id);
            failPoint.reach("bigquery." + step + ".after-done");
            if (end.status().isEmpty()) {
                return Optional.of(JobOutcome.completed());
            }
            if (known.isPresent() && known.get().isOver()) {
                return Optional.empty();
            }
            return Optional.of(
                    Failures.outcome(Failures.ofJob(doing, end.status().get())));
        } catch (BigQueryException e) {
            DltException reason = Failures.translate(doing, e);
            return Optional.of(Failures.isUnanswered(e) ? unknown(doing, reason) : Failures.outcome(reason));
        }
    }

    private Optional<JobOutcome> submit(String doing, JobId id, Submission submission) {
        try {
            submission.send(id);
            return Optional.empty();
        } catch (BigQueryException e) {
            if (Failures.isDuplicate(e)) {
                return Optional.empty();
            }
            DltException reason = Failures.translate(doing, e);
            if (!Failures.isUnanswered(e)) {
                return Optional.of(Failures.outcome(reason));
            }
            return watch.find(id).isPresent() ? Optional.empty() : Optional.of(unknown(doing, reason));
        }
    }

    private static JobOutcome unknown(String doing, DltException reason) {
        return JobOutcome.commitUnknown(Failures.exception(
                BigQueryError.BIGQUERY_COMMIT_UNKNOWN,
                doing + " was sent to BigQuery, and what became of it is not known: " + reason.getMessage(),
                reason));
    }
}
