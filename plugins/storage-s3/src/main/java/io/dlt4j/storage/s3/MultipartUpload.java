package io.dlt4j.storage.s3;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Uploads large files in parts, which are read from the disk while they are sent: memory does not grow with them. Nothing is
 * visible before the last step; an upload that fails is given up, one that was killed when its file is uploaded again.
 */
final class MultipartUpload {

    private static final int MOST_PARTS = 10_000;

    private final S3Client client;
    private final String bucket;
    private final long threshold;
    private final long partBytes;

    MultipartUpload(S3Client client, String bucket, long threshold, long partBytes) {
        this.client = requireNonNull(client, "client is null");
        this.bucket = requireNonNull(bucket, "bucket is null");
        this.threshold = threshold;
        this.partBytes = partBytes;
    }

    /** Files up to this size need no parts. */
    long threshold() {
        return threshold;
    }

    void upload(String key, Path source, long size) {
        giveUpFormer(key);
        String id = client.createMultipartUpload(
                        request -> request.bucket(bucket).key(key))
                .uploadId();
        try {
            List<CompletedPart> parts = sendParts(key, id, source, size);
            client.completeMultipartUpload(request ->
                    request.bucket(bucket).key(key).uploadId(id).multipartUpload(upload -> upload.parts(parts)));
        } catch (RuntimeException e) {
            giveUp(key, id, e);
            throw e;
        }
    }

    private List<CompletedPart> sendParts(String key, String id, Path source, long size) {
        long bytes = Math.max(partBytes, (size + MOST_PARTS - 1) / MOST_PARTS);
        List<CompletedPart> parts = new ArrayList<>();
        for (long from = 0; from < size; from += bytes) {
            long offset = from;
            long length = Math.min(bytes, size - from);
            int number = parts.size() + 1;
            RequestBody body = RequestBody.fromContentProvider(
                    () -> section(source, offset, length), length, "application/octet-stream");
            String tag = client.uploadPart(
                            request -> request.bucket(bucket)
                                    .key(key)
                                    .uploadId(id)
                                    .partNumber(number)
                                    .contentLength(length),
                            body)
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        return parts;
    }

    /** The client reads it again, from its start, when it repeats a request. */
    private static InputStream section(Path source, long offset, long length) {
        try {
            FileChannel channel = FileChannel.open(source, StandardOpenOption.READ);
            return new Section(Channels.newInputStream(channel.position(offset)), length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names are used once: whoever has begun to upload this file was an earlier attempt. */
    private void giveUpFormer(String key) {
        client.listMultipartUploadsPaginator(request -> request.bucket(bucket).prefix(key)).uploads().stream()
                .filter(upload -> upload.key().equals(key))
                .forEach(upload -> client.abortMultipartUpload(
                        request -> request.bucket(bucket).key(key).uploadId(upload.uploadId())));
    }

    private void giveUp(String key, String id, RuntimeException failure) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(id));
        } catch (SdkException e) {
            failure.addSuppressed(e);
        }
    }
}
