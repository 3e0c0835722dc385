package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.format.FileFormat;
import java.nio.file.Path;
import org.apiguardian.api.API;

/** A job file of a load package: complete, on disk, never changed. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class JobFile {

    private final JobKey key;
    private final Path path;
    private final FileFormat format;
    private final long rows;
    private final long bytes;

    private JobFile(JobKey key, Path path, FileFormat format, long rows, long bytes) {
        this.key = requireNonNull(key, "key is null");
        this.path = requireNonNull(path, "path is null");
        this.format = requireNonNull(format, "format is null");
        this.rows = rows;
        this.bytes = bytes;
    }

    /** A job file. */
    public static JobFile of(JobKey key, Path path, FileFormat format, long rows, long bytes) {
        return new JobFile(key, path, format, rows, bytes);
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
