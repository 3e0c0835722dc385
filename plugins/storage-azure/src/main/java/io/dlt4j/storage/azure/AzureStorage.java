package io.dlt4j.storage.azure;

import io.dlt4j.api.storage.ObjectStore;
import io.dlt4j.api.storage.StorageLocation;
import io.dlt4j.api.storage.StorageProvider;
import java.util.Set;

/** Brings the stores of {@code az://container/folder} and {@code abfss://container@account.dfs.core.windows.net/folder}. */
public final class AzureStorage implements StorageProvider {

    /** Called by {@link java.util.ServiceLoader}. */
    public AzureStorage() {}

    @Override
    public Set<String> schemes() {
        return Set.of("az", "azure", "adl", "abfs", "abfss");
    }

    @Override
    public ObjectStore open(StorageLocation location) {
        return AzureStore.open(location);
    }
}
