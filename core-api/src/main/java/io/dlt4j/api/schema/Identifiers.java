package io.dlt4j.api.schema;

import org.apiguardian.api.API;

/**
 * The naming convention of a schema as a destination sees it: turns the names of system tables and columns, as this
 * documentation writes them, into the dataset's. Pure and thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Identifiers {

    /** The name of a system table, for example {@code _dlt_loads}. */
    String table(String name);

    /** The name of a column of a system table, for example {@code load_id}. */
    String column(String name);
}
