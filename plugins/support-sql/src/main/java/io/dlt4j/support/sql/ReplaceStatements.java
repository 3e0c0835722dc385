package io.dlt4j.support.sql;

import io.dlt4j.api.load.ReplaceJob;
import io.dlt4j.api.schema.ReplaceStrategy;
import io.dlt4j.api.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apiguardian.api.API;

/** The statements of a {@link ReplaceJob}, to be run in order and in one transaction. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ReplaceStatements {

    private ReplaceStatements() {}

    /**
     * The statements, table by table.
     *
     * @param locate gives a table of the chain its names
     * @throws io.dlt4j.api.error.DltException if the dialect does not know the strategy
     */
    public static List<String> of(ReplaceJob job, SqlDialect dialect, Function<TableSchema, ChainTable> locate) {
        List<String> statements = new ArrayList<>();
        for (TableSchema schema : job.chain()) {
            ChainTable table = locate.apply(schema);
            if (job.strategy() == ReplaceStrategy.INSERT_FROM_STAGING) {
                statements.add(dialect.deleteAll(table.target()));
                statements.add(table.insert(dialect, table.staging()));
            } else {
                statements.addAll(dialect.swap(table));
            }
        }
        return statements;
    }
}
