package io.dlt4j.api;

import io.dlt4j.api.config.ConfigValues;
import io.dlt4j.api.schema.Identifiers;
import io.dlt4j.api.storage.ObjectStore;
import io.dlt4j.api.storage.StorageLocation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.apiguardian.api.API;

/**
 * What the host gives to a client that it opens. Implemented by the host; thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface DestinationContext {

    /** The resolved configuration of {@link DestinationFactory#configSpec()}. */
    ConfigValues config();

    /** The destination's name: the type unless the user gave another one. */
    String destinationName();

    /** Whether the user gave the destination a name of its own. */
    boolean isNamed();

    /** The pipeline that opens the client, or empty outside of one. */
    Optional<String> pipelineName();

    /** The dataset that the client works in, put through the naming convention. */
    String datasetName();

    /**
     * The dataset beside it for rows that are merged or swapped in later, put through the naming convention; another one than
     * {@link #datasetName}. It need not exist, nor ever be made.
     */
    String stagingDatasetName();

    /** Where relative local paths of the configuration start; absolute. */
    Path localDir();

    /** The pipeline's working directory, for files that go when the pipeline is dropped; absolute. */
    Path workDir();

    /** The naming convention's view of system identifiers. */
    Identifiers identifiers();

    /**
     * Makes the threads that a client works on. They are daemons, are named after the plugin, and find the plugin's classes through
     * their context class loader, as libraries expect; threads of pools that the whole process shares do not.
     */
    default ThreadFactory threadFactory() {
        return task -> {
            Thread thread = new Thread(task, "dlt4j-" + destinationName());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Labels the steps of the client for crash tests. */
    FailPoint failPoint();

    /**
     * Opens a store through the storage plugin of the location's scheme. Close it before the client.
     *
     * @throws io.dlt4j.api.error.DltException if no plugin brings the scheme, it cannot be used, or it cannot open the store
     */
    default ObjectStore openStore(StorageLocation location) {
        throw new UnsupportedOperationException("nobody here has storage plugins for " + location.url());
    }
}
