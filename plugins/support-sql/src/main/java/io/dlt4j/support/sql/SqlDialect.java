package io.dlt4j.support.sql;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.schema.ColumnSchema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Where the databases differ in the text of the statements of this package. What has a default is what most of them understand.
 * Implementations are immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SqlDialect {

    /** A short name for what belongs to this database, such as {@code duckdb}. */
    String name();

    /** The identifier as it stands in a statement, quoted. */
    String identifier(String name);

    /** The text as a literal. */
    String literal(String text);

    /**
     * The type of a complete column.
     *
     * @param table its table, for messages
     * @throws DltException if the database has none that holds it
     */
    String sqlType(String table, ColumnSchema column);

    /** The dataset's name as it stands in statements and before the names of its tables. */
    default String dataset(String name) {
        return identifier(name);
    }

    /**
     * Creates a dataset that is missing.
     *
     * @param dataset as {@link #dataset} has it
     */
    default String createDataset(String dataset) {
        return "CREATE SCHEMA IF NOT EXISTS " + dataset;
    }

    /** A list of rows, each in parentheses, as it stands behind {@code (a, b) IN} within parentheses. */
    default String rows(String list) {
        return list;
    }

    /** The name without what the database does not tell names apart by. */
    default String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * The statement that waits for transactions that write to a table, and lets no other write there until this one ends; empty
     * where only one process at a time has the database.
     */
    default Optional<String> lockOut(String table) {
        return Optional.empty();
    }

    /** The expression of a text, so that it is ordered by its characters' codes. */
    default String byCode(String text) {
        return text;
    }

    /** What stands behind the columns of a table that is created; empty, or begins with a blank. */
    default String tableOptions(List<ColumnSchema> columns) {
        return "";
    }

    /** Whether one ALTER TABLE may add several columns. */
    default boolean joinsAlterations() {
        return true;
    }

    /** A value for a timestamp column, with or without a time zone as the column has it; UTC. */
    String timestamp(Instant value, ColumnSchema column);

    /** The most characters of an identifier. */
    int maxIdentifierLength();

    /**
     * Makes a table of a query's result that only this session sees and that is gone with it.
     *
     * @param name quoted
     */
    default String createTemporaryTable(String name, String query) {
        return "CREATE TEMPORARY TABLE " + name + " AS " + query;
    }

    /** Removes all rows, as part of the transaction. */
    default String deleteAll(String table) {
        return "DELETE FROM " + table + " WHERE 1=1";
    }

    /** Whether a condition may join several correlated subqueries by OR; otherwise each gets a statement of its own. */
    default boolean joinsSubqueriesByOr() {
        return true;
    }

    /**
     * The statements that put the staged rows in the place of a table's rows, in the destination's own way
     * ({@code staging-optimized}).
     *
     * @throws DltException if it has none
     */
    default List<String> swap(ChainTable table) {
        throw new DltException(
                SqlError.SQL_STRATEGY_UNSUPPORTED,
                "Table '" + table.name() + "' cannot be replaced by 'staging-optimized' here.",
                "Set replace_strategy to insert-from-staging or truncate-and-insert.");
    }
}
