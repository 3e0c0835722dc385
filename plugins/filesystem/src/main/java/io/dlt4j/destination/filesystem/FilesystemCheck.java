package io.dlt4j.destination.filesystem;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.storage.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Does with one file what a load does with all of its, and deletes it again. */
record FilesystemCheck(DestinationContext context, Consumer<String> passed) {

    private static final byte[] CONTENT = "dlt4j".getBytes(StandardCharsets.UTF_8);

    void run() {
        BucketUrl bucket = BucketUrl.of(context, context.config().require(FilesystemConfig.BUCKET_URL));
        if (bucket.path().isPresent()) {
            runLocally(bucket, bucket.path().get().resolve(context.datasetName()));
        } else {
            runInBucket(bucket);
        }
        passed.accept("took everything back");
    }

    private void runInBucket(BucketUrl bucket) {
        String name = LocalStore.UNFINISHED + "/check_" + UUID.randomUUID();
        try (ObjectStore store = DatasetStore.open(context, bucket)) {
            passed.accept("opened " + store.location());
            List<String> listed = new ArrayList<>();
            store.list(name, listed::add);
            passed.accept("listed files");
            try {
                store.write(name, CONTENT);
                passed.accept("wrote a file");
                store.list(name, listed::add);
                if (!listed.equals(List.of(name))) {
                    throw new IOException("the file that was written is not listed");
                }
                if (!Arrays.equals(SystemFiles.read(store, name).orElseThrow(), CONTENT)) {
                    throw new IOException("the file that was written reads differently");
                }
                passed.accept("read it");
            } finally {
                store.delete(List.of(name));
            }
            passed.accept("deleted it");
        } catch (IOException e) {
            throw failed(bucket, e);
        }
    }

    private static DltException failed(BucketUrl bucket, IOException failure) {
        return new DltException(
                FilesystemError.FILESYSTEM_CHECK_FAILED,
                "Files cannot be written below " + bucket.text() + ": " + failure + ".",
                "Give the process the right to write there, or set another bucket_url.",
                failure);
    }

    private void runLocally(BucketUrl bucket, Path dataset) {
        List<Path> missing = missingFolders(dataset);
        String name = "_dlt4j_check_" + UUID.randomUUID();
        Path file = dataset.resolve(name);
        Path unfinished = dataset.resolve(name + ".tmp");
        try {
            try {
                tryLoad(dataset, unfinished, file, missing.isEmpty());
            } finally {
                delete(List.of(unfinished, file), missing);
            }
        } catch (IOException e) {
            throw failed(bucket, e);
        }
    }

    private void tryLoad(Path dataset, Path unfinished, Path file, boolean isThere) throws IOException {
        Files.createDirectories(dataset);
        passed.accept((isThere ? "found" : "created") + " folder " + dataset);
        Files.write(unfinished, CONTENT);
        passed.accept("wrote a file");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        passed.accept("renamed it");
        if (Files.size(file) != CONTENT.length) {
            throw new IOException(file + " has not the size that was written");
        }
        passed.accept("read it");
    }

    /** Innermost first. */
    private static List<Path> missingFolders(Path dataset) {
        List<Path> missing = new ArrayList<>();
        for (Path folder = dataset; folder != null && Files.notExists(folder); folder = folder.getParent()) {
            missing.add(folder);
        }
        return missing;
    }

    private static void delete(List<Path> files, List<Path> folders) throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        try {
            for (Path folder : folders) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException e) {
            // Somebody else has begun to use the folder.
            return;
        }
    }
}
