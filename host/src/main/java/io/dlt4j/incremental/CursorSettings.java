package io.dlt4j.incremental;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a cursor is told by the user. Immutable and thread-safe, if the function given is. */
public final class CursorSettings {

    private final CursorPath path;
    private final LastValue lastValue;
    private final Optional<Object> initialValue;
    private final Optional<Object> endValue;
    private final Bound rangeStart;
    private final Bound rangeEnd;
    private final double lag;
    private final Optional<RowKey> key;
    private final boolean deduplicated;
    private final RowOrder rowOrder;
    private final OnMissing onMissing;

    private CursorSettings(Builder builder) {
        this.path = builder.path;
        this.lastValue = builder.lastValue;
        this.initialValue = builder.initialValue;
        this.endValue = builder.endValue;
        this.rangeStart = builder.rangeStart;
        this.rangeEnd = builder.rangeEnd;
        this.lag = builder.lag;
        this.key = builder.key;
        this.deduplicated = builder.deduplicated;
        this.rowOrder = builder.rowOrder;
        this.onMissing = builder.onMissing;
    }

    /** Starts with the defaults: the greatest value, everything from the last one on, no end. */
    public static Builder at(CursorPath path) {
        return new Builder(path);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        Builder builder = new Builder(path);
        builder.lastValue = lastValue;
        builder.initialValue = initialValue;
        builder.endValue = endValue;
        builder.rangeStart = rangeStart;
        builder.rangeEnd = rangeEnd;
        builder.lag = lag;
        builder.key = key;
        builder.deduplicated = deduplicated;
        builder.rowOrder = rowOrder;
        builder.onMissing = onMissing;
        return builder;
    }

    /** Where the cursor value is. */
    public CursorPath path() {
        return path;
    }

    /** The value to begin with on the first run. */
    public Optional<Object> initialValue() {
        return initialValue;
    }

    /** The value to end at. A cursor with an end loads a range of the past, and has no state. */
    public Optional<Object> endValue() {
        return endValue;
    }

    LastValue lastValue() {
        return lastValue;
    }

    Bound rangeStart() {
        return rangeStart;
    }

    Bound rangeEnd() {
        return rangeEnd;
    }

    RowOrder rowOrder() {
        return rowOrder;
    }

    OnMissing onMissing() {
        return onMissing;
    }

    Optional<RowKey> key() {
        return key;
    }

    double lag() {
        return lag;
    }

    /** Whether a lag is given that the cursor can apply. */
    boolean hasLag() {
        return lag != 0 && endValue.isEmpty() && lastValue instanceof LastValue.Extreme;
    }

    /** Whether rows at the start value are compared with those of the last run. */
    boolean isDeduplicated() {
        return deduplicated && rangeStart == Bound.CLOSED && endValue.isEmpty() && !hasLag();
    }

    /** Collects {@link CursorSettings}. Not thread-safe. */
    public static final class Builder {

        private final CursorPath path;
        private LastValue lastValue = LastValue.Extreme.MAX;
        private Optional<Object> initialValue = Optional.empty();
        private Optional<Object> endValue = Optional.empty();
        private Bound rangeStart = Bound.CLOSED;
        private Bound rangeEnd = Bound.OPEN;
        private double lag;
        private Optional<RowKey> key = Optional.empty();
        private boolean deduplicated = true;
        private RowOrder rowOrder = RowOrder.ANY;
        private OnMissing onMissing = OnMissing.RAISE;

        private Builder(CursorPath path) {
            this.path = requireNonNull(path, "path is null");
        }

        /** The greatest value is the last one. */
        public Builder max() {
            lastValue = LastValue.Extreme.MAX;
            return this;
        }

        /** The least value is the last one. */
        public Builder min() {
            lastValue = LastValue.Extreme.MIN;
            return this;
        }

        /** A function of one value, or of an item's value and the last one, makes the last value. */
        public Builder lastValue(Function<List<Object>, Object> function) {
            lastValue = new LastValue.Custom(requireNonNull(function, "function is null"));
            return this;
        }

        /** Sets the value to begin with on the first run. */
        public Builder initialValue(Object value) {
            initialValue = Optional.of(StateValues.canonical(value));
            return this;
        }

        /** Sets the value to end at. */
        public Builder endValue(Object value) {
            endValue = Optional.of(StateValues.canonical(value));
            return this;
        }

        /** Says whether the start value itself is loaded. */
        public Builder rangeStart(Bound bound) {
            rangeStart = requireNonNull(bound, "bound is null");
            return this;
        }

        /** Says whether the end value itself is loaded. */
        public Builder rangeEnd(Bound bound) {
            rangeEnd = requireNonNull(bound, "bound is null");
            return this;
        }

        /** Begins that much before the last value: seconds, days of a date, or a number. */
        public Builder lag(double amount) {
            if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("lag is " + amount);
            }
            lag = amount;
            return this;
        }

        /** Names the fields by which duplicates are found. */
        public Builder key(List<String> fields) {
            if (fields.isEmpty()) {
                throw new IllegalArgumentException("the key has no fields");
            }
            key = Optional.of(RowKey.of(fields));
            deduplicated = true;
            return this;
        }

        /** Loads rows at the start value again, on each run. */
        public Builder withoutDeduplication() {
            key = Optional.empty();
            deduplicated = false;
            return this;
        }

        /** Says how the items come. */
        public Builder rowOrder(RowOrder order) {
            rowOrder = requireNonNull(order, "order is null");
            return this;
        }

        /** Says what becomes of items without a cursor value. */
        public Builder onMissing(OnMissing action) {
            onMissing = requireNonNull(action, "action is null");
            return this;
        }

        /** The settings. */
        public CursorSettings build() {
            return new CursorSettings(this);
        }
    }
}
