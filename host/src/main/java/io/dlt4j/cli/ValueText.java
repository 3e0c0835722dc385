package io.dlt4j.cli;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** Values of a database as text: as {@code toString} has them where that is complete and plain. */
final class ValueText {

    private ValueText() {}

    /** Times have seconds, as RFC 3339 wants them; decimals have no exponent. */
    static String of(Object value) {
        if (value instanceof OffsetDateTime instant) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant);
        }
        if (value instanceof LocalDateTime moment) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(moment);
        }
        if (value instanceof LocalTime time) {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }
}
