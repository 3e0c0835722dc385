package io.dlt4j.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.dlt4j.Destination;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where cases are loaded to, and how its dataset is read. The cases say what DuckDB has; others say how they differ. */
public interface GoldenDestination {

    /**
     * A place without any dataset.
     *
     * @param home the directory of the pipeline's project
     */
    Destination empty(Path home) throws Exception;

    /** Connects to what is loaded there. */
    Connection connect(Path home) throws SQLException;

    /** A query of the dataset's columns: table, column, type, {@code YES} if it may be null; tables together, columns in order. */
    default String columnsQuery(String dataset) {
        return "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
                + "WHERE table_schema = '" + dataset + "' AND table_name NOT LIKE '\\_dlt%' ESCAPE '\\' "
                + "ORDER BY table_name, ordinal_position";
    }

    /** A value of a result, as {@link GoldenValues#cell} takes it; null for null. */
    @Nullable
    Object value(ResultSet row, int column) throws SQLException;

    /** A name of the schema as the database has it. */
    default String name(String name) {
        return name;
    }

    /** Why the case has no meaning here; empty if it has. */
    default Optional<String> unfit(String caseName) {
        return Optional.empty();
    }

    /** The outcome that is expected here, of the one on DuckDB. */
    default JsonNode expected(JsonNode outcome) {
        return outcome;
    }
}
