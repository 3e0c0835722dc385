package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.schema.TableSchema;
import java.util.List;
import java.util.Optional;
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
    private final Optional<JobKey> emptied;

    private IngestJob(TableSchema table, List<JobFile> files, Optional<JobKey> emptied) {
        this.table = requireNonNull(table, "table is null");
        this.files = List.copyOf(files);
        this.emptied = emptied;
        if (this.files.isEmpty()) {
            throw new IllegalArgumentException("no files for table " + table.name());
        }
    }

    /** Rows for the table of the dataset itself. */
    public static IngestJob into(TableSchema table, List<JobFile> files) {
        return new IngestJob(table, files, Optional.empty());
    }

    /**
     * Rows for the table of the staging dataset.
     *
     * @param emptied the key of the {@link TruncateJob} that emptied the table for this load
     */
    public static IngestJob intoStaging(TableSchema table, List<JobFile> files, JobKey emptied) {
        return new IngestJob(table, files, Optional.of(emptied));
    }

    /** The same job with these files in the place of its own. */
    public IngestJob withFiles(List<JobFile> others) {
        return new IngestJob(table, others, emptied);
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
        return emptied.isPresent();
    }

    /**
     * The key of the job that emptied the staging table. If it is not in the ledger any more, another load has taken the table
     * since: the rows must not go there.
     */
    public Optional<JobKey> emptied() {
        return emptied;
    }
}
