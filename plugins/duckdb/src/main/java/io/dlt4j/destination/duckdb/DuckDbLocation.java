package io.dlt4j.destination.duckdb;

import io.dlt4j.api.DestinationContext;
import io.dlt4j.api.error.DltException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the database file is: dlt's rules for files that a pipeline keeps on the local disk. */
final class DuckDbLocation {

    private static final String IN_PIPELINE = ":pipeline:";

    private DuckDbLocation() {}

    /** The absolute path of the file that {@code configured} means; nothing is touched. */
    static Path of(DestinationContext context, Optional<String> configured) {
        String database = configured.orElse("");
        refuseWhatIsNoFile(database);
        return database.equals(IN_PIPELINE) ? inPipeline(context) : inLocalDir(context, database);
    }

    private static Path inLocalDir(DestinationContext context, String database) {
        try {
            Path path = Path.of(database.isEmpty() ? defaultName(context) : database);
            return context.localDir().resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new DltException(
                    DuckDbError.DUCKDB_LOCATION,
                    "The DuckDB database '" + database + "' is not a path that this system allows.",
                    "Set credentials.database to the path of a file.",
                    e);
        }
    }

    private static Path inPipeline(DestinationContext context) {
        if (context.pipelineName().isEmpty()) {
            throw new DltException(
                    DuckDbError.DUCKDB_LOCATION,
                    "The DuckDB database ':pipeline:' is in a pipeline's working directory, and there is no pipeline.",
                    "Use it within a pipeline, or set credentials.database to a path.");
        }
        return context.workDir().resolve(defaultName(context)).normalize();
    }

    private static String defaultName(DestinationContext context) {
        String name = context.isNamed()
                ? context.destinationName()
                : context.pipelineName().orElse(DuckDb.TYPE);
        return name + ".duckdb";
    }

    private static void refuseWhatIsNoFile(String database) {
        if (database.equals(":memory:")) {
            throw refused(database, "would be gone with the process");
        }
        if (database.equals(":external:")) {
            throw refused(database, "stands for an open Python connection");
        }
        if (database.startsWith("md:") || database.startsWith("motherduck:")) {
            throw refused(database.substring(0, database.indexOf(':') + 1), "is a MotherDuck service, not a file");
        }
    }

    private static DltException refused(String database, String why) {
        return new DltException(
                DuckDbError.DUCKDB_LOCATION,
                "The DuckDB database '" + database + "' " + why + ".",
                "Set credentials.database to the path of a file.");
    }
}
