package io.dlt4j.support.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Values of results in the types of the SPI. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SqlValues {

    private SqlValues() {}

    /** The value itself if its type is one of the SPI's, else the number or the text that it stands for. */
    public static @Nullable Object of(@Nullable Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof BigDecimal
                || value instanceof LocalDate
                || value instanceof LocalTime
                || value instanceof LocalDateTime
                || value instanceof OffsetDateTime
                || value instanceof byte[]) {
            return value;
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        // JSON, UUID, lists, structs and intervals have a text that databases read back
        return value.toString();
    }
}
