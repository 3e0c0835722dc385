package io.dlt4j.api.format;

import io.dlt4j.api.schema.ColumnSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Brings a job file format; found through {@link java.util.ServiceLoader} like a destination.
 *
 * <p>Implementations have no state and are thread-safe; the writers they open are not.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface FileFormatProvider {

    /** The format. */
    FileFormat format();

    /** What the names of its files end with, after the dot: the format's name, and {@code .gz} where it compresses them. */
    default String extension() {
        return format().name();
    }

    /** Whether files have the columns of their table that got no value too; otherwise these are left out. */
    default boolean writesEmptyColumns() {
        return false;
    }

    /**
     * The same format with or without compression, where it leaves the choice.
     *
     * @param wanted whether files are kept or travel, so that their size counts; otherwise they are read once, on this machine
     */
    default FileFormatProvider compressed(boolean wanted) {
        return this;
    }

    /**
     * Opens a reader of one file, which may be from anybody.
     *
     * @return empty if this provider only writes
     * @throws IOException if the file cannot be read, or is none of this format
     */
    default Optional<FileFormatReader> openReader(Path file) throws IOException {
        return Optional.empty();
    }

    /**
     * Opens a writer of one file.
     *
     * @param file does not exist yet
     * @param columns the columns of every batch that will be written, complete, with the precision and scale that the
     *     destination wants in place
     * @throws IOException if the file cannot be created
     */
    FileFormatWriter openWriter(Path file, List<ColumnSchema> columns) throws IOException;
}
