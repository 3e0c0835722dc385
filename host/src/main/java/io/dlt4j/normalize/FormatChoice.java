package io.dlt4j.normalize;

import io.dlt4j.api.format.FileFormatProvider;
import java.util.Optional;

/** Finds the writer of a table's job files. Thread-safe. */
@FunctionalInterface
public interface FormatChoice {

    /**
     * The writer.
     *
     * @param wanted the format that the table's {@code file_format} names, if it names one
     */
    FileFormatProvider writer(Optional<String> wanted);
}
