package io.dlt4j.storage.s3;

import io.dlt4j.api.storage.ObjectStore;
import io.dlt4j.api.storage.StorageLocation;
import io.dlt4j.api.storage.StorageProvider;
import java.util.Set;

/** Brings the stores of {@code s3://bucket/folder}. */
public final class S3Storage implements StorageProvider {

    /** Called by {@link java.util.ServiceLoader}. */
    public S3Storage() {}

    @Override
    public Set<String> schemes() {
        return Set.of("s3", "s3a");
    }

    @Override
    public ObjectStore open(StorageLocation location) {
        return S3Store.open(location);
    }
}
