package io.dlt4j.api.load;

import io.dlt4j.api.schema.Schema;
import io.dlt4j.api.schema.TableSchema;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * An open connection to one dataset of a destination. What it can do beyond this is said by the {@code Supports…}
 * interfaces that it implements.
 *
 * <p>The host calls {@link #ingest} and {@link #truncate} from several threads at once unless the capabilities say
 * otherwise, and everything else from one. It calls {@link #begin} and {@link #migrate} before the first job of a load and
 * {@link #complete} after the last.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface DestinationClient extends AutoCloseable {

    /** Where the data goes, as users would look for it; no secrets. For example {@code duckdb:///data/events.duckdb}. */
    String location();

    /**
     * Loads what the client will need, such as drivers and native libraries, and touches nothing outside the process. The host
     * may call it from another thread while data is normalized; a failure is of no consequence and shows up again later.
     */
    default void prepare() {}

    /**
     * Whether {@code _dlt_loads} has a row for this load id and schema name. False, without creating anything, if the
     * dataset or the table does not exist.
     */
    boolean isLoaded(String loadId, String schemaName);

    /**
     * Says which load the calls that follow belong to, up to the next {@code begin}. Changes nothing in the destination. The
     * same load begins again after a failure, in this process or in another one.
     */
    default void begin(LoadStart start) {}

    /**
     * Brings the dataset to {@code schema}: creates it if it is missing, then the system tables and {@code tables}, adds
     * missing columns, and records the schema in {@code _dlt_version}, all in one transaction where there is such a thing.
     * A table that somebody has dropped is created again, also if the schema is recorded. Never drops or alters what exists.
     *
     * @param schema the schema of the package
     * @param tables the names of the tables that the package has rows for
     * @return the tables created or extended, each with its new columns only
     * @throws io.dlt4j.api.error.DltException if a type, a name or a right stands against it; nothing was changed then
     */
    List<TableSchema> migrate(Schema schema, Set<String> tables);

    /** Adds the rows of job files to a table: once, however often it is called with the same keys. */
    JobOutcome ingest(IngestJob job);

    /** Removes all rows from tables: once, however often it is called with the same key. */
    JobOutcome truncate(TruncateJob job);

    /**
     * Ends a load, in one transaction: adds the row of {@code _dlt_loads} unless it is there, and forgets the keys of this
     * pipeline's earlier loads that are complete; one that was passed over, here or on another machine, may still go on. A destination without transactions adds that row last.
     */
    JobOutcome complete(LoadCompletion completion);

    /** Releases everything; safe to call twice. */
    @Override
    void close();
}
