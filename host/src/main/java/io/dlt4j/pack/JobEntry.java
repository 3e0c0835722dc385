package io.dlt4j.pack;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.format.FileFormat;
import java.nio.file.Path;

/**
 * A job file of a normalized package.
 *
 * @param table the table
 * @param fileId ten hexadecimal digits
 * @param format what is in the file
 * @param path where it is
 * @param rows its rows
 * @param bytes its size
 */
public record JobEntry(String table, String fileId, FileFormat format, Path path, long rows, long bytes) {

    /** Checks the parts. */
    public JobEntry {
        requireNonNull(table, "table is null");
        requireNonNull(fileId, "fileId is null");
        requireNonNull(format, "format is null");
        requireNonNull(path, "path is null");
    }

    /** What the file's name ends with, after the id and a dot. */
    String extension() {
        return path.getFileName().toString().substring(fileId.length() + 1);
    }

    /** {@code table.file_id.format}, the same for the life of the job. */
    public String jobId() {
        return table + "." + fileId + "." + format.name();
    }
}
