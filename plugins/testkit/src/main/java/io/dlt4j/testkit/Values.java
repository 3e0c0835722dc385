package io.dlt4j.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dlt4j.api.schema.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Brings what different stores hand out for the same value to one form. */
final class Values {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Values() {}

    /** The form of a value by the type of its column; an unreadable one is told as it is. */
    static @Nullable Object of(@Nullable Object value, DataType type) {
        if (value == null) {
            return null;
        }
        try {
            return switch (type) {
                case TEXT -> value.toString();
                case BIGINT, DECIMAL, WEI -> number(value);
                case DOUBLE -> Double.valueOf(value.toString());
                case BOOL -> bool(value);
                case TIMESTAMP -> instant(value);
                case DATE -> value instanceof LocalDate date ? date : LocalDate.parse(value.toString());
                case TIME -> value instanceof LocalTime time ? time : LocalTime.parse(value.toString());
                case BINARY -> HexFormat.of().formatHex(bytes(value));
                case JSON -> tree(value);
            };
        } catch (RuntimeException e) {
            return "unreadable as " + type.text() + ": " + value.getClass().getName() + " " + value;
        }
    }

    private static BigDecimal number(Object value) {
        return new BigDecimal(value.toString()).stripTrailingZeros();
    }

    private static Object bool(Object value) {
        String text = value.toString();
        return text.equals("1") || text.equalsIgnoreCase("true");
    }

    private static Instant instant(Object value) {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC);
        }
        String text = value.toString().replace(' ', 'T');
        boolean zoned = text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > 10;
        return zoned
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    private static byte[] bytes(Object value) {
        return value instanceof byte[] bytes ? bytes : Base64.getDecoder().decode(value.toString());
    }

    private static JsonNode tree(Object value) {
        try {
            return JSON.readTree(value instanceof String text ? text : JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A short text of a number, a text or a boolean. */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Number ? number(value).toPlainString() : value.toString();
    }
}
