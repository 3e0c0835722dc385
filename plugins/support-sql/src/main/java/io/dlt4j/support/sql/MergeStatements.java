package io.dlt4j.support.sql;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.MergeJob;
import io.dlt4j.api.schema.TableSchema;
import java.util.List;
import java.util.function.Function;
import org.apiguardian.api.API;

/** The statements of a {@link MergeJob}, to be run in order and in one transaction. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MergeStatements {

    private MergeStatements() {}

    /**
     * The statements. The same job gives the same ones.
     *
     * @param locate gives a table of the chain its names
     * @throws DltException if the tables lack a key that the strategy needs
     */
    public static List<String> of(MergeJob job, SqlDialect dialect, Function<TableSchema, ChainTable> locate) {
        List<ChainTable> chain = job.chain().stream().map(locate).toList();
        return switch (job.strategy()) {
            case DELETE_INSERT -> new DeleteInsert(dialect, chain, TemporaryNames.of(job.key(), dialect)).statements();
            case UPSERT -> new Upsert(dialect, chain).statements();
            case INSERT_ONLY -> new InsertOnly(dialect, chain).statements();
            case SCD2 -> new Versions(dialect, chain, job.validity().orElseThrow()).statements();
            default ->
                throw new DltException(
                        SqlError.SQL_STRATEGY_UNSUPPORTED,
                        "Table '" + job.root().name() + "' cannot be merged by '"
                                + job.strategy().text() + "'.",
                        "Use a newer version of the destination plugin, or another merge strategy.");
        };
    }
}
