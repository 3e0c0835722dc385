package io.dlt4j.incremental;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;

/** How the last value follows from those of the items. */
sealed interface LastValue {

    /** The last value if this one is the only one. */
    Object of(Object value);

    /** The last value after this one; {@link IncomparableException} if the two cannot be compared. */
    Object of(Object value, Object last);

    /** The order of values: the greatest or the least one is the last. */
    enum Extreme implements LastValue {
        /** The greatest value. */
        MAX,
        /** The least value. */
        MIN;

        @Override
        public Object of(Object value) {
            return value;
        }

        @Override
        public Object of(Object value, Object last) {
            int order = CursorValues.compare(value, last);
            if (order == CursorValues.INCOMPARABLE) {
                throw new IncomparableException(value, last);
            }
            return order == 0 || order > 0 == (this == MAX) ? value : last;
        }
    }

    /**
     * A function of the user's.
     *
     * @param function of one value, or of an item's value and the last one
     */
    record Custom(Function<List<Object>, Object> function) implements LastValue {
        @Override
        public Object of(Object value) {
            return apply(List.of(value));
        }

        @Override
        public Object of(Object value, Object last) {
            return apply(List.of(value, last));
        }

        private Object apply(List<Object> values) {
            return StateValues.canonical(
                    requireNonNull(function.apply(values), "the function that makes the last value returned null"));
        }
    }
}
