package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.TableSchema;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The rows of a table as files of this machine. Immutable.
 *
 * @param table the table
 * @param files by the name of their format; none if the table has no rows
 * @param problem why the rows cannot be read, which who queries the table is told; there are no files then
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TableFiles(TableSchema table, Map<String, List<Path>> files, Optional<DltException> problem) {

    /** Copies the files. */
    public TableFiles {
        requireNonNull(table, "table is null");
        requireNonNull(problem, "problem is null");
        Map<String, List<Path>> copy = new LinkedHashMap<>();
        files.forEach((format, paths) -> copy.put(format, List.copyOf(paths)));
        files = Collections.unmodifiableMap(copy);
    }

    /** Files that can be read. */
    public TableFiles(TableSchema table, Map<String, List<Path>> files) {
        this(table, files, Optional.empty());
    }

    /** A table whose files cannot be read. */
    public static TableFiles unreadable(TableSchema table, DltException problem) {
        return new TableFiles(table, Map.of(), Optional.of(problem));
    }
}
