package io.dlt4j.incremental;

import io.dlt4j.api.error.DltException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moves a last value back, so that what came late is read again. */
final class Lag {

    private static final double MICROS_PER_SECOND = 1e6;

    private Lag() {}

    /** The value that a run begins with: the last one with the lag applied, but never before the initial one. */
    static Object start(CursorSettings settings, Object lastValue) {
        boolean max = settings.lastValue() == LastValue.Extreme.MAX;
        Object shifted;
        try {
            shifted = shifted(lastValue, max ? -settings.lag() : settings.lag());
        } catch (DateTimeException | ArithmeticException e) {
            throw unsupported(lastValue, e);
        }
        Optional<Object> initial = settings.initialValue();
        // the greatest of the two for max, the least for min
        return initial.isPresent() ? settings.lastValue().of(shifted, initial.get()) : shifted;
    }

    private static Object shifted(Object value, double amount) {
        if (value instanceof Long || value instanceof BigInteger) {
            return StateValues.canonical(CursorValues.decimal(value)
                    .add(BigDecimal.valueOf(amount))
                    .setScale(0, RoundingMode.DOWN)
                    .toBigIntegerExact());
        } else if (value instanceof Double number) {
            return number + amount;
        } else if (value instanceof OffsetDateTime time) {
            return time.plus(seconds(amount));
        } else if (value instanceof LocalDateTime time) {
            return time.plus(seconds(amount));
        } else if (value instanceof LocalDate date) {
            return date.plusDays(days(amount));
        } else if (value instanceof String text) {
            return LagText.shifted(text, amount).orElseThrow(() -> unsupported(value, null));
        }
        throw unsupported(value, null);
    }

    static Duration seconds(double amount) {
        return Duration.of(Math.round(amount * MICROS_PER_SECOND), ChronoUnit.MICROS);
    }

    static long days(double amount) {
        return (long) Math.floor(amount);
    }

    private static DltException unsupported(Object value, @Nullable Throwable cause) {
        return new DltException(
                IncrementalError.INCREMENTAL_LAG_INVALID,
                "A lag cannot be applied to the last value '" + value + "', a " + KindNames.of(value) + ".",
                "Use a lag with numbers, dates and times, or texts that are ISO dates or times.",
                cause);
    }
}
