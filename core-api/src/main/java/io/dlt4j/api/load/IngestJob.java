package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.schema.TableSchema;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Adds the rows of job files to one table, as one effect: all of the files or none.
 *
 * <p>Immutable. The number of files is at most what
 * {@link io.dlt4j.api.capability.Capabilities#maxFilesPerJob()} allows.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class IngestJob {

    private final TableSchema table;
    private final List<JobFile> files;
    private final boolean staging;

    private IngestJob(TableSchema table, List<JobFile> files, boolean staging) {
        this.table = requireNonNull(table, "table is null");
        this.files = List.copyOf(files);
        this.staging = staging;
        if (this.files.isEmpty()) {
            throw new IllegalArgumentException("no files for table " + table.name());
        }
    }

    /** Rows for the table of the dataset itself. */
    public static IngestJob into(TableSchema table, List<JobFile> files) {
        return new IngestJob(table, files, false);
    }

    /** Rows for the table of the staging dataset. */
    public static IngestJob intoStaging(TableSchema table, List<JobFile> files) {
        return new IngestJob(table, files, true);
    }

    /** The table, migrated before. */
    public TableSchema table() {
        return table;
    }

    /** The files, at least one, of one format. */
    public List<JobFile> files() {
        return files;
    }

    /** Whether the rows go to the staging dataset. */
    public boolean isStaging() {
        return staging;
    }
}
