package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.FailPoint;
import io.dlt4j.api.config.ConfigField;
import io.dlt4j.api.storage.ObjectStore;
import io.dlt4j.api.storage.StorageLocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The files of one dataset in a bucket, with a label for crash tests at each effect. Its plugin has been found by the scheme.
 */
final class DatasetStore implements ObjectStore {

    private final ObjectStore store;
    private final FailPoint failPoint;

    private DatasetStore(ObjectStore store, FailPoint failPoint) {
        this.store = requireNonNull(store, "store is null");
        this.failPoint = requireNonNull(failPoint, "failPoint is null");
    }

    /** Opens a dataset, be it in a bucket or on a disk. */
    static ObjectStore open(DestinationContext context, BucketUrl bucket) {
        String owner = context.pipelineName().orElse(Filesystem.TYPE);
        if (bucket.path().isPresent()) {
            Path folder = bucket.path().get().resolve(context.datasetName());
            return new LocalStore(folder, owner, context.failPoint());
        }
        StorageLocation location = new StorageLocation(
                bucket.url() + "/" + context.datasetName(),
                context.config().find(FilesystemConfig.CREDENTIALS),
                options(context),
                owner);
        return new DatasetStore(context.openStore(location), context.failPoint());
    }

    private static Map<String, Map<String, Object>> options(DestinationContext context) {
        Map<String, Map<String, Object>> options = new LinkedHashMap<>();
        for (ConfigField<Map<String, Object>> field :
                List.of(FilesystemConfig.KWARGS, FilesystemConfig.CLIENT_KWARGS, FilesystemConfig.CONFIG_KWARGS)) {
            context.config().find(field).ifPresent(values -> options.put(field.name(), values));
        }
        return options;
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public Optional<InputStream> read(String name) throws IOException {
        return store.read(name);
    }

    @Override
    public boolean exists(String name) throws IOException {
        return store.exists(name);
    }

    @Override
    public void list(String prefix, Consumer<String> found) throws IOException {
        store.list(prefix, found);
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        failPoint.reach("filesystem.write.before");
        store.write(name, content);
        failPoint.reach("filesystem.write.after");
    }

    @Override
    public void write(String name, Path source) throws IOException {
        failPoint.reach("filesystem.write.before");
        store.write(name, source);
        failPoint.reach("filesystem.write.after");
    }

    @Override
    public boolean writeNew(String name, byte[] content) throws IOException {
        boolean written = store.writeNew(name, content);
        failPoint.reach("filesystem.write.after");
        return written;
    }

    @Override
    public void delete(List<String> names) throws IOException {
        store.delete(names);
        failPoint.reach("filesystem.delete.after");
    }

    @Override
    public void discardUnfinished() throws IOException {
        store.discardUnfinished();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
