package io.dlt4j.storage.azure;

import static java.util.Objects.requireNonNull;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.options.BlobUploadFromFileOptions;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.storage.ObjectStore;
import io.dlt4j.api.storage.StorageLocation;
import io.dlt4j.api.storage.StoreThreads;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A folder of a container. One request, or the last one that lists the blocks sent before, is what makes a file visible: it is
 * whole then. Blocks that nobody lists are dropped by the service.
 */
final class AzureStore implements ObjectStore {

    private static final long BLOCK_BYTES = 8L << 20;
    private static final int BLOCKS_AT_ONCE = 2;

    private final String location;
    private final String root;
    private final BlobContainerClient container;
    private final AzureFailure failures;
    private final StoreThreads threads = new StoreThreads("dlt4j-azure");

    private AzureStore(StorageLocation location, BlobContainerClient container) {
        this.location = location.url();
        this.root = location.path().isEmpty() ? "" : location.path() + "/";
        this.container = requireNonNull(container, "container is null");
        this.failures = new AzureFailure(location.url(), container.getBlobContainerName());
    }

    static AzureStore open(StorageLocation location) {
        return new AzureStore(location, AzureClients.open(location, AzureLocation.of(location)));
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public Optional<InputStream> read(String name) {
        return asking("reading '" + name + "'", () -> {
            try {
                return Optional.of(blob(name).openInputStream());
            } catch (BlobStorageException e) {
                if (BlobErrorCode.BLOB_NOT_FOUND.equals(e.getErrorCode())) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public boolean exists(String name) {
        return asking("looking for '" + name + "'", () -> blob(name).exists());
    }

    @Override
    public void list(String prefix, Consumer<String> found) {
        ListBlobsOptions options = new ListBlobsOptions()
                .setPrefix(root + prefix)
                .setDetails(new BlobListDetails().setRetrieveMetadata(true));
        asking("listing '" + prefix + "'", () -> {
            for (BlobItem item : container.listBlobs(options, null)) {
                if (!isFolder(item)) {
                    found.accept(item.getName().substring(root.length()));
                }
            }
            return true;
        });
    }

    /** Accounts with a hierarchical namespace list their folders as blobs. */
    private static boolean isFolder(BlobItem item) {
        return item.getName().endsWith("/")
                || item.getMetadata() != null
                        && Boolean.parseBoolean(item.getMetadata().get("hdi_isfolder"));
    }

    @Override
    public void write(String name, byte[] content) {
        asking("writing '" + name + "'", () -> {
            blob(name).upload(BinaryData.fromBytes(content), true);
            return true;
        });
    }

    @Override
    public void write(String name, Path source) {
        ParallelTransferOptions transfer = new ParallelTransferOptions()
                .setBlockSizeLong(BLOCK_BYTES)
                .setMaxSingleUploadSizeLong(BLOCK_BYTES)
                .setMaxConcurrency(BLOCKS_AT_ONCE);
        asking("writing '" + name + "'", () -> {
            blob(name)
                    .uploadFromFileWithResponse(
                            new BlobUploadFromFileOptions(source.toString()).setParallelTransferOptions(transfer),
                            null,
                            Context.NONE);
            return true;
        });
    }

    @Override
    public boolean writeNew(String name, byte[] content) {
        BlobParallelUploadOptions options = new BlobParallelUploadOptions(BinaryData.fromBytes(content))
                .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*"));
        return asking("writing '" + name + "'", () -> {
            try {
                blob(name).uploadWithResponse(options, null, Context.NONE);
                return true;
            } catch (BlobStorageException e) {
                if (BlobErrorCode.BLOB_ALREADY_EXISTS.equals(e.getErrorCode())) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public void delete(List<String> names) {
        threads.forEach(
                names,
                name -> asking("deleting '" + name + "'", () -> blob(name).deleteIfExists()));
    }

    /** The service drops blocks that no file has after a week. */
    @Override
    public void discardUnfinished() {}

    @Override
    public void close() {
        threads.close();
    }

    private BlobClient blob(String name) {
        return container.getBlobClient(root + name);
    }

    private <T> T asking(String doing, Supplier<T> question) {
        try {
            return question.get();
        } catch (DltException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failures.of(doing, e);
        }
    }
}
