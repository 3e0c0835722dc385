package io.dlt4j.api.storage;

import java.util.Set;
import org.apiguardian.api.API;

/**
 * Brings the stores of some schemes of URLs, such as {@code s3}.
 *
 * <p>A class is found when it is public, has a public constructor without parameters, is named in
 * {@code META-INF/services/io.dlt4j.api.storage.StorageProvider}, and its jar is on the class path, on the module path or in a
 * plugin directory, where its descriptor names the schemes under {@code storages}. Loaded by the host only when a location of
 * that scheme is opened; implementations have no state and are thread-safe. {@link #schemes} works without the service's SDK.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface StorageProvider {

    /** The schemes of URLs, in lower case and without {@code ://}. */
    Set<String> schemes();

    /**
     * Opens a store. Nothing is sent to the service yet: what is wrong with a bucket or with credentials shows up when the
     * store is used.
     *
     * @throws io.dlt4j.api.error.DltException a {@link StorageError} if the location or the options cannot work, or if there are
     *     no credentials
     */
    ObjectStore open(StorageLocation location);
}
