package io.dlt4j.destination.filesystem;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.FailPoint;
import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DropJob;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.LoadStart;
import io.dlt4j.api.load.TruncateJob;
import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import io.dlt4j.api.storage.ObjectStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The load that a client is doing. Immutable; thread-safe for different jobs.
 *
 * @param files how many job files each table has
 * @param schemaName known once the dataset is prepared
 * @param tables the names of those of the schema, known once the dataset is prepared
 * @param mark known once the dataset is prepared
 */
record CurrentLoad(
        LoadNotes notes,
        Placement placement,
        Map<String, Integer> files,
        Optional<String> schemaName,
        Set<String> tables,
        Optional<DatasetMark> mark) {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentLoad.class);

    /** Most files deleted with one call, which is what bucket services take. */
    private static final int DELETED_AT_ONCE = 1000;

    CurrentLoad {
        requireNonNull(notes, "notes is null");
        requireNonNull(placement, "placement is null");
        files = Map.copyOf(files);
        tables = Set.copyOf(tables);
    }

    /** Begins a load, or goes on with one: what it has decided stays from when it writes its first file. */
    static CurrentLoad begin(LoadStart start, LoadNotes notes, Placement.Settings settings) throws IOException {
        Placement wanted = settings.at(packageTime(start.loadId()));
        Optional<Placement> decided = notes.schemaName().isPresent() ? notes.placement() : Optional.empty();
        if (decided.isEmpty()) {
            notes.decide(wanted);
        } else if (!decided.get().equals(wanted)) {
            LOG.warn(
                    "load {} goes on with the layout that it began with, '{}'",
                    start.loadId(),
                    decided.get().layout());
        }
        return new CurrentLoad(
                notes, decided.orElse(wanted), start.files(), Optional.empty(), Set.of(), Optional.empty());
    }

    /**
     * Sees to it that no file takes the place of another of the load.
     *
     * @throws DltException {@link FilesystemError#FILESYSTEM_LAYOUT}
     */
    void requireNamesForAll() {
        Optional<Map.Entry<String, Integer>> many =
                files.entrySet().stream().filter(entry -> entry.getValue() > 1).max(Map.Entry.comparingByValue());
        if (many.isPresent() && !placement.tellsFilesApart()) {
            throw new DltException(
                    FilesystemError.FILESYSTEM_LAYOUT,
                    "The layout '" + placement.layout() + "' gives all "
                            + many.get().getValue() + " files of table '"
                            + many.get().getKey() + "' one name, so that only the last would stay.",
                    "Put the file's own {file_id} into layout, then run again.");
        }
    }

    CurrentLoad with(Schema loaded, DatasetMark opened) {
        return new CurrentLoad(
                notes,
                placement,
                files,
                Optional.of(loaded.name()),
                loaded.tables().keySet(),
                Optional.of(opened));
    }

    /** As far as names of files need it. */
    CurrentLoad with(String loaded, DatasetMark opened) {
        return new CurrentLoad(notes, placement, files, Optional.of(loaded), Set.of(), Optional.of(opened));
    }

    /** The name of a job's file in the dataset. */
    String name(String tableName, JobFile file) {
        return placement.name(schemaName.orElseThrow(), tableName, file, mark.orElseThrow());
    }

    /**
     * Deletes the files that the tables had when the job ran first. When it runs again the tables may have files of this load,
     * which it does not see.
     */
    void truncate(TruncateJob job, ObjectStore storage, FailPoint failPoint) throws IOException {
        delete(job.key().jobId(), storage, failPoint, found -> {
            for (TableSchema table : job.tables()) {
                list(schemaName.orElseThrow(), tables, table.name(), storage, found);
            }
        });
    }

    /** Deletes the files of tables, and all versions of their schema, as {@link #truncate} does. */
    void drop(DropJob job, ObjectStore storage, VersionFiles versions, FailPoint failPoint) throws IOException {
        delete(job.key().jobId(), storage, failPoint, found -> {
            Set<String> known = versions.newest(job.schemaName())
                    .map(stored ->
                            StoredColumns.parse(stored.schema()).byTable().keySet())
                    .orElse(Set.of());
            for (String table : job.tables()) {
                list(job.schemaName(), known, table, storage, found);
            }
            versions.list(job.schemaName(), found);
        });
    }

    private void delete(String jobId, ObjectStore storage, FailPoint failPoint, LoadNotes.Finding finding)
            throws IOException {
        if (!notes.hasDeletions(jobId)) {
            notes.decideDeletions(jobId, finding);
        }
        failPoint.reach("filesystem.truncate.decided");
        notes.forEachDeletion(jobId, DELETED_AT_ONCE, storage::delete);
        failPoint.reach("filesystem.truncate.after");
    }

    /** The files of a table of the load's layout. */
    private void list(
            String schemaName, Set<String> tables, String tableName, ObjectStore storage, Consumer<String> found)
            throws IOException {
        OwnFiles.of(placement.layout(), tableName, tables, table -> placement.prefix(schemaName, table))
                .list(storage, found);
    }

    /** Load ids are the seconds since 1970 at which their packages were created. */
    private static Instant packageTime(String loadId) {
        BigDecimal seconds = new BigDecimal(loadId);
        BigDecimal whole = new BigDecimal(seconds.toBigInteger());
        return Instant.ofEpochSecond(
                whole.longValue(), seconds.subtract(whole).movePointRight(9).longValue());
    }
}
