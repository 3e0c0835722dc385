package io.dlt4j.storage.azure;

import com.azure.core.util.SharedExecutorService;
import io.dlt4j.api.SupportsUnload;
import io.dlt4j.api.storage.ObjectStore;
import io.dlt4j.api.storage.StorageLocation;
import io.dlt4j.api.storage.StorageProvider;
import java.util.Set;
import reactor.core.scheduler.Schedulers;

/** Brings the stores of {@code az://container/folder} and {@code abfss://container@account.dfs.core.windows.net/folder}. */
public final class AzureStorage implements StorageProvider, SupportsUnload {

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

    /** The client's libraries share threads between all their users, and never end them. */
    @Override
    public void unload() {
        SharedExecutorService.getInstance().reset();
        Schedulers.shutdownNow();
    }
}
