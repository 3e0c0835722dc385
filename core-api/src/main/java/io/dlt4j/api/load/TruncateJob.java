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

    private TruncateJob(JobKey key, List<TableSchema> tables, boolean staging) {
        this.key = requireNonNull(key, "key is null");
        this.tables = List.copyOf(tables);
        this.staging = staging;
    }

    /** Empties tables of the dataset itself. */
    public static TruncateJob of(JobKey key, List<TableSchema> tables) {
        return new TruncateJob(key, tables, false);
    }

    /** Empties tables of the staging dataset. */
    public static TruncateJob ofStaging(JobKey key, List<TableSchema> tables) {
        return new TruncateJob(key, tables, true);
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
}
