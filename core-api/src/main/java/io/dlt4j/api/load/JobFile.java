package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.format.FileFormat;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

/** A job file of a load package: complete, on disk, never changed. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class JobFile {

    private final JobKey key;
    private final Path path;
    private final FileFormat format;
    private final long rows;
    private final long bytes;
    private final Optional<String> stagedAt;

    private JobFile(JobKey key, Path path, FileFormat format, long rows, long bytes, Optional<String> stagedAt) {
        this.key = requireNonNull(key, "key is null");
        this.path = requireNonNull(path, "path is null");
        this.format = requireNonNull(format, "format is null");
        this.rows = rows;
        this.bytes = bytes;
        this.stagedAt = stagedAt;
    }

    /** A job file. */
    public static JobFile of(JobKey key, Path path, FileFormat format, long rows, long bytes) {
        return new JobFile(key, path, format, rows, bytes, Optional.empty());
    }

    /** The same file, of which a copy is at that URL. */
    public JobFile stagedAt(String url) {
        return new JobFile(key, path, format, rows, bytes, Optional.of(url));
    }

    /**
     * The URL of its copy in the staging destination, if there is one: such as {@code s3://bucket/folder/file}, with names as they
     * are, or {@code file:///folder/file} with escapes. The destination loads that.
     */
    public Optional<String> stagedAt() {
        return stagedAt;
    }

    /** The identity of loading this file. */
    public JobKey key() {
        return key;
    }

    /** Where the file is; absolute. Its name is {@link #fileId}, a dot and {@link #extension}. */
    public Path path() {
        return path;
    }

    /** What tells the file from all others of its load, for names that are made from it. */
    public String fileId() {
        String name = path.getFileName().toString();
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The format's name, and {@code .gz} if the file is compressed: {@code jsonl.gz}. */
    public String extension() {
        String name = path.getFileName().toString();
        int dot = name.indexOf('.');
        return dot < 0 ? format.name() : name.substring(dot + 1);
    }

    /** What is in it. */
    public FileFormat format() {
        return format;
    }

    /** The number of rows, possibly 0. */
    public long rows() {
        return rows;
    }

    /** The size in bytes. */
    public long bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return key.jobId();
    }
}
