package io.dlt4j.extract;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;

/** ISO texts in dlt's form: seconds always, microseconds where there are any, offset {@code +00:00}. */
final class IsoTexts {

    private IsoTexts() {}

    /** A point in time: {@link Instant}, {@link Date}, {@link ZonedDateTime} or {@link OffsetDateTime}. */
    static String utc(Object time) {
        return local(LocalDateTime.ofInstant(instant(time), ZoneOffset.UTC)) + "+00:00";
    }

    static String local(LocalDateTime time) {
        return time.toLocalDate() + "T" + time(time.toLocalTime());
    }

    static String time(LocalTime time) {
        LocalTime micros = time.truncatedTo(ChronoUnit.MICROS);
        String text = micros.truncatedTo(ChronoUnit.SECONDS).toString();
        String seconds = text.length() == 5 ? text + ":00" : text;
        int fraction = micros.getNano() / 1000;
        return fraction == 0
                ? seconds
                : seconds + "." + Integer.toString(1_000_000 + fraction).substring(1);
    }

    private static Instant instant(Object time) {
        if (time instanceof Instant instant) {
            return instant;
        }
        if (time instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime());
        }
        return time instanceof ZonedDateTime zoned ? zoned.toInstant() : ((OffsetDateTime) time).toInstant();
    }
}
