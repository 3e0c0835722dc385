package io.dlt4j.destination.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.DatasetId;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobStatus;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.TableResult;
import io.dlt4j.api.error.DltException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs statements that need no receipt: they read, or they do no harm when they are repeated. Thread-safe. */
final class Statements {

    private final Service service;
    private final JobWatch watch;

    Statements(Service service) {
        this.service = requireNonNull(service, "service is null");
        this.watch = new JobWatch(service);
    }

    /**
     * Runs a statement.
     *
     * @param doing what is done, as the beginning of a sentence
     * @param dataset where tables without a qualifier are, if it exists
     */
    TableResult run(
            String doing, Optional<DatasetId> dataset, String sql, List<? extends @Nullable Object> parameters) {
        QueryJobConfiguration.Builder query =
                QueryJobConfiguration.newBuilder(sql).setUseLegacySql(false);
        dataset.ifPresent(query::setDefaultDataset);
        parameters.forEach(parameter -> query.addPositionalParameter(Cells.parameter(parameter)));
        JobId id = JobId.newBuilder()
                .setProject(service.project())
                .setLocation(service.location())
                .setJob("dlt4j-query-" + UUID.randomUUID())
                .build();
        try {
            send(id, query.build());
            Optional<JobStatus> failure = watch.await(id).status();
            if (failure.isPresent()) {
                throw Failures.ofJob(doing, failure.get());
            }
            Job job = requireNonNull(service.api().getJob(id), "a job that is done has gone");
            return job.getQueryResults();
        } catch (BigQueryException e) {
            throw Failures.translate(doing, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DltException(BigQueryError.BIGQUERY_UNREACHABLE, doing + " was interrupted.", "Try again.", e);
        }
    }

    /** The id is random, so a job that is there already is this one, whose acceptance was not answered. */
    private void send(JobId id, QueryJobConfiguration query) {
        try {
            service.api().create(JobInfo.of(id, query));
        } catch (BigQueryException e) {
            if (!Failures.isDuplicate(e)) {
                throw e;
            }
        }
    }
}
