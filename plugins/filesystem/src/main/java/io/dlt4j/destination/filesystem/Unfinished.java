package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.IngestJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobKey;
import io.dlt4j.api.load.UndoJob;
import io.dlt4j.api.storage.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a load has done that will never be completed. Its files are found by their names, which are its own.
 *
 * @param stateTable the table whose rows come with the completion
 */
record Unfinished(CurrentLoad load, ObjectStore storage, StateFiles states, String stateTable) {

    Unfinished {
        requireNonNull(load, "load is null");
        requireNonNull(storage, "storage is null");
        requireNonNull(states, "states is null");
        requireNonNull(stateTable, "stateTable is null");
    }

    /** The jobs of which something is to be seen. */
    Set<JobKey> committed(UndoJob job) throws IOException {
        Set<JobKey> committed = new HashSet<>();
        for (JobKey key : job.irreversible()) {
            if (load.notes().hasDeletions(key.jobId())) {
                committed.add(key);
            }
        }
        Optional<CurrentLoad> named = named();
        if (named.isPresent()) {
            for (IngestJob ingest : ingests(job)) {
                for (JobFile file : ingest.files()) {
                    if (storage.exists(named.get().name(ingest.table().name(), file))) {
                        committed.add(file.key());
                    }
                }
            }
        }
        return committed;
    }

    /** Deletes the load's files. */
    void remove(UndoJob job) throws IOException {
        Optional<CurrentLoad> named = named();
        List<String> names = new ArrayList<>(states.of(job.pipelineName(), job.loadId()));
        if (named.isPresent()) {
            if (!load.placement().tellsLoadsApart()) {
                throw new DltException(
                        FilesystemError.FILESYSTEM_LAYOUT,
                        "The layout '" + load.placement().layout()
                                + "' has neither {file_id} nor {load_id}: a file of load "
                                + job.loadId()
                                + " may have taken the place of another load's, and cannot be told from it.",
                        "Load the package, or drop it with --keep-state and mend the files yourself.");
            }
            for (IngestJob ingest : ingests(job)) {
                for (JobFile file : ingest.files()) {
                    names.add(named.get().name(ingest.table().name(), file));
                }
            }
        }
        storage.delete(names);
        storage.discardUnfinished();
    }

    private List<IngestJob> ingests(UndoJob job) {
        return job.ingests().stream()
                .filter(ingest -> !ingest.table().name().equals(stateTable))
                .toList();
    }

    /** The load with what names are made from; empty if it has not come so far as to write a file. */
    private Optional<CurrentLoad> named() throws IOException {
        Optional<String> schemaName = load.notes().schemaName();
        Optional<DatasetMark> mark = DatasetMark.find(storage);
        return schemaName.isPresent() && mark.isPresent()
                ? Optional.of(load.with(schemaName.get(), mark.get()))
                : Optional.empty();
    }
}
