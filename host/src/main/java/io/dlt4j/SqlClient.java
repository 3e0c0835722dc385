package io.dlt4j;

import static java.util.Objects.requireNonNull;

import io.dlt4j.api.error.DltException;
import io.dlt4j.api.load.DestinationClient;
import io.dlt4j.api.load.SupportsSql;
import io.dlt4j.api.load.SupportsSql.RowConsumer;
import io.dlt4j.api.load.SupportsTableFiles;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL in a pipeline's dataset, in the destination's dialect. Holds a connection until it is closed; not thread-safe. Close
 * it before the pipeline loads again: a destination may let one connection in at a time.
 */
public final class SqlClient implements AutoCloseable {

    private final DestinationLink link;
    private final Optional<FileViews> views;
    private final SupportsSql sql;
    private boolean closed;

    /** Takes {@code link} over. */
    SqlClient(Setup setup, DestinationLink link) {
        this.views = link.client() instanceof SupportsTableFiles files
                ? Optional.of(FileViews.open(setup, files, link.context()))
                : Optional.empty();
        DestinationClient client = views.map(FileViews::client).orElseGet(link::client);
        if (!(client instanceof SupportsSql supported)) {
            throw new DltException(
                    PipelineError.PIPELINE_SQL_UNSUPPORTED,
                    "Destination '" + setup.requireDestination().name() + "' cannot be queried with SQL.",
                    "Read the data where it is: " + link.client().location() + ".");
        }
        this.sql = supported;
        this.link = link;
    }

    /** The quoted, qualified name of a table of the dataset. Tables of the dataset are found without it, too. */
    public String qualifiedName(String table) {
        return open().qualifiedName(table);
    }

    /**
     * A query to be run.
     *
     * @param statement with {@code ?} where a parameter goes
     * @param parameters texts, numbers, booleans, {@code java.time} values, {@code byte[]} or {@code null}
     */
    public SqlQuery query(String statement, @Nullable Object... parameters) {
        List<@Nullable Object> bound = bound(parameters);
        requireNonNull(statement, "statement is null");
        return new SqlQuery(rows -> open().query(statement, bound, rows));
    }

    /**
     * Runs a statement for its effect.
     *
     * @param statement as in {@link #query}
     * @param parameters as in {@link #query}
     * @throws DltException if the destination refuses
     */
    public void execute(String statement, @Nullable Object... parameters) {
        open().query(statement, bound(parameters), new RowConsumer() {
            @Override
            public void columns(List<String> names) {}

            @Override
            public boolean row(List<@Nullable Object> values) {
                return false;
            }
        });
    }

    private SupportsSql open() {
        if (closed) {
            throw new IllegalStateException("the SQL client is closed");
        }
        return sql;
    }

    private static List<@Nullable Object> bound(@Nullable Object[] parameters) {
        List<@Nullable Object> bound = new ArrayList<>(parameters.length);
        for (Object parameter : parameters) {
            bound.add(parameter == null ? null : bound(parameter));
        }
        return bound;
    }

    /** As the classes that destinations know. */
    private static Object bound(Object parameter) {
        if (parameter instanceof Integer || parameter instanceof Short || parameter instanceof Byte) {
            return ((Number) parameter).longValue();
        }
        if (parameter instanceof Float number) {
            return number.doubleValue();
        }
        if (parameter instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        if (parameter instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (parameter instanceof ZonedDateTime time) {
            return time.toOffsetDateTime();
        }
        return parameter instanceof CharSequence || parameter instanceof UUID || parameter instanceof Enum<?>
                ? parameter.toString()
                : parameter;
    }

    @Override
    public void close() {
        closed = true;
        views.ifPresent(FileViews::close);
        link.close();
    }
}
