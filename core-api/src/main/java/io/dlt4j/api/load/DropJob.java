package io.dlt4j.api.load;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Drops tables of the dataset and forgets all versions of their schema, as one effect, so that the schema is created anew.
 * Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DropJob {

    private final JobKey key;
    private final String schemaName;
    private final List<String> tables;

    private DropJob(JobKey key, String schemaName, List<String> tables) {
        this.key = requireNonNull(key, "key is null");
        this.schemaName = requireNonNull(schemaName, "schemaName is null");
        this.tables = List.copyOf(tables);
    }

    /** Drops tables of a schema. */
    public static DropJob of(JobKey key, String schemaName, List<String> tables) {
        return new DropJob(key, schemaName, tables);
    }

    /** The identity of this effect. */
    public JobKey key() {
        return key;
    }

    /** The schema whose rows of {@code _dlt_version} are deleted. */
    public String schemaName() {
        return schemaName;
    }

    /** The names of the tables as the destination has them; some may not exist. */
    public List<String> tables() {
        return tables;
    }
}
