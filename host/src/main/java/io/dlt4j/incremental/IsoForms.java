package io.dlt4j.incremental;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/** Dates and times as Python's {@code isoformat} writes them: seconds always, microseconds where there are any. */
final class IsoForms {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");

    private IsoForms() {}

    static String text(OffsetDateTime time) {
        return text(time.toLocalDateTime()) + OFFSET.format(time);
    }

    static String text(LocalDateTime time) {
        return time.toLocalDate() + "T" + text(time.toLocalTime());
    }

    static String text(LocalTime time) {
        return (time.get(ChronoField.MICRO_OF_SECOND) == 0 ? SECONDS : MICROS).format(time);
    }

    /** An {@link OffsetDateTime}, or a {@link LocalDateTime} where there is no offset; a date counts from midnight. */
    static Object timestamp(String text) {
        if (text.length() == "2024-01-02".length()) {
            return LocalDate.parse(text).atStartOfDay();
        }
        TemporalAccessor found = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
        return found;
    }
}
