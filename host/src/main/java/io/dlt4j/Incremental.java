package io.dlt4j;

import io.dlt4j.incremental.Bound;
import io.dlt4j.incremental.CursorPath;
import io.dlt4j.incremental.CursorSettings;
import io.dlt4j.incremental.OnMissing;
import io.dlt4j.incremental.RowOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Loads of a resource only what is new since the last run, by a field that grows (or falls): a time of change, a number.
 *
 * <pre>{@code
 * Resource.from("issues", context -> client.issues(context.startValue()))
 *         .primaryKey("id")
 *         .incremental(Incremental.on("updated_at").initialValue("2024-01-01T00:00:00Z"));
 * }</pre>
 *
 * <p>The newest value and the rows that had it are part of the pipeline's state, which is published with the rows themselves: a run
 * that fails or is killed loses nothing and doubles nothing. Rows at the newest value are compared with those of the last run, by the
 * resource's primary key or else as a whole.
 *
 * <p>Values may be texts, numbers, truth values, {@code byte[]} and the types of {@code java.time}, and must be of one kind in all
 * items: texts with texts, numbers with numbers. Items of JSON and CSV text have texts where Java items have times. To functions and
 * resources they are given as {@link String}, {@link Long} ({@link java.math.BigInteger} beyond 64 bits), {@link Double},
 * {@link java.math.BigDecimal}, {@link Boolean}, {@link java.time.OffsetDateTime}, {@link java.time.LocalDateTime},
 * {@link java.time.LocalDate}, {@link java.time.LocalTime} or {@code byte[]}.
 *
 * <p>Immutable; the methods that change something return copies.
 */
public final class Incremental {

    private final CursorSettings settings;

    private Incremental(CursorSettings settings) {
        this.settings = settings;
    }

    /**
     * A cursor over a field.
     *
     * @param path the field's name, or a path to a value in the item: {@code a.b}, {@code a['b c']}, {@code a[0].b},
     *     {@code a[*].b}, {@code a..b}; of several values the first one counts
     * @throws io.dlt4j.api.error.DltException if the path cannot be read
     */
    public static Incremental on(String path) {
        return new Incremental(CursorSettings.at(CursorPath.parse(path)).build());
    }

    private Incremental with(Consumer<CursorSettings.Builder> change) {
        CursorSettings.Builder builder = settings.toBuilder();
        change.accept(builder);
        return new Incremental(builder.build());
    }

    /** A copy that begins there on its first run. An {@link Instant} counts as a time with an offset. */
    public Incremental initialValue(Object value) {
        return with(builder -> builder.initialValue(value));
    }

    /**
     * A copy that loads the range from the initial value to this one, as a run of its own: no state is read or written, so that
     * it can be repeated, or run beside the one that goes on.
     */
    public Incremental endValue(Object value) {
        return with(builder -> builder.endValue(value));
    }

    /** A copy whose newest value is the greatest; the default. */
    public Incremental max() {
        return with(CursorSettings.Builder::max);
    }

    /** A copy whose newest value is the least. */
    public Incremental min() {
        return with(CursorSettings.Builder::min);
    }

    /**
     * A copy whose newest value is what a function makes.
     *
     * @param function of a list of one value, that of an item, or of two, an item's and the newest one so far; must not change the
     *     newest one where the item is not new
     */
    public Incremental lastValue(Function<List<Object>, Object> function) {
        return with(builder -> builder.lastValue(function));
    }

    /** A copy that tells rows with one cursor value apart by these fields, in place of the resource's primary key. */
    public Incremental primaryKey(String... fields) {
        return with(builder -> builder.key(Arrays.asList(fields)));
    }

    /** A copy that loads rows at the newest value again on each run, and remembers none. */
    public Incremental withoutDeduplication() {
        return with(CursorSettings.Builder::withoutDeduplication);
    }

    /** A copy that relies on the order in which items come, and ends reading early. */
    public Incremental rowOrder(RowOrder order) {
        return with(builder -> builder.rowOrder(order));
    }

    /** A copy that treats items without a cursor value in that way; otherwise they are errors. */
    public Incremental onMissing(OnMissing action) {
        return with(builder -> builder.onMissing(action));
    }

    /**
     * A copy that reads again what lies so much before the newest value, for rows that come late. They are not compared with
     * those of the last run: merge them by a key.
     *
     * @param amount seconds of a time, days of a date, or a number; at least 0
     */
    public Incremental lag(double amount) {
        return with(builder -> builder.lag(amount));
    }

    /** A copy that loads, or leaves out, rows at the start value itself; the default is {@link Bound#CLOSED}. */
    public Incremental rangeStart(Bound bound) {
        return with(builder -> builder.rangeStart(bound));
    }

    /** A copy that loads, or leaves out, rows at the end value itself; the default is {@link Bound#OPEN}. */
    public Incremental rangeEnd(Bound bound) {
        return with(builder -> builder.rangeEnd(bound));
    }

    /** The field, if the cursor is a field of the items and not nested in one. */
    Optional<String> field() {
        return settings.path().field();
    }

    CursorSettings settings() {
        return settings;
    }

    @Override
    public String toString() {
        return "Incremental[" + settings.path() + "]";
    }
}
