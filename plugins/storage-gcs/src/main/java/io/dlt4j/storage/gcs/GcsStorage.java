package io.dlt4j.storage.gcs;

import io.dlt4j.api.storage.ObjectStore;
import io.dlt4j.api.storage.StorageLocation;
import io.dlt4j.api.storage.StorageProvider;
import java.util.Set;

/** Brings the stores of {@code gs://bucket/folder}. */
public final class GcsStorage implements StorageProvider {

    /** Called by {@link java.util.ServiceLoader}. */
    public GcsStorage() {}

    @Override
    public Set<String> schemes() {
        return Set.of("gs", "gcs");
    }

    @Override
    public ObjectStore open(StorageLocation location) {
        return GcsStore.open(location);
    }
}
