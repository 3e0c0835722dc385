package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.schema.TableSchema;
import java.util.List;
import org.apiguardian.api.API;

/** Removes all rows from some tables, as one effect. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TruncateJob {

    private final JobKey key;
    private final List<TableSchema> tables;
    private final boolean staging;
    private final List<JobKey> refills;

    private TruncateJob(JobKey key, List<TableSchema> tables, boolean staging, List<JobKey> refills) {
        this.key = requireNonNull(key, "key is null");
        this.tables = List.copyOf(tables);
        this.staging = staging;
        this.refills = List.copyOf(refills);
    }

    /** Empties tables of the dataset itself. */
    public static TruncateJob of(JobKey key, List<TableSchema> tables) {
        return new TruncateJob(key, tables, false, List.of());
    }

    /**
     * Empties tables of the staging dataset, and takes them for this load. In the same transaction it forgets the keys of the
     * same job id of all other loads, which have to empty and fill the tables again if they are still to come, and the keys of
     * {@code refills}, whose rows are gone if another load had taken the tables.
     *
     * @param refills the keys of the files that go into the tables then
     */
    public static TruncateJob ofStaging(JobKey key, List<TableSchema> tables, List<JobKey> refills) {
        return new TruncateJob(key, tables, true, refills);
    }

    /** The identity of this effect. */
    public JobKey key() {
        return key;
    }

    /** The tables; they exist. */
    public List<TableSchema> tables() {
        return tables;
    }

    /** Whether the tables are those of the staging dataset. */
    public boolean isStaging() {
        return staging;
    }

    /** The keys of the files that go into the tables of the staging dataset afterwards. */
    public List<JobKey> refills() {
        return refills;
    }
}
