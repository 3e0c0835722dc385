package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.schema.TableSchema;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * The rows of a table as files of this machine. Immutable.
 *
 * @param table the table
 * @param files by the name of their format; none if the table has no rows
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TableFiles(TableSchema table, Map<String, List<Path>> files) {

    /** Copies the files. */
    public TableFiles {
        requireNonNull(table, "table is null");
        Map<String, List<Path>> copy = new LinkedHashMap<>();
        files.forEach((format, paths) -> copy.put(format, List.copyOf(paths)));
        files = java.util.Collections.unmodifiableMap(copy);
    }
}
