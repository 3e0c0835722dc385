package io.dlt4j.storage.gcs;

import static java.util.Objects.requireNonNull;

import com.google.cloud.BaseServiceException;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.StorageException;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.storage.ObjectStore;
import io.dlt4j.api.storage.StorageLocation;
import io.dlt4j.api.storage.StoreThreads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A folder of a bucket. The request that ends an upload is what makes a file visible: it is whole then. Uploads that nobody
 * ends are dropped by the service.
 */
final class GcsStore implements ObjectStore {

    private static final int CHUNK_BYTES = 8 << 20;

    private final String location;
    private final String bucket;
    private final String root;
    private final Storage client;
    private final GcsFailure failures;
    private final StoreThreads threads = new StoreThreads("dlt4j-gcs");

    private GcsStore(StorageLocation location, Storage client) {
        this.location = location.url();
        this.bucket = location.authority();
        this.root = location.path().isEmpty() ? "" : location.path() + "/";
        this.client = requireNonNull(client, "client is null");
        this.failures = new GcsFailure(location.url(), bucket);
    }

    static GcsStore open(StorageLocation location) {
        return new GcsStore(location, GcsClients.open(location));
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public Optional<InputStream> read(String name) throws IOException {
        return asking("reading '" + name + "'", () -> {
            Blob blob = client.get(id(name), BlobGetOption.fields(BlobField.NAME, BlobField.SIZE));
            return blob == null ? Optional.empty() : Optional.of(Channels.newInputStream(client.reader(id(name))));
        });
    }

    @Override
    public boolean exists(String name) throws IOException {
        return asking(
                "looking for '" + name + "'", () -> client.get(id(name), BlobGetOption.fields(BlobField.NAME)) != null);
    }

    @Override
    public void list(String prefix, Consumer<String> found) throws IOException {
        asking("listing '" + prefix + "'", () -> {
            Iterable<Blob> blobs = client.list(
                            bucket, BlobListOption.prefix(root + prefix), BlobListOption.fields(BlobField.NAME))
                    .iterateAll();
            for (Blob blob : blobs) {
                // consoles mark folders by empty objects
                if (!blob.getName().endsWith("/")) {
                    found.accept(blob.getName().substring(root.length()));
                }
            }
            return true;
        });
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        asking("writing '" + name + "'", () -> client.create(info(name), content));
    }

    @Override
    public void write(String name, Path source) throws IOException {
        asking("writing '" + name + "'", () -> client.createFrom(info(name), source, CHUNK_BYTES));
    }

    @Override
    public boolean writeNew(String name, byte[] content) throws IOException {
        return asking("writing '" + name + "'", () -> {
            try {
                client.create(info(name), content, BlobTargetOption.doesNotExist());
                return true;
            } catch (StorageException e) {
                if (e.getCode() == GcsFailure.PRECONDITION_FAILED) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public void delete(List<String> names) {
        threads.forEach(names, name -> {
            try {
                client.delete(id(name));
            } catch (BaseServiceException e) {
                throw failures.of("deleting '" + name + "'", e);
            }
        });
    }

    /** The service drops uploads that were not ended after a week. */
    @Override
    public void discardUnfinished() {}

    @Override
    public void close() throws IOException {
        threads.close();
        try {
            client.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the connections to " + location + " cannot be closed", e);
        }
    }

    private BlobId id(String name) {
        return BlobId.of(bucket, root + name);
    }

    private BlobInfo info(String name) {
        return BlobInfo.newBuilder(id(name))
                .setContentType("application/octet-stream")
                .build();
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IOException;
    }

    private <T> T asking(String doing, Question<T> question) throws IOException {
        try {
            return question.ask();
        } catch (DltException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failures.of(doing, e);
        }
    }
}
