package io.dlt4j.api.load;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A client that runs SQL in its dataset. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SupportsSql {

    /** Receives the rows of a result one by one, while the query runs. */
    interface RowConsumer {

        /** Called once, before the first row. */
        void columns(List<String> names);

        /**
         * Called for each row.
         *
         * @param values one a column: {@code String}, {@code Long}, {@code Double}, {@code Boolean},
         *     {@code java.math.BigDecimal}, {@code java.time} values, {@code byte[]}, or {@code null}
         * @return false to stop
         */
        boolean row(List<@Nullable Object> values);
    }

    /** The quoted, qualified name of a table of the dataset. */
    String qualifiedName(String table);

    /**
     * Runs one statement.
     *
     * @param sql with {@code ?} where a parameter goes
     * @param parameters values as in {@link RowConsumer#row}
     * @param rows receives the result, if the statement has one
     */
    void query(String sql, List<@Nullable Object> parameters, RowConsumer rows);
}
