package io.dlt4j;

import io.dlt4j.api.load.SupportsSql.RowConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/**
 * A query of a {@link SqlClient}. Each of its methods runs it, and hands the rows out one by one as they arrive: memory does
 * not follow their number, but for {@link #list}. All throw {@link io.dlt4j.api.error.DltException} if the destination refuses.
 */
public final class SqlQuery {

    private final Consumer<RowConsumer> run;

    SqlQuery(Consumer<RowConsumer> run) {
        this.run = run;
    }

    /** Calls {@code action} for each row. */
    public void forEach(Consumer<? super SqlRow> action) {
        forEachWhile(row -> {
            action.accept(row);
            return true;
        });
    }

    /** Calls {@code action} for each row until it returns false. */
    public void forEachWhile(Predicate<? super SqlRow> action) {
        into(new RowConsumer() {
            private List<String> columns = List.of();

            @Override
            public void columns(List<String> names) {
                columns = List.copyOf(names);
            }

            @Override
            public boolean row(List<@Nullable Object> values) {
                return action.test(new SqlRow(columns, values));
            }
        });
    }

    /** What the collector makes of all rows. */
    public <A, R> R collect(Collector<? super SqlRow, A, R> collector) {
        A container = collector.supplier().get();
        BiConsumer<A, ? super SqlRow> accumulator = collector.accumulator();
        forEach(row -> accumulator.accept(container, row));
        return collector.finisher().apply(container);
    }

    /** All rows, in memory. */
    public List<SqlRow> list() {
        List<SqlRow> rows = new ArrayList<>();
        forEach(rows::add);
        return rows;
    }

    /** The first row; the others are not fetched. */
    public Optional<SqlRow> first() {
        List<SqlRow> rows = new ArrayList<>(1);
        forEachWhile(row -> {
            rows.add(row);
            return false;
        });
        return rows.stream().findFirst();
    }

    /** Hands out the names of the columns, which may be of interest where there are no rows, and the values. */
    public void into(RowConsumer consumer) {
        run.accept(consumer);
    }
}
