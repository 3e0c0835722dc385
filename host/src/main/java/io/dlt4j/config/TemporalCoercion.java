package io.dlt4j.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Converts raw values to points in time: ISO 8601, or seconds since 1970. Loaded only where a field is one. */
final class TemporalCoercion {

    private static final int MAX_SECOND_DIGITS = 18;

    private TemporalCoercion() {}

    /** The offset is kept; without one it is UTC. */
    static @Nullable OffsetDateTime timestamp(Object raw) {
        try {
            if (raw instanceof OffsetDateTime time) {
                return time;
            }
            if (raw instanceof LocalDateTime time) {
                return time.atOffset(ZoneOffset.UTC);
            }
            if (raw instanceof LocalDate date) {
                return date.atStartOfDay().atOffset(ZoneOffset.UTC);
            }
            BigDecimal seconds = Coercion.number(raw);
            if (seconds != null) {
                return unixTime(seconds);
            }
            return raw instanceof String text ? timestampText(text.strip()) : null;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    static @Nullable LocalDate date(Object raw) {
        if (raw instanceof LocalDate date) {
            return date;
        }
        OffsetDateTime time = timestamp(raw);
        return time == null ? null : time.toLocalDate();
    }

    static @Nullable LocalTime time(Object raw) {
        if (raw instanceof LocalTime time) {
            return time;
        }
        try {
            return raw instanceof String text ? LocalTime.parse(text.strip()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable OffsetDateTime unixTime(BigDecimal seconds) {
        // An exponent of millions of digits is no time, and must not be written out.
        if (seconds.precision() - seconds.scale() > MAX_SECOND_DIGITS || seconds.scale() > MAX_SECOND_DIGITS) {
            return null;
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        int nanos = seconds.subtract(whole).movePointRight(9).intValue();
        return Instant.ofEpochSecond(whole.longValueExact(), nanos).atOffset(ZoneOffset.UTC);
    }

    private static OffsetDateTime timestampText(String text) {
        boolean blank = text.length() > 10 && text.charAt(10) == ' ';
        String iso = blank ? text.substring(0, 10) + "T" + text.substring(11) : text;
        if (iso.indexOf('T') < 0) {
            return LocalDate.parse(iso).atStartOfDay().atOffset(ZoneOffset.UTC);
        }
        int time = iso.indexOf('T');
        boolean hasOffset = iso.endsWith("Z") || iso.indexOf('+', time) > 0 || iso.indexOf('-', time) > 0;
        return hasOffset ? OffsetDateTime.parse(iso) : LocalDateTime.parse(iso).atOffset(ZoneOffset.UTC);
    }
}
