package io.dlt4j;

import java.nio.file.Path;

/** Names DuckDB destinations: a database file on the local disk. */
public final class DuckDb {

    private static final String TYPE = "duckdb";

    private DuckDb() {}

    /**
     * The database in that file.
     *
     * @param database a path, of which a relative one starts in the local directory, or {@code duckdb:///path};
     *     {@code :pipeline:} for a file in the pipeline's working directory
     */
    public static Destination at(String database) {
        return Destination.from(TYPE).credentials(database);
    }

    /** The database in that file; a relative path starts in the local directory. */
    public static Destination at(Path database) {
        return at(database.toString());
    }
}
