package io.dlt4j.api.format;

import io.dlt4j.api.schema.ColumnSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
     * Opens a writer of one file.
     *
     * @param file does not exist yet
     * @param columns the columns of every batch that will be written, complete, with the precision and scale that the
     *     destination wants in place
     * @throws IOException if the file cannot be created
     */
    FileFormatWriter openWriter(Path file, List<ColumnSchema> columns) throws IOException;
}
