package io.dlt4j.support.sql;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.JobFile;
import io.dlt4j.api.load.JobOutcome;
import io.dlt4j.api.schema.TableSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A database as {@link SqlClient} needs it: connections, the dialect, the meaning of errors, and how job files get in. Transactions
 * must hold DDL as well as rows. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SqlBackend extends AutoCloseable {

    /** Where the data goes, as users would look for it; no secrets. */
    String location();

    /** See {@link io.dlt4j.api.load.DestinationClient#prepare}. */
    default void prepare() {}

    /** The database's SQL. */
    SqlDialect dialect();

    /** What its errors mean. */
    SqlErrors errors();

    /** What is there. */
    SqlCatalog catalog();

    /** What keeps other processes from writing for the same pipeline; by default nothing. */
    default SqlFence fence() {
        return SqlFence.NONE;
    }

    /** Whether columns with the hint {@code unique} get the constraint. */
    boolean createsIndexes();

    /** Why nothing can be read, if there is no database at all and opening it would create one. */
    default Optional<DltException> missing() {
        return Optional.empty();
    }

    /** Gives {@code use} a connection in auto-commit mode. What it leaves uncommitted is rolled back. */
    <T> T use(SqlUse<T> use) throws SQLException;

    /**
     * The same for changes of the structure, one at a time where several would get in each other's way.
     *
     * @param dataset what is changed
     */
    default <T> T useAlone(SqlDataset dataset, SqlUse<T> use) throws SQLException {
        return use(use);
    }

    /** Runs a transaction, again if the backend has found a way that may do better. */
    default JobOutcome attempt(Supplier<JobOutcome> transaction) {
        return transaction.get();
    }

    /**
     * Adds the rows of files to a table, in the transaction that is running.
     *
     * @param target the table, quoted and qualified
     * @param files at least one, of one format
     * @throws DltException if a file is not what the table takes
     */
    void ingest(Connection connection, String target, TableSchema table, List<JobFile> files) throws SQLException;

    /** Sets a connection up for a user's statement: tables without a qualifier are those of the dataset, if it exists. */
    void prepareQuery(Connection connection, SqlDataset dataset, String sql) throws SQLException;

    /** The rows that a result fetches at once; 0 for what the driver does by itself. */
    default int fetchSize() {
        return 0;
    }

    /**
     * A value of a result in a type of {@link io.dlt4j.api.load.SupportsSql.RowConsumer#row}.
     *
     * @param jdbcType of {@link java.sql.Types}
     */
    default @Nullable Object value(ResultSet result, int column, int jdbcType) throws SQLException {
        return SqlValues.of(result.getObject(column));
    }

    @Override
    void close();

    /**
     * Why somebody's query failed, for databases whose driver does not tell.
     *
     * @param failure of the query
     * @return {@code failure}, if no more is to be known
     */
    default SQLException reason(
            Connection connection, String sql, List<@Nullable Object> parameters, SQLException failure) {
        return failure;
    }
}
