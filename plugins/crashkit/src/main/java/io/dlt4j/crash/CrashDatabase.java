package io.dlt4j.crash;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A destination whose loads are killed, and that SQL reads. */
public interface CrashDatabase {

    /** The destination's type, for example {@code duckdb}. */
    String type();

    /** The jars of the host and its libraries, and those of plugins that are not in plugin directories. */
    List<String> classPath();

    /**
     * What the command line needs to find the plugin and the database.
     *
     * @param home the directory that the command is called in; each has a dataset of its own
     */
    Map<String, String> environment(Path home);

    /** A connection to read what a home's dataset holds, while no command runs. */
    Connection connect(Path home) throws SQLException;

    /** The dataset of that home. */
    String dataset(Path home);

    /** Removes the dataset of a home that is not needed any more and that is not in its directory. */
    default void discard(Path home) throws SQLException {}

    /** The scenarios that the database can do. */
    default List<Scenario> scenarios() {
        return List.of(Scenario.values());
    }
}
