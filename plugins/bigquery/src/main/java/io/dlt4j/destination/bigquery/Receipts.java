package io.dlt4j.destination.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.BigQueryException;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.UndoJob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names under which the effects of a load are remembered. They hold the dataset, by the time of its creation, and how often the
 * load was taken back: what was done before that is not done any more. Thread-safe.
 */
final class Receipts {

    private static final String UNDO = "_dlt4j_undo";

    private final Parts parts;
    private final KeyedJobs keyed;
    private @Nullable String store;
    private int undone;

    Receipts(Parts parts, KeyedJobs keyed) {
        this.parts = requireNonNull(parts, "parts is null");
        this.keyed = requireNonNull(keyed, "keyed is null");
    }

    /** Forgets what it has learned of the dataset and the load. */
    synchronized void begin() {
        store = null;
        undone = 0;
    }

    /**
     * The name of an effect.
     *
     * @param further what else it depends on
     */
    synchronized JobName name(JobKey key, List<String> further) {
        String dataset = store(key);
        List<String> all = new ArrayList<>(further);
        if (undone > 0) {
            all.add("undone " + undone);
        }
        return JobName.of(dataset, key, all);
    }

    /** The name of the clone of a table, by its place in the chain. */
    JobName ofClone(JobKey replacement, int index) {
        return name(replacement, List.of("clone", String.valueOf(index)));
    }

    /** The name of taking the load back. */
    synchronized JobName ofUndo(UndoJob job) {
        JobKey key = new JobKey(job.pipelineName(), job.loadId(), UNDO);
        return JobName.of(store(key), key, List.of(String.valueOf(undone)));
    }

    /** Which keys of the load have had their effect, whole or in part. */
    Set<JobKey> committed(UndoJob job) {
        Set<JobKey> committed = new HashSet<>();
        try {
            for (JobKey key : job.keys()) {
                if (keyed.isDone(name(key, List.of())) || keyed.isDone(ofClone(key, 0))) {
                    committed.add(key);
                }
            }
            job.ingests().stream()
                    .filter(ingest -> parts.shape(ingest.table()).hints().isStreamed())
                    .forEach(ingest -> ingest.files().forEach(file -> committed.add(file.key())));
            return committed;
        } catch (BigQueryException e) {
            throw Failures.translate("Looking what load " + job.loadId() + " has done", e);
        }
    }

    /** The dataset exists when jobs run. */
    private String store(JobKey any) {
        String known = store;
        if (known == null) {
            known = parts.datasets()
                    .identity(parts.datasets().require(parts.dataset().name()));
            JobKey undo = new JobKey(any.pipelineName(), any.loadId(), UNDO);
            try {
                while (keyed.isDone(JobName.of(known, undo, List.of(String.valueOf(undone))))) {
                    undone++;
                }
            } catch (BigQueryException e) {
                throw Failures.translate("Looking whether load " + any.loadId() + " was taken back", e);
            }
            store = known;
        }
        return known;
    }
}
