package io.dlt4j.storage.s3;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.storage.ObjectStore;
import io.dlt4j.api.storage.StorageError;
import io.dlt4j.api.storage.StorageLocation;
import io.dlt4j.api.storage.StoreThreads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A folder of a bucket. One PUT, or the completion of an upload in parts, is what makes a file visible: it is whole then.
 */
final class S3Store implements ObjectStore {

    private static final int MOST_DELETED_AT_ONCE = 1000;
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int NOT_IMPLEMENTED = 501;

    private final String location;
    private final String bucket;
    private final String root;
    private final S3Client client;
    private final S3Failure failures;
    private final MultipartUpload parts;
    private final StoreThreads threads = new StoreThreads("dlt4j-s3");

    private S3Store(StorageLocation location, S3Client client, MultipartUpload parts) {
        this.location = location.url();
        this.bucket = location.authority();
        this.root = location.path().isEmpty() ? "" : location.path() + "/";
        this.client = requireNonNull(client, "client is null");
        this.failures = new S3Failure(location.url(), bucket);
        this.parts = requireNonNull(parts, "parts is null");
    }

    static S3Store open(StorageLocation location) {
        if (!location.authority().matches("[A-Za-z0-9._-]{3,255}")) {
            throw new DltException(
                    StorageError.STORAGE_LOCATION,
                    "'" + location.authority() + "' in " + location.url() + " cannot be the name of a bucket.",
                    "Correct bucket_url; it has the form s3://bucket/folder.");
        }
        S3Settings settings = new S3Settings(location);
        S3Client client = settings.client();
        return new S3Store(
                location,
                client,
                new MultipartUpload(client, location.authority(), settings.threshold(), settings.partBytes()));
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public Optional<InputStream> read(String name) {
        return asking("reading '" + name + "'", () -> {
            try {
                return Optional.of(
                        client.getObject(request -> request.bucket(bucket).key(root + name)));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public boolean exists(String name) {
        return asking("looking for '" + name + "'", () -> {
            try {
                client.headObject(request -> request.bucket(bucket).key(root + name));
                return true;
            } catch (NoSuchKeyException e) {
                return false;
            } catch (AwsServiceException e) {
                // the answer to HEAD has no body that says why
                client.listObjectsV2(
                        request -> request.bucket(bucket).prefix(root + name).maxKeys(1));
                throw e;
            }
        });
    }

    @Override
    public void list(String prefix, Consumer<String> found) {
        Iterator<ListObjectsV2Response> pages = client.listObjectsV2Paginator(
                        request -> request.bucket(bucket).prefix(root + prefix))
                .iterator();
        while (pages.hasNext()) {
            ListObjectsV2Response page = asking("listing '" + prefix + "'", pages::next);
            for (S3Object object : page.contents()) {
                // consoles mark folders by empty objects
                if (!object.key().endsWith("/")) {
                    found.accept(object.key().substring(root.length()));
                }
            }
        }
    }

    @Override
    public void write(String name, byte[] content) {
        asking("writing '" + name + "'", () -> put(name, RequestBody.fromBytes(content)));
    }

    @Override
    public void write(String name, Path source) throws IOException {
        long size = Files.size(source);
        asking("writing '" + name + "'", () -> {
            if (size > parts.threshold()) {
                parts.upload(root + name, source, size);
                return true;
            }
            return put(name, RequestBody.fromFile(source));
        });
    }

    private boolean put(String name, RequestBody body) {
        client.putObject(request -> request.bucket(bucket).key(root + name), body);
        return true;
    }

    @Override
    public boolean writeNew(String name, byte[] content) {
        return asking("writing '" + name + "'", () -> {
            try {
                client.putObject(
                        request -> request.bucket(bucket).key(root + name).ifNoneMatch("*"),
                        RequestBody.fromBytes(content));
                return true;
            } catch (AwsServiceException e) {
                if (e.statusCode() == PRECONDITION_FAILED || (e.statusCode() == CONFLICT && exists(name))) {
                    return false;
                }
                if (e.statusCode() == NOT_IMPLEMENTED) {
                    // an older store: better than nothing
                    return !exists(name) && put(name, RequestBody.fromBytes(content));
                }
                throw e;
            }
        });
    }

    @Override
    public void delete(List<String> names) {
        for (int from = 0; from < names.size(); from += MOST_DELETED_AT_ONCE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + MOST_DELETED_AT_ONCE));
            DeleteObjectsResponse response = asking("deleting " + some.size() + " files", () -> deleteAtOnce(some));
            if (response.hasErrors() && !response.errors().isEmpty()) {
                S3Error first = response.errors().get(0);
                int status = String.valueOf(first.code()).equals("AccessDenied") ? 403 : 400;
                throw failures.of(
                        "deleting '" + first.key() + "' and "
                                + (response.errors().size() - 1) + " others",
                        String.valueOf(first.code()),
                        status,
                        null);
            }
        }
    }

    private DeleteObjectsResponse deleteAtOnce(List<String> names) {
        List<ObjectIdentifier> keys = names.stream()
                .map(name -> ObjectIdentifier.builder().key(root + name).build())
                .toList();
        return client.deleteObjects(request ->
                request.bucket(bucket).delete(delete -> delete.objects(keys).quiet(true)));
    }

    /** Uploads in parts are given up one by one: when the same file is uploaded again. */
    @Override
    public void discardUnfinished() {}

    @Override
    public void close() {
        threads.close();
        client.close();
    }

    /** The client keeps an XML parser for each thread that asks, with the last answer in it. */
    private <T> T asking(String doing, Supplier<T> question) {
        try {
            return threads.call(question);
        } catch (SdkException e) {
            throw failures.of(doing, e);
        }
    }
}
